"""What was reported against what was published: bars to the left and right of no gap at all."""

from dataclasses import replace

from matplotlib.figure import Figure

from charts import fonts, frame
from charts.bars import THICK, Ruler
from charts.canvas import Canvas
from charts.pages import Page, divide, head_of, tallies_of
from charts.sheets.gaps import GapRow, GapSection, GapSheet
from charts.sheets.parts import Scale
from charts.theme import DAY, WIDTH, Theme

NAME_X, NAME_END = frame.LEFT, 500
BAR_X, BAR_END = 520, 836
GAP_ROW, HEADING, CARD_PAD, SECTION_GAP = 104, 84, 12, 20
NAME_Y, BAR_Y, DETAIL_Y = 38, 38, 78
SMALLEST = 24


def draw_gaps(sheet: GapSheet, *, theme: Theme = DAY) -> Figure:
    """One page; see `paginate_gaps`."""
    top = frame.band_height(sheet.head) + frame.tallies_height(sheet.tallies) + frame.PAD
    body = sum(map(_section_height, sheet.sections))
    body += SECTION_GAP * max(len(sheet.sections) - 1, 0)
    canvas = Canvas(top + body + frame.foot_height(sheet.footer), theme=theme)
    y = frame.draw_band(canvas, sheet.head)
    frame.draw_tallies(canvas, y, sheet.tallies)
    y = top
    for section in sheet.sections:
        _draw_section(canvas, y, section)
        y += _section_height(section) + SECTION_GAP
    frame.draw_foot(canvas, top + body, sheet.footer)
    return canvas.finish()


def paginate_gaps(sheet: GapSheet) -> tuple[GapSheet, ...]:
    """As `pages.paginate`; every section keeps its scale."""
    sections = tuple(replace(one, scale=one.scale or scale_of(one)) for one in sheet.sections)
    pages = divide([[GAP_ROW] * len(one.rows) for one in sections], heading=HEADING)
    return tuple(
        replace(
            sheet,
            head=head_of(sheet.head, number, len(pages)),
            tallies=tallies_of(sheet.tallies, number),
            sections=_parts(sections, page),
        )
        for number, page in enumerate(pages, start=1)
    )


def _parts(sections: tuple[GapSection, ...], page: Page) -> tuple[GapSection, ...]:
    return tuple(
        replace(section := sections[piece.group], rows=piece.of(section.rows)) for piece in page
    )


def scale_of(section: GapSection) -> Scale:
    """As far to the left as to the right: to the largest gap of the section."""
    reach = max((abs(float(row.gap)) for row in section.rows if row.gap is not None), default=0.0)
    return Scale(low=-(reach or 1.0), high=reach or 1.0)


def _section_height(section: GapSection) -> float:
    return HEADING + GAP_ROW * len(section.rows) + CARD_PAD


def _draw_section(canvas: Canvas, top: float, section: GapSection) -> None:
    theme, height = canvas.theme, _section_height(section)
    canvas.panel(frame.PAD, top, WIDTH - 2 * frame.PAD, height, color=theme.card, radius=20)
    ruler = Ruler(BAR_X, BAR_END, section.scale or scale_of(section))
    y, middle = top + HEADING / 2, ruler.x(0)
    room = (BAR_END - BAR_X) / 2 + 12
    canvas.text(
        NAME_X,
        y,
        section.heading,
        34,
        color=theme.ink,
        bold=True,
        room=middle - room - NAME_X - 12,
        smallest=26,
    )
    for words, x, align in ((section.below, middle - 14, -1), (section.above, middle + 14, 1)):
        taken = min(fonts.width(words, SMALLEST), room)
        left = x if align > 0 else x - taken
        canvas.text(left, y, words, SMALLEST, color=theme.soft, room=room)
    y = top + HEADING
    for row in section.rows:
        _draw_row(canvas, y, row, ruler=ruler)
        y += GAP_ROW


def _draw_row(canvas: Canvas, top: float, row: GapRow, *, ruler: Ruler) -> None:
    theme, y = canvas.theme, top + BAR_Y
    canvas.stroke([(frame.LEFT, top), (frame.RIGHT, top)], color=theme.hairline, width=2, layer=2)
    is_told = row.gap is not None
    canvas.text(
        NAME_X,
        top + NAME_Y,
        row.name,
        34,
        color=theme.ink if is_told else theme.soft,
        room=NAME_END - NAME_X,
        smallest=26,
    )
    taken = canvas.text(
        frame.RIGHT, top + DETAIL_Y, row.gap_text, 24, color=theme.soft, align="right"
    )
    room = frame.RIGHT - NAME_X - taken - 24
    canvas.text(NAME_X, top + DETAIL_Y, row.detail, 24, color=theme.soft, room=room)
    canvas.bar(BAR_X, BAR_END, y, color=theme.track, width=THICK, layer=2)
    color = theme.soft
    if row.gap:
        color = theme.series[1] if row.gap > 0 else theme.series[0]
        canvas.bar(ruler.x(0), ruler.x(float(row.gap)), y, color=color, width=THICK, layer=3)
    canvas.text(
        frame.RIGHT,
        y,
        row.share_text,
        34,
        color=color,
        bold=is_told,
        align="right",
        room=frame.RIGHT - BAR_END - 12,
        smallest=SMALLEST,
    )
    reach = THICK / 2 + 8
    x = ruler.x(0)
    canvas.stroke([(x, y - reach), (x, y + reach)], color=theme.ink, width=3, layer=5)
