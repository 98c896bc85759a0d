"""The ranking: who is ahead, who is behind the pace line, and why."""

from dataclasses import dataclass

from matplotlib.figure import Figure

from charts import bars, fonts, frame, marks
from charts.bars import Ruler
from charts.canvas import Canvas
from charts.pages import HEADING, ROW, ROW_WITH_REASON, row_height, scale_of
from charts.sheets.ranking import RankingRow, RankingSheet, Section
from charts.theme import DAY, WIDTH, Theme
from domain.lights import Light

RANK_X, MOVE_X, NAME_X, NAME_END = 76, 142, 182, 450
BAR_X, BAR_END, VALUE_END = 466, 746, 898
LIGHT_X, LIGHT_R, LIGHT_END, GAP_END = 926, 14, 1018, 1036
NAME, VALUE, GAP, REASON = 36, 38, 30, 24
VALUE_SMALLEST, GAP_SMALLEST = 26, 24
REASON_GAP = 20
CARD_PAD = 12
SECTION_GAP = 20


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the bars, the percentages and the lights stand: wide numbers shorten the bars.

    Where no row has a gap, as in a list of points, the lights stand at the end instead.
    """

    bar_end: float
    value_end: float
    light_x: float


def columns_of(sheet: RankingSheet) -> Columns:
    rows = [row for section in sheet.sections for row in section.rows]
    values = [row.completion_text for row in rows if row.completion is not None]
    gaps = [row.gap_text for row in rows if row.gap_text]
    light_x, apart, smallest = float(LIGHT_END), 20, VALUE
    if gaps or not values:
        wide = fonts.widest(gaps, GAP_SMALLEST, bold=True)
        light_x, apart, smallest = min(LIGHT_X, GAP_END - wide - 8 - LIGHT_R), 8, VALUE_SMALLEST
    value_end = VALUE_END - LIGHT_X + light_x
    wide = fonts.widest(values, smallest, bold=True)
    return Columns(min(BAR_END - LIGHT_X + light_x, value_end - apart - wide), value_end, light_x)


def draw_ranking(sheet: RankingSheet, *, theme: Theme = DAY) -> Figure:
    """One page; call `paginate` first when there may be more than one page of rows."""
    canvas = Canvas(_height(sheet), theme=theme)
    columns = columns_of(sheet)
    ruler = Ruler(BAR_X, columns.bar_end, sheet.scale or scale_of(sheet))
    y = frame.draw_band(canvas, sheet.head)
    y += frame.draw_tallies(canvas, y, sheet.tallies)
    y += frame.PAD
    for index, section in enumerate(sheet.sections):
        y += SECTION_GAP if index else 0
        y += _draw_section(canvas, y, section, ruler=ruler, columns=columns)
    frame.draw_foot(canvas, y, sheet.footer)
    return canvas.finish()


def _height(sheet: RankingSheet) -> float:
    sections = sum(_section_height(section) for section in sheet.sections)
    gaps = SECTION_GAP * (len(sheet.sections) - 1)
    top = frame.band_height(sheet.head) + frame.tallies_height(sheet.tallies) + frame.PAD
    return top + sections + gaps + frame.foot_height(sheet.footer)


def _section_height(section: Section) -> float:
    return HEADING + sum(row_height(row) for row in section.rows) + CARD_PAD


def _draw_section(
    canvas: Canvas, top: float, section: Section, *, ruler: Ruler, columns: Columns
) -> float:
    height = _section_height(section)
    canvas.panel(frame.PAD, top, WIDTH - 2 * frame.PAD, height, color=canvas.theme.card, radius=20)
    _draw_heading(canvas, top, section, ruler=ruler)
    y = top + HEADING
    for row in section.rows:
        _draw_row(canvas, y, row, ruler=ruler, columns=columns)
        free = _draw_reason(canvas, y, row)
        if section.pace is not None:
            _draw_pace(canvas, y, row, x=ruler.x(float(section.pace)), free=free)
        y += row_height(row)
    return height


def _draw_heading(canvas: Canvas, top: float, section: Section, *, ruler: Ruler) -> None:
    theme, y = canvas.theme, top + HEADING / 2 + 2
    canvas.label(
        frame.LEFT,
        y,
        section.heading,
        34,
        color=theme.ink,
        bold=True,
        room=BAR_X - 16 - frame.LEFT,
        smallest=30,
        small=26,
    )
    canvas.text(
        GAP_END,
        y,
        section.detail,
        26,
        color=theme.soft,
        align="right",
        room=GAP_END - (BAR_X if section.pace is None else ruler.right) - 14,
        smallest=24,
    )
    if section.pace is None:
        return
    x = ruler.x(float(section.pace))
    room = ruler.right - BAR_X + 16
    half = min(fonts.width(section.pace_label, 26, bold=True), room) / 2
    middle = min(max(x, BAR_X - 8 + half), ruler.right + 8 - half)
    canvas.text(
        middle,
        y - 4,
        section.pace_label,
        26,
        color=theme.ink,
        bold=True,
        align="center",
        room=room,
        smallest=24,
    )
    foot = top + HEADING
    canvas.fill([(x - 9, foot - 13), (x + 9, foot - 13), (x, foot)], color=theme.ink, layer=6)


def _draw_row(
    canvas: Canvas, top: float, row: RankingRow, *, ruler: Ruler, columns: Columns
) -> None:
    theme, y = canvas.theme, top + ROW / 2
    canvas.stroke([(frame.LEFT, top), (frame.RIGHT, top)], color=theme.hairline, width=2, layer=2)
    marks.rank(canvas, RANK_X, y, row.rank, medal=row.medal, size=34)
    marks.movement(canvas, MOVE_X, y, row.movement, row.movement_text, size=26)
    canvas.label(
        NAME_X,
        y,
        row.name,
        NAME,
        color=theme.ink if row.completion is not None else theme.soft,
        room=NAME_END - NAME_X,
        smallest=29,
        small=26,
    )
    bars.draw_track(canvas, y, ruler=ruler)
    if row.completion is None:
        _draw_absence(canvas, y, row, columns)
    else:
        color = theme.lights[row.light]
        bars.draw_bar(canvas, y, float(row.completion), color=color, ruler=ruler)
        _draw_verdict(canvas, y, row, columns)


def _draw_verdict(canvas: Canvas, y: float, row: RankingRow, columns: Columns) -> None:
    theme = canvas.theme
    canvas.text(
        columns.value_end,
        y,
        row.completion_text,
        VALUE,
        color=theme.ink,
        bold=True,
        align="right",
        room=columns.value_end - columns.bar_end - 8,
        smallest=VALUE_SMALLEST,
    )
    if row.light is not Light.NONE:
        marks.light(canvas, columns.light_x, y, row.light, radius=LIGHT_R)
    canvas.text(
        GAP_END,
        y,
        row.gap_text,
        GAP,
        color=theme.verdicts[row.light],
        bold=True,
        align="right",
        room=GAP_END - columns.light_x - LIGHT_R - 8,
        smallest=GAP_SMALLEST,
    )


def _draw_absence(canvas: Canvas, y: float, row: RankingRow, columns: Columns) -> None:
    canvas.text(
        GAP_END,
        y,
        row.completion_text,
        30,
        color=canvas.theme.soft,
        align="right",
        room=GAP_END - columns.bar_end - 14,
        smallest=26,
    )


def _draw_reason(canvas: Canvas, top: float, row: RankingRow) -> tuple[float, float]:
    """Write the tag and the note under the name, what it takes at the right; what is free between.

    What it takes gives way, and only whole: half of it is another number.
    """
    theme, x, y = canvas.theme, float(NAME_X), top + ROW_WITH_REASON - 28
    taken = marks.tag(canvas, x, y, row.mark, size=REASON, color=theme.verdicts[Light.YELLOW])
    x += taken + 12 if taken else 0
    x += canvas.text(x, y, row.note, REASON, color=theme.soft, room=GAP_END - x)
    wide = fonts.width(row.needed_text, REASON, bold=True)
    if not wide or x + REASON_GAP + wide > GAP_END:
        return x, GAP_END
    color = theme.verdicts[row.light]
    canvas.text(GAP_END, y, row.needed_text, REASON, color=color, bold=True, align="right")
    return x, GAP_END - wide


def _draw_pace(
    canvas: Canvas, top: float, row: RankingRow, *, x: float, free: tuple[float, float]
) -> None:
    """This row's part of the line, which gives way to words in its path."""
    bottom = top + row_height(row)
    if not free[0] + 10 <= x <= free[1] - 10:
        bottom = top + ROW - 12
    canvas.stroke([(x, top), (x, bottom)], color=canvas.theme.ink, width=3, layer=6)
