"""A card: every indicator of one unit, person or project against its target and pace."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from charts import bars, fonts, frame, marks
from charts.bars import Ruler
from charts.canvas import Canvas, Point
from charts.pages import CARD_HEADING, ITEM, ITEM_LINE, item_height
from charts.sheets.card import CardGroup, CardItem, CardSheet
from charts.sheets.parts import Number, Scale
from charts.theme import DAY, WIDTH, Theme
from domain.lights import Light

CARD_PAD, GROUP_GAP = 8, 20
LOWEST, HIGHEST = -40.0, 140.0
SPARK_X, SPARK_TALL = 856, 58
TITLE_X = frame.LEFT
NEEDED, NEEDED_GAP = 26, 28


def group_height(group: CardGroup) -> int:
    heading = CARD_HEADING if group.heading or group.detail else CARD_PAD
    return heading + sum(item_height(item) for item in group.items) + CARD_PAD


def draw_card(sheet: CardSheet, *, theme: Theme = DAY) -> Figure:
    top = frame.band_height(sheet.head) + frame.tallies_height(sheet.tallies) + frame.PAD
    body = sum(group_height(group) for group in sheet.groups)
    gaps = GROUP_GAP * max(len(sheet.groups) - 1, 0)
    canvas = Canvas(top + body + gaps + frame.foot_height(sheet.footer), theme=theme)
    y = frame.draw_band(canvas, sheet.head)
    frame.draw_tallies(canvas, y, sheet.tallies)
    y, ruler = top, _ruler(sheet)
    for group in sheet.groups:
        _draw_group(canvas, y, group, ruler=ruler)
        y += group_height(group) + GROUP_GAP
    frame.draw_foot(canvas, top + body + gaps, sheet.footer)
    return canvas.finish()


def _draw_group(canvas: Canvas, top: float, group: CardGroup, *, ruler: Ruler) -> None:
    theme, height = canvas.theme, group_height(group)
    canvas.panel(frame.PAD, top, WIDTH - 2 * frame.PAD, height, color=theme.card, radius=20)
    y = top + CARD_PAD
    if group.heading or group.detail:
        frame.draw_heading(canvas, top + CARD_HEADING / 2, group.heading, group.detail)
        y = top + CARD_HEADING
    for index, item in enumerate(group.items):
        if index or group.heading or group.detail:
            canvas.stroke(
                [(frame.LEFT, y), (frame.RIGHT, y)], color=theme.hairline, width=2, layer=2
            )
        _draw_item(canvas, y, item, ruler=ruler)
        y += item_height(item)


def _draw_item(canvas: Canvas, top: float, item: CardItem, *, ruler: Ruler) -> None:
    theme = canvas.theme
    name_y, bar_y, value_y = top + 36, top + 80, top + 120
    reported = item.completion is not None
    marks.light(canvas, TITLE_X + 16, name_y, item.light, radius=16)
    if item.completion is None:
        end = _draw_absence(canvas, name_y, item)
    else:
        end = _draw_verdict(canvas, name_y, item)
    canvas.text(
        TITLE_X + 46,
        name_y,
        item.name,
        34,
        color=theme.ink if reported else theme.soft,
        bold=True,
        room=end - TITLE_X - 66,
        smallest=26,
    )
    _draw_bullet(canvas, bar_y, item, ruler=ruler)
    _draw_amounts(canvas, value_y, item, end=ruler.right)
    _draw_spark(canvas, bar_y - 2, item)
    line_y = top + ITEM + 14
    if item.official_text:
        _draw_official(canvas, line_y, item)
        line_y += ITEM_LINE
    if item.note or item.mark:
        _draw_note(canvas, line_y, item)


def _draw_verdict(canvas: Canvas, y: float, item: CardItem) -> float:
    """Completion and gap at the right; return where they begin."""
    theme = canvas.theme
    gap = canvas.text(
        frame.RIGHT,
        y,
        item.gap_text,
        30,
        color=theme.verdicts[item.light],
        bold=True,
        align="right",
        room=140,
        smallest=24,
    )
    end = frame.RIGHT - max(gap + 20, 108) if gap else frame.RIGHT
    taken = canvas.text(end, y, item.completion_text, 38, color=theme.ink, bold=True, align="right")
    return end - taken


def _draw_absence(canvas: Canvas, y: float, item: CardItem) -> float:
    taken = canvas.text(
        frame.RIGHT, y, item.completion_text, 30, color=canvas.theme.soft, align="right"
    )
    return frame.RIGHT - taken


def _ruler(sheet: CardSheet) -> Ruler:
    """One scale for the whole card, so that the ticks of pace stand under each other."""
    items = [item for group in sheet.groups for item in group.items]
    told = [(item.completion, item.pace, item.official) for item in items]
    numbers = [float(n) for own in told for n in own if n is not None]
    has_history = any(len(item.history) > 1 for item in items)
    return Ruler(
        frame.LEFT,
        SPARK_X - 40 if has_history else frame.RIGHT,
        Scale(low=max(LOWEST, min([0.0, *numbers])), high=min(HIGHEST, max([100.0, *numbers]))),
    )


def _draw_bullet(canvas: Canvas, y: float, item: CardItem, *, ruler: Ruler) -> None:
    """The bar to the completion, a tick where it should be by now, a diamond for the published."""
    theme = canvas.theme
    bars.draw_track(canvas, y, ruler=ruler)
    if item.completion is not None:
        color = theme.lights[item.light]
        bars.draw_bar(canvas, y, float(item.completion), color=color, ruler=ruler)
    if item.pace is not None:
        x, reach = ruler.x(float(item.pace)), bars.THICK / 2 + 7
        canvas.stroke([(x, y - reach), (x, y + reach)], color=theme.ink, width=5, layer=5)
    if item.completion is not None and item.completion > 100:
        x, reach = ruler.x(100), bars.THICK / 2
        canvas.stroke([(x, y - reach), (x, y + reach)], color=theme.card, width=3, layer=4)
    if item.official is not None:
        marks.diamond(canvas, ruler.x(float(item.official)), y)


def _draw_amounts(canvas: Canvas, y: float, item: CardItem, *, end: float) -> None:
    theme = canvas.theme
    target = canvas.text(
        end,
        y,
        item.target_text,
        26,
        color=theme.soft,
        align="right",
        room=(end - frame.LEFT) * 0.6,
        smallest=24,
    )
    room = end - frame.LEFT - target - 20
    taken = canvas.text(frame.LEFT, y, item.value_text, 28, color=theme.ink, room=room, smallest=24)
    left = frame.LEFT + (taken + NEEDED_GAP if taken else 0)
    # Only whole: half of what is needed is another number, and the words below have it anyway.
    if fonts.width(item.needed_text, NEEDED, bold=True) <= frame.LEFT + room - left:
        color = theme.verdicts[item.light]
        canvas.text(left, y, item.needed_text, NEEDED, color=color, bold=True)


def _draw_spark(canvas: Canvas, y: float, item: CardItem) -> None:
    if len(item.history) < 2:
        return
    theme = canvas.theme
    points = _spark_points(item.history, left=SPARK_X, right=frame.RIGHT - 8, middle=y + 18)
    for line in points:
        if len(line) > 1:
            canvas.stroke(line, color=theme.soft, width=3, layer=4, cap="round")
    if points and points[-1]:
        x, last = points[-1][-1]
        canvas.disc(x, last, 8, color=theme.verdicts[item.light], layer=5)


def _spark_points(
    history: Sequence[Number | None], *, left: float, right: float, middle: float
) -> list[list[Point]]:
    """The history as lines, broken where a period is missing."""
    known = [float(value) for value in history if value is not None]
    if not known:
        return []
    low, span = min(known), (max(known) - min(known)) or 1.0
    flat = max(known) == min(known)
    lines: list[list[Point]] = [[]]
    for index, value in enumerate(history):
        if value is None:
            lines.append([])
            continue
        share = 0.5 if flat else (float(value) - low) / span
        x = left + (right - left) * index / (len(history) - 1)
        lines[-1].append((x, middle + SPARK_TALL * (0.5 - share)))
    return [line for line in lines if line]


def _draw_official(canvas: Canvas, y: float, item: CardItem) -> None:
    """What was published, in words; a diamond in front where the bar has one."""
    x = float(frame.LEFT)
    if item.official is not None:
        marks.diamond(canvas, x + marks.DIAMOND, y)
        x += 2 * marks.DIAMOND + 12
    color, room = canvas.theme.ink, frame.RIGHT - x
    canvas.text(x, y, item.official_text, 26, color=color, room=room, smallest=24)


def _draw_note(canvas: Canvas, y: float, item: CardItem) -> None:
    theme, x = canvas.theme, float(frame.LEFT)
    taken = marks.tag(canvas, x, y, item.mark, size=24, color=theme.verdicts[Light.YELLOW])
    x += taken + 12 if taken else 0
    canvas.text(x, y, item.note, 24, color=theme.soft, room=frame.RIGHT - x)
