"""Who stands where: in one column with their reasons, or many units in two without."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charts import marks
from charts.brief.page import (
    BODY,
    BOTTOM,
    INK,
    LEFT,
    LINE,
    NOTE,
    RIGHT,
    ROW,
    SMALL,
    SOFT,
    Flow,
    draw_heading,
    fitting,
)
from charts.paper import Paper
from charts.sheets.brief import BriefSheet
from charts.sheets.parts import Movement
from charts.sheets.ranking import RankingRow, Section
from charts.theme import DAY
from domain.lights import Light

GROUP, HEADINGS = 22.0, 18.0
FEW = 27  # rows that stand in one column, with their reasons
GUTTER = 20.0


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


def draw_ranking(flow: Flow, sheet: BriefSheet) -> None:
    if not sheet.sections:
        return
    few = sum(len(section.rows) for section in sheet.sections) <= FEW
    columns = ONE if few else TWO
    draw_heading(flow, sheet.ranking_heading, beside=HEADINGS + GROUP + 2 * ROW)
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
    flow: Flow,
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
    size = fitting(row.name, BODY, name_room)
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
