"""What all units bring together: amounts with their course, on one scale."""

from collections.abc import Sequence

from charts import fonts, frame, marks
from charts.bars import Ruler
from charts.board.cards import CARD_PAD, HEADING, card, rule
from charts.canvas import Canvas, Point, dashes
from charts.sheets.board import BoardSheet, BoardTotal
from charts.sheets.parts import Number, Scale
from domain.lights import Light

TOTAL, THIN = 116, 14
COURSE_X, COURSE_END, COURSE_TALL = 484, 640, 56
LOWEST, HIGHEST = -40.0, 140.0


def totals_height(sheet: BoardSheet) -> float:
    return HEADING + TOTAL * len(sheet.totals) + CARD_PAD if sheet.totals else 0.0


def draw_totals(canvas: Canvas, top: float, sheet: BoardSheet) -> None:
    card(canvas, top, totals_height(sheet))
    frame.draw_heading(canvas, top + HEADING / 2, sheet.totals_heading, sheet.totals_detail)
    y, ruler = top + HEADING, _ruler(sheet.totals)
    for total in sheet.totals:
        rule(canvas, y)
        _draw_total(canvas, y, total, ruler=ruler)
        y += TOTAL


def _ruler(totals: Sequence[BoardTotal]) -> Ruler:
    """One scale for all of them, so that the ticks of pace stand under each other."""
    numbers = [
        float(n) for total in totals for n in (total.completion, total.pace) if n is not None
    ]
    low, high = max(LOWEST, min([0.0, *numbers])), min(HIGHEST, max([100.0, *numbers]))
    return Ruler(frame.LEFT, frame.RIGHT, Scale(low=low, high=high))


def _draw_total(canvas: Canvas, top: float, total: BoardTotal, *, ruler: Ruler) -> None:
    theme, upper, lower, bar = canvas.theme, top + 30, top + 68, top + 98
    marks.light(canvas, frame.LEFT + 14, upper, total.light, radius=14)
    tagged = fonts.width(total.mark, 24) + 24 + 12 if total.mark else 0.0
    name = canvas.text(
        frame.LEFT + 42,
        upper,
        total.name,
        32,
        color=theme.ink,
        bold=True,
        room=COURSE_X - 20 - frame.LEFT - 42 - tagged,
        smallest=26,
    )
    color = theme.verdicts[Light.YELLOW]
    marks.tag(canvas, frame.LEFT + 42 + name + 12, upper, total.mark, size=24, color=color)
    room = COURSE_X - 20 - frame.LEFT
    # An amount is never cut short: one that needs the room takes that of its course.
    is_long = fonts.width(total.amount_text, 24) > room
    room = 620 if is_long else room
    taken = canvas.text(
        frame.LEFT, lower, total.amount_text, 26, color=theme.ink, room=room, smallest=24
    )
    if not is_long:
        _draw_course(canvas, top + 46, total)
    gap = canvas.text(
        frame.RIGHT,
        upper,
        total.gap_text,
        30,
        color=theme.verdicts[total.light],
        bold=True,
        align="right",
        room=130,
        smallest=24,
    )
    end = frame.RIGHT - max(gap + 18, 104) if gap else frame.RIGHT
    canvas.text(
        end,
        upper,
        total.completion_text,
        36,
        color=theme.ink,
        bold=True,
        align="right",
        room=end - COURSE_END - 20,
        smallest=24,
    )
    canvas.text(
        frame.RIGHT,
        lower,
        total.note,
        24,
        color=theme.soft,
        align="right",
        room=frame.RIGHT - max(COURSE_END, frame.LEFT + taken) - 20,
    )
    _draw_bar(canvas, bar, total, ruler=ruler)


def _draw_bar(canvas: Canvas, y: float, total: BoardTotal, *, ruler: Ruler) -> None:
    theme = canvas.theme
    canvas.bar(ruler.x(0), ruler.x(100), y, color=theme.track, width=THIN, layer=2)
    if total.completion is not None:
        color = theme.lights[total.light]
        end = ruler.x(float(total.completion))
        canvas.bar(ruler.x(0), end, y, color=color, width=THIN, layer=3)
    if total.pace is not None:
        x, reach = ruler.x(float(total.pace)), THIN / 2 + 6
        canvas.stroke([(x, y - reach), (x, y + reach)], color=theme.ink, width=5, layer=5)


def _draw_course(canvas: Canvas, middle: float, total: BoardTotal) -> None:
    """The last periods as a line beside the plan's, both on one scale of their own."""
    told = [float(n) for n in (*total.course, *total.plan) if n is not None]
    if sum(value is not None for value in total.course) < 2:
        return
    low, span = min(told), (max(told) - min(told)) or 1.0

    def runs(values: Sequence[Number | None]) -> list[list[Point]]:
        found: list[list[Point]] = [[]]
        for index, value in enumerate(values):
            if value is None:
                found.append([])
                continue
            x = COURSE_X + (COURSE_END - COURSE_X) * index / (len(values) - 1)
            found[-1].append((x, middle + COURSE_TALL * (0.5 - (float(value) - low) / span)))
        return [run for run in found if run]

    theme = canvas.theme
    for run in runs(total.plan):
        for dash in dashes(run, on=8, off=7):
            canvas.stroke(dash, color=theme.soft, width=2, layer=3)
    lines = runs(total.course)
    for run in lines:
        if len(run) > 1:
            canvas.stroke(run, color=theme.verdicts[total.light], width=4, layer=4, cap="round")
    x, y = lines[-1][-1]
    canvas.disc(x, y, 7, color=theme.verdicts[total.light], layer=5)
