"""Who brings what to a total: bars of amounts, what is new in a brighter colour."""

from dataclasses import dataclass, replace

from matplotlib.figure import Figure

from charts import fonts, frame, marks
from charts.bars import THICK, Ruler
from charts.canvas import Canvas
from charts.pages import divide, head_of, tallies_of
from charts.sheets.contribution import ContributionRow, ContributionSheet
from charts.sheets.parts import Scale
from charts.theme import DAY, WIDTH, Theme
from domain.lights import Light

LIGHT_X, NAME_X, NAME_END = 62, 92, 336
BAR_X, BAR_END, VALUE_END = 356, 756, 900
AMOUNT_ROW, CARD_PAD = 96, 16
SMALLEST = 24
TOP_SHARE = 0.4  # of a row: name and bar; what is new stands below


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the bars and the amounts end: wide numbers shorten the bars."""

    bar_end: float
    value_end: float


def columns_of(sheet: ContributionSheet) -> Columns:
    shares = fonts.widest((row.share_text for row in sheet.rows), SMALLEST)
    values = fonts.widest((row.value_text for row in sheet.rows), SMALLEST, bold=True)
    value_end = min(float(VALUE_END), frame.RIGHT - shares - 10)
    return Columns(min(BAR_END - VALUE_END + value_end, value_end - values - 10), value_end)


def draw_contribution(sheet: ContributionSheet, *, theme: Theme = DAY) -> Figure:
    """One page; see `paginate_contribution`."""
    top = frame.band_height(sheet.head) + frame.tallies_height(sheet.tallies) + frame.PAD
    tall = AMOUNT_ROW * len(sheet.rows) + 2 * CARD_PAD
    canvas = Canvas(top + tall + frame.foot_height(sheet.footer), theme=theme)
    y = frame.draw_band(canvas, sheet.head)
    frame.draw_tallies(canvas, y, sheet.tallies)
    canvas.panel(frame.PAD, top, WIDTH - 2 * frame.PAD, tall, color=theme.card, radius=20)
    columns = columns_of(sheet)
    ruler = Ruler(BAR_X, columns.bar_end, sheet.scale or scale_of(sheet))
    for index, row in enumerate(sheet.rows):
        y = top + CARD_PAD + index * AMOUNT_ROW
        if index:
            rule = [(frame.LEFT, y), (frame.RIGHT, y)]
            canvas.stroke(rule, color=theme.hairline, width=2, layer=2)
        _draw_row(canvas, y, row, ruler=ruler, columns=columns)
    frame.draw_foot(canvas, top + tall, sheet.footer)
    return canvas.finish()


def paginate_contribution(sheet: ContributionSheet) -> tuple[ContributionSheet, ...]:
    """As `pages.paginate`, on one scale."""
    pages = divide([[AMOUNT_ROW] * len(sheet.rows)], heading=2 * CARD_PAD)
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


def scale_of(sheet: ContributionSheet) -> Scale:
    """From the lowest amount, or nothing, to the highest."""
    ends = [float(row.value) for row in sheet.rows]
    ends += [float(row.value - row.gained) for row in sheet.rows if row.gained is not None]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    return Scale(low=low, high=high if high > low else low + 1.0)


def _draw_row(
    canvas: Canvas, top: float, row: ContributionRow, *, ruler: Ruler, columns: Columns
) -> None:
    theme, y = canvas.theme, top + TOP_SHARE * AMOUNT_ROW
    marks.light(canvas, LIGHT_X, y, row.light, radius=13)
    room = NAME_END - NAME_X
    canvas.label(NAME_X, y, row.name, 34, color=theme.ink, room=room, smallest=28, small=25)
    _draw_bar(canvas, y, row, ruler=ruler)
    canvas.text(
        columns.value_end,
        y,
        row.value_text,
        34,
        color=theme.ink,
        bold=True,
        align="right",
        room=columns.value_end - columns.bar_end - 10,
        smallest=SMALLEST,
    )
    canvas.text(
        frame.RIGHT,
        y,
        row.share_text,
        30,
        color=theme.soft,
        align="right",
        room=frame.RIGHT - columns.value_end - 10,
        smallest=SMALLEST,
    )
    if row.gained is not None and row.gained_text:
        light = Light.GREEN if row.gained > 0 else Light.RED
        color = theme.verdicts[light]
        canvas.text(
            columns.value_end, y + 36, row.gained_text, 26, color=color, bold=True, align="right"
        )


def _draw_bar(canvas: Canvas, y: float, row: ContributionRow, *, ruler: Ruler) -> None:
    """All of it bright, and what was there before over it in dark: the rest is new."""
    theme = canvas.theme
    zero, end = ruler.x(0), ruler.x(float(row.value))
    canvas.bar(ruler.left, ruler.right, y, color=theme.track, width=THICK, layer=2)
    grew = row.gained is not None and row.gained > 0 and row.value > 0
    canvas.bar(
        zero, end, y, color=theme.band_accent if grew else theme.series[0], width=THICK, layer=3
    )
    if grew and row.gained is not None and row.value > row.gained:
        before = ruler.x(float(row.value - row.gained))
        canvas.bar(zero, before, y, color=theme.series[0], width=THICK, layer=4)
    if ruler.scale.low < 0:
        reach = THICK / 2 + 6
        canvas.stroke([(zero, y - reach), (zero, y + reach)], color=theme.ink, width=3, layer=5)
