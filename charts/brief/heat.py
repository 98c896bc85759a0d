"""The lights, unit by indicator, as small as can be read."""

from collections.abc import Sequence

from charts import fonts
from charts.brief.page import (
    BOTTOM,
    INK,
    LEFT,
    NOTE,
    RIGHT,
    SMALL,
    SOFT,
    Flow,
    draw_heading,
    fitting,
)
from charts.paper import Paper
from charts.sheets.brief import BriefSheet
from charts.sheets.heatmap import HeatCell, HeatRow
from charts.theme import DAY
from domain.lights import Light

CELL, CELL_GROUP = 16.0, 18.0
NAME_ROOM, RANK_ROOM = 96.0, 20.0
MANY_COLUMNS = 12


def draw_heat(flow: Flow, sheet: BriefSheet) -> None:
    if not sheet.heat or not sheet.columns:
        return
    step = (RIGHT - LEFT - NAME_ROOM - RANK_ROOM) / len(sheet.columns)
    size = SMALL if len(sheet.columns) <= MANY_COLUMNS else SMALL - 1.5
    names = [fonts.wrap(name, size, room=step - 2, lines=3) for name in sheet.columns]
    tall = 11.0 * max(map(len, names)) + 6
    draw_heading(flow, sheet.heat_heading, detail=sheet.heat_detail, beside=tall + 4 * CELL)
    _draw_names(flow, names, step=step, size=size, tall=tall)
    for section in sheet.heat:
        if section.heading:
            if flow.y + CELL_GROUP + CELL > BOTTOM:
                flow.turn()
                _draw_names(flow, names, step=step, size=size, tall=tall)
            y = flow.take(CELL_GROUP) + CELL_GROUP / 2 + 1
            flow.paper.text(LEFT, y, section.heading, NOTE, color=INK, bold=True, room=300)
        for row in section.rows:
            if flow.y + CELL > BOTTOM:
                flow.turn()
                _draw_names(flow, names, step=step, size=size, tall=tall)
            _draw_heat_row(flow, row, step=step, small=size)
    flow.y += 6


def _draw_names(
    flow: Flow, names: Sequence[Sequence[str]], *, step: float, size: float, tall: float
) -> None:
    """The indicators, standing on the cells below them."""
    bottom = flow.take(tall) + tall - 3
    for index, lines in enumerate(names):
        x = LEFT + RANK_ROOM + NAME_ROOM + (index + 0.5) * step
        for place, line in enumerate(lines):
            y = bottom - (len(lines) - place - 0.5) * 11
            flow.paper.text(x, y, line, size, color=SOFT, align="center")


def _draw_heat_row(flow: Flow, row: HeatRow, *, step: float, small: float) -> None:
    paper, top = flow.paper, flow.take(CELL)
    y = top + CELL / 2
    paper.text(LEFT + 8, y, row.rank, NOTE, color=INK, bold=True, align="center")
    room = NAME_ROOM - 4
    size = fitting(row.name, NOTE, room)
    paper.text(LEFT + RANK_ROOM, y, row.name, size, color=INK, room=room)
    for index, cell in enumerate(row.cells):
        x = LEFT + RANK_ROOM + NAME_ROOM + index * step
        _draw_cell(paper, x, top, cell, step=step, size=small)


def _draw_cell(
    paper: Paper, x: float, top: float, cell: HeatCell, *, step: float, size: float
) -> None:
    """Red is dark and the others light, so that a grey print tells them too."""
    is_red = cell.light is Light.RED
    fill = DAY.lights[Light.RED] if is_red else DAY.tints[cell.light]
    if cell.text:
        paper.box(x + 1, top + 1, step - 2, CELL - 2, color=fill)
    color = DAY.signs[Light.RED] if is_red else DAY.verdicts[cell.light]
    is_told = cell.light is not Light.NONE
    size = min(size, size * (step - 3) / max(fonts.width(cell.text, size, bold=is_told), 1))
    middle = x + step / 2
    paper.text(middle, top + CELL / 2, cell.text, size, color=color, bold=is_told, align="center")
