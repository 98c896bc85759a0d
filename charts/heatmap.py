"""The wall map: unit by indicator, each cell a light with its signed gap."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from charts import fonts, frame, marks
from charts.canvas import Canvas
from charts.pages import CELL_GAP, CELL_ROW, CELLS_ROOM
from charts.sheets.heatmap import HeatCell, HeatRow, HeatSection, HeatSheet
from charts.theme import DAY, WIDTH, Theme
from domain.lights import Light

CELLS_X, CELLS_END = frame.RIGHT - CELLS_ROOM, frame.RIGHT
RANK_ROOM = 48
WIDEST = 150
GAP, NAME_GAP = 6, 12
COLUMN_LINE, SMALL = 30, 24
SECTION_GAP, CARD_PAD, HEADING = 20, 14, 76


def draw_heatmap(sheet: HeatSheet, *, theme: Theme = DAY) -> Figure:
    """One page; see `pages.paginate_heat` for many units or many indicators."""
    top = frame.band_height(sheet.head) + frame.tallies_height(sheet.tallies) + frame.PAD
    columns = _columns_height(sheet)
    body = sum(_section_height(section, columns) for section in sheet.sections)
    body += SECTION_GAP * max(len(sheet.sections) - 1, 0)
    canvas = Canvas(top + body + frame.foot_height(sheet.footer), theme=theme)
    y = frame.draw_band(canvas, sheet.head)
    frame.draw_tallies(canvas, y, sheet.tallies)
    y = top
    for section in sheet.sections:
        _draw_section(canvas, y, section, sheet=sheet, columns=columns)
        y += _section_height(section, columns) + SECTION_GAP
    frame.draw_foot(canvas, top + body, sheet.footer)
    return canvas.finish()


def _step(sheet: HeatSheet) -> float:
    return min(WIDEST, (CELLS_END - CELLS_X) / max(len(sheet.columns), 1))


def _cells_x(sheet: HeatSheet) -> float:
    """Few columns stand at the right and leave the names more room."""
    return CELLS_END - _step(sheet) * len(sheet.columns)


def _column_lines(sheet: HeatSheet) -> list[list[str]]:
    return [_column_name(name, _step(sheet) - GAP) for name in sheet.columns]


def _column_name(name: str, room: float) -> list[str]:
    """One line where it fits, else two about equally long, else as many as it takes up to three."""
    if fonts.width(name, SMALL) <= room:
        return [name]
    if fonts.width(name, SMALL) <= 2 * room - SMALL:
        return fonts.halve(name, SMALL, room=room)
    return fonts.wrap(name, SMALL, room=room, lines=3)


def _columns_height(sheet: HeatSheet) -> float:
    return COLUMN_LINE * max((len(lines) for lines in _column_lines(sheet)), default=1) + 20


def _section_height(section: HeatSection, columns: float) -> float:
    heading = HEADING if section.heading or section.detail else CARD_PAD
    return heading + columns + CELL_ROW * len(section.rows) + CARD_PAD


def _draw_section(
    canvas: Canvas, top: float, section: HeatSection, *, sheet: HeatSheet, columns: float
) -> None:
    theme, height = canvas.theme, _section_height(section, columns)
    canvas.panel(frame.PAD, top, WIDTH - 2 * frame.PAD, height, color=theme.card, radius=20)
    y = top + CARD_PAD
    if section.heading or section.detail:
        frame.draw_heading(canvas, top + HEADING / 2 + 2, section.heading, section.detail)
        y = top + HEADING
    _draw_columns(canvas, y + columns - 10, sheet)
    y += columns
    ranked = any(row.rank for row in section.rows)
    for row in section.rows:
        _draw_row(canvas, y, row, sheet=sheet, ranked=ranked)
        y += CELL_ROW


def _draw_columns(canvas: Canvas, bottom: float, sheet: HeatSheet) -> None:
    """The indicators' names, standing on the cells."""
    step = _step(sheet)
    for index, lines in enumerate(_column_lines(sheet)):
        x = _cells_x(sheet) + (index + 0.5) * step
        for line_index, line in enumerate(lines):
            y = bottom - (len(lines) - line_index - 0.5) * COLUMN_LINE
            canvas.text(x, y, line, SMALL, color=canvas.theme.soft, align="center")


def _draw_row(canvas: Canvas, top: float, row: HeatRow, *, sheet: HeatSheet, ranked: bool) -> None:
    theme, y = canvas.theme, top + CELL_ROW / 2
    step, cells_x = _step(sheet), _cells_x(sheet)
    x = float(frame.LEFT)
    if ranked:
        canvas.text(x + 14, y, row.rank, 30, color=theme.ink, bold=True, align="center")
        x += RANK_ROOM
    canvas.label(
        x, y, row.name, 34, color=theme.ink, room=cells_x - NAME_GAP - x, smallest=28, small=25
    )
    for index, cell in enumerate(row.cells):
        _draw_cell(canvas, cells_x + index * step, top, cell, step=step)


def _draw_cell(canvas: Canvas, x: float, top: float, cell: HeatCell, *, step: float) -> None:
    theme, y = canvas.theme, top + CELL_ROW / 2
    middle, is_dark = x + step / 2, cell.light is not Light.NONE
    fill = theme.lights[cell.light] if is_dark else theme.tints[cell.light]
    left, right = x + GAP / 2, x + step - GAP / 2
    canvas.fill(_box(left, top + GAP / 2, right, top + CELL_ROW - GAP / 2), color=fill, layer=2)
    marks.sign(canvas, middle, y - 16, cell.light, radius=14)
    canvas.text(
        middle,
        y + (17 if is_dark else 0),
        cell.text,
        28,
        color=marks.sign_color(theme, cell.light) if is_dark else theme.soft,
        bold=is_dark,
        align="center",
        room=step - CELL_GAP,
        smallest=SMALL,
    )


def _box(left: float, top: float, right: float, bottom: float) -> Sequence[tuple[float, float]]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]
