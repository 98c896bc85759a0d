"""The brief on paper: A4, words that can be searched and copied, tables that print in grey too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charts import fonts, marks
from charts.paper import TALL, WIDE, Paper
from charts.sheets.board import BoardNote
from charts.sheets.brief import BriefSheet
from charts.sheets.heatmap import HeatCell, HeatRow
from charts.sheets.parts import Movement
from charts.sheets.ranking import RankingRow, Section
from charts.theme import DAY
from domain.lights import Light

LEFT, RIGHT = 48.0, WIDE - 48.0
TOP, BOTTOM = 54.0, TALL - 54.0
INK, SOFT, LINE = DAY.ink, DAY.soft, DAY.hairline

TITLE, SUBTITLE, HEADING, BODY, NOTE, SMALL = 20.0, 10.0, 12.5, 10.5, 9.5, 8.0
BODY_LINE, NOTE_LINE = 17.0, 15.0
ROW, GROUP, HEADINGS = 17.5, 22.0, 18.0
FEW = 27  # rows that stand in one column, with their reasons
GUTTER = 20.0
CELL, CELL_GROUP = 16.0, 18.0
NAME_ROOM, RANK_ROOM = 96.0, 20.0
MANY_COLUMNS = 12
AMOUNT, DONE, GAP = LEFT + 132, LEFT + 322, LEFT + 382


@dataclass(slots=True)
class _Flow:
    """Where the next thing goes; what does not fit begins a new page."""

    paper: Paper
    y: float = TOP

    def take(self, height: float) -> float:
        """The top of a strip this tall, on a new page if this one is full."""
        if self.y + height > BOTTOM:
            self.turn()
        top, self.y = self.y, self.y + height
        return top

    def turn(self) -> None:
        self.paper.turn()
        self.y = TOP


def draw_brief(sheet: BriefSheet) -> bytes:
    """The whole document; for the same sheet the same bytes."""
    paper = Paper(title=sheet.head.title, created=sheet.created, language=sheet.language)
    flow = _Flow(paper)
    paper.turn()
    _draw_head(flow, sheet)
    _draw_paragraphs(flow, sheet.paragraphs)
    _draw_ranking(flow, sheet)
    _draw_heat(flow, sheet)
    _draw_totals(flow, sheet)
    for note in sheet.notes:
        _draw_note(flow, note)
    _draw_feet(paper, sheet)
    return paper.finish()


def _draw_head(flow: _Flow, sheet: BriefSheet) -> None:
    paper, head = flow.paper, sheet.head
    top = flow.take(64)
    stamp = fonts.width(head.stamp, SUBTITLE) + 12
    paper.box(RIGHT - stamp, top + 3, stamp, 18, color=DAY.track)
    paper.text(RIGHT - stamp / 2, top + 12, head.stamp, SUBTITLE, color=SOFT, align="center")
    room = RIGHT - LEFT - stamp - 12
    size = min(TITLE, TITLE * room / max(fonts.width(head.title, TITLE, bold=True), 1))
    size = max(size, HEADING)
    paper.text(LEFT, top + 12, head.title, size, color=DAY.band, bold=True, room=room)
    paper.text(LEFT, top + 37, head.subtitle, SUBTITLE, color=SOFT, room=RIGHT - LEFT)
    paper.box(LEFT, top + 50, RIGHT - LEFT, 1.5, color=DAY.band)


def _draw_heading(flow: _Flow, words: str, *, detail: str = "", beside: float = 0) -> None:
    """A heading never stands alone at the end of a page: `beside` is what must follow it."""
    if flow.y + 30 + beside > BOTTOM:
        flow.turn()
    top = flow.take(30)
    flow.paper.box(LEFT, top + 9, 3, 14, color=DAY.band_accent)
    taken = flow.paper.text(LEFT + 10, top + 16, words, HEADING, color=INK, bold=True)
    room = RIGHT - LEFT - taken - 22
    flow.paper.text(RIGHT, top + 16, detail, SMALL, color=SOFT, align="right", room=room)


def _draw_paragraphs(flow: _Flow, paragraphs: Sequence[str]) -> None:
    for words in paragraphs:
        lines = fonts.wrap(words, BODY, room=RIGHT - LEFT - 14, lines=6)
        top = flow.take(BODY_LINE * len(lines) + 2)
        flow.paper.box(LEFT + 2, top + BODY_LINE / 2 - 2, 4, 4, color=DAY.band_accent)
        for index, line in enumerate(lines):
            y = top + (index + 0.5) * BODY_LINE
            flow.paper.text(LEFT + 14, y, line, BODY, color=INK)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a ranking stand, from the left of its table; `note` 0 is without."""

    width: float
    name: float
    completion: float
    light: float
    gap: float
    moved: float
    note: float = 0


ONE = _Columns(RIGHT - LEFT, name=32, completion=222, light=236, gap=288, moved=318, note=346)
TWO = _Columns((RIGHT - LEFT - GUTTER) / 2, name=28, completion=160, light=171, gap=212, moved=228)


def _draw_ranking(flow: _Flow, sheet: BriefSheet) -> None:
    if not sheet.sections:
        return
    few = sum(len(section.rows) for section in sheet.sections) <= FEW
    columns = ONE if few else TWO
    _draw_heading(flow, sheet.ranking_heading, beside=HEADINGS + GROUP + 2 * ROW)
    pieces = [piece for section in sheet.sections for piece in _pieces(section)]
    while pieces:
        pieces = _draw_columns(flow, pieces, sheet.headings, columns, count=1 if few else 2)


_Piece = Section | RankingRow
"""A group's heading, or one of its rows."""


def _pieces(section: Section) -> Iterator[_Piece]:
    yield section
    yield from section.rows


def _tall(piece: _Piece) -> float:
    return GROUP if isinstance(piece, Section) else ROW


def _needed(piece: _Piece) -> float:
    """A group's name never stands at the end of a column without any of its rows."""
    return GROUP + ROW if isinstance(piece, Section) else ROW


def _draw_columns(
    flow: _Flow,
    pieces: Sequence[_Piece],
    headings: Sequence[str],
    columns: _Columns,
    *,
    count: int,
) -> list[_Piece]:
    """Draw as much as the page holds side by side; return what is left for the next one."""
    room = BOTTOM - flow.y - HEADINGS
    if room < GROUP + ROW:
        flow.turn()
        room = BOTTOM - flow.y - HEADINGS
    each = min(room, sum(map(_tall, pieces)) / count + (GROUP if count > 1 else 0))
    top, left, deepest = flow.y, list(pieces), 0.0
    for column in range(count):
        if not left:
            break
        x, y = LEFT + column * (columns.width + GUTTER), top
        _draw_headings(flow.paper, x, y, headings, columns)
        y += HEADINGS
        while left and y + _needed(left[0]) <= top + HEADINGS + each + 0.01:
            _draw_piece(flow.paper, x, y, left[0], columns)
            y += _tall(left.pop(0))
        deepest = max(deepest, y)
    flow.y = deepest + 6
    if left:
        flow.turn()
    return left


def _draw_headings(
    paper: Paper, x: float, top: float, headings: Sequence[str], columns: _Columns
) -> None:
    y = top + HEADINGS / 2
    paper.box(x, top, columns.width, HEADINGS, color=DAY.track)
    rank, name, completion, gap, moved, note = headings
    paper.text(x + 13, y, rank, SMALL, color=SOFT, align="center")
    paper.text(x + columns.name, y, name, SMALL, color=SOFT)
    paper.text(x + columns.completion, y, completion, SMALL, color=SOFT, align="right")
    paper.text(x + columns.gap, y, gap, SMALL, color=SOFT, align="right")
    paper.text(x + columns.moved, y, moved, SMALL, color=SOFT, align="center")
    if columns.note:
        paper.text(x + columns.note, y, note, SMALL, color=SOFT)


def _draw_piece(paper: Paper, x: float, top: float, piece: _Piece, columns: _Columns) -> None:
    if isinstance(piece, Section):
        y = top + GROUP / 2 + 1
        words = "　".join(part for part in (piece.pace_label, piece.detail) if part)
        taken = paper.text(
            x + columns.width - 3,
            y,
            words,
            SMALL,
            color=SOFT,
            align="right",
            room=columns.width - 60,
        )
        room = columns.width - taken - 12
        paper.text(x + 3, y, piece.heading, NOTE, color=INK, bold=True, room=room)
    else:
        _draw_row(paper, x, top, piece, columns)
    rule = [(x, top + _tall(piece)), (x + columns.width, top + _tall(piece))]
    paper.stroke(rule, color=LINE, width=0.5)


def _draw_row(paper: Paper, x: float, top: float, row: RankingRow, columns: _Columns) -> None:
    y = top + ROW / 2
    paper.text(x + 13, y, row.rank, BODY, color=INK, bold=True, align="center")
    name_room = columns.completion - 44 - columns.name
    size = _size(row.name, BODY, name_room)
    paper.text(x + columns.name, y, row.name, size, color=INK, room=name_room)
    if row.completion is None:
        words = row.completion_text
        paper.text(x + columns.completion, y, words, NOTE, color=SOFT, align="right")
    else:
        words = row.completion_text
        paper.text(x + columns.completion, y, words, BODY, color=INK, bold=True, align="right")
        if row.light is not Light.NONE:
            marks.light(paper, x + columns.light, y, row.light, radius=4)
        color = DAY.verdicts[row.light]
        paper.text(x + columns.gap, y, row.gap_text, NOTE, color=color, bold=True, align="right")
    if row.movement is not Movement.NONE:
        marks.movement(paper, x + columns.moved, y, row.movement, row.movement_text, size=SMALL)
    if columns.note:
        note = " ".join(part for part in (row.mark, row.note) if part)
        room = columns.width - columns.note
        paper.text(x + columns.note, y, note, SMALL, color=SOFT, room=room)


def _draw_totals(flow: _Flow, sheet: BriefSheet) -> None:
    if not sheet.totals:
        return
    _draw_heading(flow, sheet.totals_heading, detail=sheet.totals_detail, beside=2 * ROW)
    paper = flow.paper
    for total in sheet.totals:
        top = flow.take(ROW)
        y = top + ROW / 2
        room = AMOUNT - 11 - LEFT
        size = _size(total.name, BODY, room)
        paper.text(LEFT + 3, y, total.name, size, color=INK, room=room)
        room = DONE - 44 - AMOUNT
        size = _size(total.amount_text, NOTE, room)
        paper.text(AMOUNT, y, total.amount_text, size, color=INK, room=room)
        paper.text(DONE, y, total.completion_text, BODY, color=INK, bold=True, align="right")
        if total.light is not Light.NONE:
            marks.light(paper, DONE + 14, y, total.light, radius=4)
        color = DAY.verdicts[total.light]
        paper.text(GAP, y, total.gap_text, NOTE, color=color, bold=True, align="right")
        note, room = "　".join(part for part in (total.mark, total.note) if part), RIGHT - GAP - 12
        size = min(SMALL, SMALL * room / max(fonts.width(note, SMALL), 1))
        paper.text(RIGHT, y, note, size, color=SOFT, align="right")
        paper.stroke([(LEFT, top + ROW), (RIGHT, top + ROW)], color=LINE, width=0.5)
    flow.y += 6


def _draw_heat(flow: _Flow, sheet: BriefSheet) -> None:
    if not sheet.heat or not sheet.columns:
        return
    step = (RIGHT - LEFT - NAME_ROOM - RANK_ROOM) / len(sheet.columns)
    size = SMALL if len(sheet.columns) <= MANY_COLUMNS else SMALL - 1.5
    names = [fonts.wrap(name, size, room=step - 2, lines=3) for name in sheet.columns]
    tall = 11.0 * max(map(len, names)) + 6
    _draw_heading(flow, sheet.heat_heading, detail=sheet.heat_detail, beside=tall + 4 * CELL)
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
    flow: _Flow, names: Sequence[Sequence[str]], *, step: float, size: float, tall: float
) -> None:
    """The indicators, standing on the cells below them."""
    bottom = flow.take(tall) + tall - 3
    for index, lines in enumerate(names):
        x = LEFT + RANK_ROOM + NAME_ROOM + (index + 0.5) * step
        for place, line in enumerate(lines):
            y = bottom - (len(lines) - place - 0.5) * 11
            flow.paper.text(x, y, line, size, color=SOFT, align="center")


def _draw_heat_row(flow: _Flow, row: HeatRow, *, step: float, small: float) -> None:
    paper, top = flow.paper, flow.take(CELL)
    y = top + CELL / 2
    paper.text(LEFT + 8, y, row.rank, NOTE, color=INK, bold=True, align="center")
    room = NAME_ROOM - 4
    size = _size(row.name, NOTE, room)
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


def _size(words: str, size: float, room: float) -> float:
    """The size at which words fit, if it can still be read."""
    return max(SMALL, min(size, size * room / max(fonts.width(words, size), 1)))


def _draw_note(flow: _Flow, note: BoardNote) -> None:
    _draw_heading(flow, note.heading, beside=NOTE_LINE)
    for words in note.lines:
        for line in fonts.wrap(words, NOTE, room=RIGHT - LEFT - 10, lines=3):
            y = flow.take(NOTE_LINE) + NOTE_LINE / 2
            flow.paper.text(LEFT + 10, y, line, NOTE, color=INK)
    flow.y += 2


def _draw_feet(paper: Paper, sheet: BriefSheet) -> None:
    """On every page what these numbers are, and which page it is; from the second, of what."""
    count = len(paper.pages)
    for number in range(count):
        y = TALL - 34
        words = f"{number + 1}/{count}"
        taken = paper.text(RIGHT, y, words, SMALL, color=SOFT, align="right", page=number)
        room = RIGHT - LEFT - taken - 16
        paper.text(LEFT, y, sheet.footer, SMALL, color=SOFT, room=room, page=number)
        if number:
            paper.text(LEFT, 34, sheet.head.title, SMALL, color=SOFT, room=400, page=number)
