"""Two side by side: for each indicator a pair of bullet bars, and who is ahead by how much."""

from dataclasses import replace

from matplotlib.figure import Figure

from charts import bars, fonts, frame, marks
from charts.bars import Ruler
from charts.canvas import Canvas
from charts.pages import divide, head_of, tallies_of
from charts.sheets.compare import CompareBar, CompareRow, CompareSheet
from charts.sheets.parts import Scale
from charts.theme import DAY, WIDTH, Theme
from domain.lights import Light

TOP, BAR_BLOCK, BOTTOM = 68, 86, 18
PAIR_ROW = TOP + 2 * BAR_BLOCK + BOTTOM
CARD_PAD, LEGEND = 12, 92
LIGHT_X, BAR_X, BAR_END = 62, 96, 690
SCORE_END = 884
LOWEST, HIGHEST = -40.0, 140.0
SMALLEST = 24


def draw_compare(sheet: CompareSheet, *, theme: Theme = DAY) -> Figure:
    """One page; see `paginate_compare`."""
    top = frame.band_height(sheet.head) + frame.tallies_height(sheet.tallies) + frame.PAD
    tall = LEGEND + PAIR_ROW * len(sheet.rows) + CARD_PAD
    canvas = Canvas(top + tall + frame.foot_height(sheet.footer), theme=theme)
    y = frame.draw_band(canvas, sheet.head)
    frame.draw_tallies(canvas, y, sheet.tallies)
    canvas.panel(frame.PAD, top, WIDTH - 2 * frame.PAD, tall, color=theme.card, radius=20)
    _draw_legend(canvas, top + LEGEND / 2 + 4, sheet.sides)
    ruler = Ruler(BAR_X, BAR_END, sheet.scale or scale_of(sheet))
    for index, row in enumerate(sheet.rows):
        y = top + LEGEND + index * PAIR_ROW
        canvas.stroke([(frame.LEFT, y), (frame.RIGHT, y)], color=theme.hairline, width=2, layer=2)
        _draw_row(canvas, y, row, ruler=ruler)
    frame.draw_foot(canvas, top + tall, sheet.footer)
    return canvas.finish()


def paginate_compare(sheet: CompareSheet) -> tuple[CompareSheet, ...]:
    """As `pages.paginate`, on one scale."""
    pages = divide([[PAIR_ROW] * len(sheet.rows)], heading=LEGEND + CARD_PAD)
    return tuple(
        replace(
            sheet,
            head=head_of(sheet.head, number, len(pages)),
            tallies=tallies_of(sheet.tallies, number),
            rows=tuple(row for piece in page for row in piece.of(sheet.rows)),
            scale=sheet.scale or scale_of(sheet),
        )
        for number, page in enumerate(pages, start=1)
    )


def scale_of(sheet: CompareSheet) -> Scale:
    """From the lowest, or nothing, to the highest, or 100; outliers do not flatten the rest."""
    numbers = [
        float(number)
        for row in sheet.rows
        for bar in row.bars
        for number in (bar.completion, bar.pace)
        if number is not None
    ]
    return Scale(low=max(LOWEST, min([0.0, *numbers])), high=min(HIGHEST, max([100.0, *numbers])))


def _draw_legend(canvas: Canvas, y: float, sides: tuple[str, str]) -> None:
    """Both names in their colours, side by side."""
    theme, middle = canvas.theme, WIDTH / 2
    room = middle - frame.LEFT - 60
    for index, (name, left) in enumerate(zip(sides, (frame.LEFT, middle), strict=True)):
        canvas.bar(left, left + 34, y, color=theme.series[index], width=bars.THICK, layer=3)
        canvas.label(
            left + 48, y, name, 32, color=theme.ink, room=room, bold=True, smallest=28, small=24
        )


def _draw_row(canvas: Canvas, top: float, row: CompareRow, *, ruler: Ruler) -> None:
    theme, y = canvas.theme, top + TOP / 2 + 2
    taken = _draw_lead(canvas, y, row)
    canvas.text(
        frame.LEFT,
        y,
        row.name,
        34,
        color=theme.ink,
        bold=True,
        room=frame.RIGHT - frame.LEFT - taken - 24,
        smallest=26,
    )
    for index, bar in enumerate(row.bars):
        middle = top + TOP + index * BAR_BLOCK + 22
        _draw_bar(canvas, middle, bar, color=theme.series[index], ruler=ruler)


def _draw_lead(canvas: Canvas, y: float, row: CompareRow) -> float:
    """Who is ahead, beside a dash of their colour; return the width taken."""
    theme = canvas.theme
    room = (frame.RIGHT - frame.LEFT) * 0.5
    words = fonts.shorten(row.lead_text, 28, room=room, bold=True)
    color = theme.soft if row.ahead is None else theme.ink
    taken = canvas.text(frame.RIGHT, y, words, 28, color=color, bold=True, align="right")
    if row.ahead is None or not words:
        return taken
    right = frame.RIGHT - taken - 14
    canvas.bar(right - 30, right, y, color=theme.series[row.ahead], width=bars.THICK, layer=3)
    return taken + 48


def _draw_bar(canvas: Canvas, y: float, bar: CompareBar, *, color: str, ruler: Ruler) -> None:
    theme = canvas.theme
    marks.light(canvas, LIGHT_X, y, bar.light, radius=14)
    bars.draw_track(canvas, y, ruler=ruler)
    if bar.completion is not None:
        bars.draw_bar(canvas, y, float(bar.completion), color=color, ruler=ruler)
    if bar.pace is not None:
        x, reach = ruler.x(float(bar.pace)), bars.THICK / 2 + 7
        canvas.stroke([(x, y - reach), (x, y + reach)], color=theme.ink, width=5, layer=5)
    is_there = bool(bar.gap_text) or bar.completion is not None
    canvas.text(
        SCORE_END,
        y,
        bar.completion_text,
        34 if is_there else 28,
        color=theme.ink if is_there else theme.soft,
        bold=is_there,
        align="right",
        room=SCORE_END - BAR_END - 16,
        smallest=SMALLEST,
    )
    canvas.text(
        frame.RIGHT,
        y,
        bar.gap_text,
        30,
        color=theme.verdicts[bar.light],
        bold=True,
        align="right",
        room=frame.RIGHT - SCORE_END - 16,
        smallest=SMALLEST,
    )
    _draw_amounts(canvas, y + 40, bar)


def _draw_amounts(canvas: Canvas, y: float, bar: CompareBar) -> None:
    """The amount and its target, then a tag where something is missing."""
    theme, x = canvas.theme, float(BAR_X)
    taken = marks.tag(canvas, x, y, bar.mark, size=SMALLEST, color=theme.verdicts[Light.YELLOW])
    x += taken + 12 if taken else 0
    room = frame.RIGHT - x
    canvas.text(x, y, bar.value_text, 26, color=theme.soft, room=room, smallest=SMALLEST)
