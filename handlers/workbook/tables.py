"""Sheets read as rows of values, each value with its place."""

import difflib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from handlers.workbook.cells import BadCell, Value, folded, text_of, value_of
from handlers.workbook.columns import SHEETS, Column, Kind, Sheet, Table
from handlers.workbook.grid import Cell, Grid
from handlers.workbook.problems import Place, Problems
from handlers.workbook.words import say

Missing = Callable[[str], Collection[str]]
"""The signs of a text that the shipped font cannot draw."""

_FORMULA_ERROR = re.compile(r"#(N/A|[A-Z0-9/]+[!?])")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One filled row. A value that could not be read is absent from `values`."""

    sheet: Table
    number: int
    values: Mapping[str, Value]
    columns: Mapping[str, int]

    def place(self, key: str) -> Place:
        """Where this column's cell is; the first cell when the file has no such column."""
        return Place(self.sheet.title, self.number, self.columns.get(key, 0))

    @property
    def is_whole(self) -> bool:
        """Whether every required value could be read."""
        return all(self.values.get(c.key) for c in self.sheet.columns if c.required)


def tables_of(grid: Grid, problems: Problems, *, missing: Missing) -> dict[Sheet, list[TableRow]]:
    """Every known sheet's rows, without empty ones; everything unreadable becomes a problem."""
    named = {_heading(title): title for title in grid.sheets}
    found: dict[Sheet, list[TableRow]] = {}
    known: set[str] = set()
    for sheet in SHEETS:
        title = named.get(folded(sheet.title)) or named.get(folded(sheet.noun.value))
        if title is None:
            problems.add(Place(), "missing_sheet", title=sheet.title)
            continue
        known.add(title)
        found[sheet] = read_table(sheet, title, grid, problems, missing)
    for title in set(grid.sheets) - known - {say("guide.title")}:
        problems.warn(Place(), "unknown_sheet", title=title)
    return found


def _heading(cell: Cell) -> str:
    return folded(text_of(cell)).rstrip("*").strip()


def read_table(
    sheet: Table, title: str, grid: Grid, problems: Problems, missing: Missing
) -> list[TableRow]:
    """The filled rows of one sheet; everything unreadable becomes a problem."""
    cells = grid.sheets[title]
    head = next((n for n, row in enumerate(cells) if any(text_of(cell) for cell in row)), None)
    if head is None:
        problems.add(Place(sheet.title), "no_rows")
        return []
    columns = _columns(sheet, cells[head], head, problems)
    unvalued = {(row, column) for name, row, column in grid.unvalued if name == title}
    rows = [
        _row(sheet, number, cells[number], columns, unvalued, problems, missing)
        for number in range(head + 1, len(cells))
        if any(text_of(cells[number][at]) or (number, at) in unvalued for at in columns.values())
    ]
    if not rows and not sheet.may_be_empty:
        problems.add(Place(sheet.title), "no_rows")
    return rows


def _columns(sheet: Table, head: Sequence[Cell], number: int, problems: Problems) -> dict[str, int]:
    spellings = {
        folded(spelling): column.key
        for column in sheet.columns
        for spelling in (column.title, column.key, *column.also)
    }
    found: dict[str, int] = {}
    for at, cell in enumerate(head):
        place, heading = Place(sheet.title, number, at), _heading(cell)
        key = spellings.get(heading)
        if not heading:
            continue
        if key is None:
            _unknown_column(sheet, text_of(cell), place, problems)
        elif key in found:
            problems.add(place, "twice_column", title=sheet.column(key).title)
        else:
            found[key] = at
    for column in sheet.columns:
        if column.required and column.key not in found:
            problems.add(Place(sheet.title), "missing_column", title=column.title)
    return found


def _unknown_column(sheet: Table, title: str, place: Place, problems: Problems) -> None:
    near = difflib.get_close_matches(title, [column.title for column in sheet.columns], 1, 0.5)
    if near:
        problems.warn(place, "unknown_column_nearby", title=title, nearby=near[0])
    else:
        problems.warn(place, "unknown_column", title=title)


def _row(
    sheet: Table,
    number: int,
    cells: Sequence[Cell],
    columns: Mapping[str, int],
    unvalued: set[tuple[int, int]],
    problems: Problems,
    missing: Missing,
) -> TableRow:
    values: dict[str, Value] = {}
    for column in sheet.columns:
        if column.key not in columns:
            continue
        at = columns[column.key]
        place = Place(sheet.title, number, at)
        try:
            if (number, at) in unvalued:
                raise BadCell("unvalued")
            values[column.key] = _checked(cells[at], column, missing)
        except BadCell as bad:
            problems.add(place, bad.why, **bad.facts)
    return TableRow(sheet, number, values, columns)


def _checked(cell: Cell, column: Column, missing: Missing) -> Value:
    text = text_of(cell)
    if _FORMULA_ERROR.fullmatch(text):
        raise BadCell("formula_error", {"text": text})
    value = value_of(cell, column)
    if column.required and value in (None, "", ()):
        raise BadCell("empty", {"title": column.title})
    if column.kind in (Kind.TEXT, Kind.LIST) and (signs := missing(text)):
        raise BadCell("no_glyph", {"signs": "".join(signs)})
    return value
