"""Rows of one sheet found by what another sheet writes for them."""

import difflib
from collections.abc import Iterable, Mapping

from handlers.workbook.cells import BadCell, Value, folded
from handlers.workbook.columns import Column, Kind, Sheet
from handlers.workbook.problems import Problems
from handlers.workbook.tables import TableRow

Tables = Mapping[Sheet, list[TableRow]]


class Directory:
    """The codes of one sheet, also by a name that only one row has."""

    def __init__(self, title: str, rows: Iterable[TableRow]) -> None:
        self._title = title
        self._codes: dict[str, str] = {}
        self._named: dict[str, set[str]] = {}
        for row in rows:
            if not isinstance(code := row.values.get("code"), str):
                continue
            self._codes.setdefault(folded(code), code)
            for key in ("name", "short"):
                if isinstance(name := row.values.get(key), str):
                    self._named.setdefault(folded(name), set()).add(code)

    def code_of(self, text: str) -> str:
        """The code behind a code or a name.

        Raises:
            BadCell: no row has it, or several share the name.
        """
        if code := self._codes.get(folded(text)):
            return code
        named = self._named.get(folded(text), set())
        if len(named) > 1:
            raise BadCell("several", {"title": self._title, "text": text})
        if named:
            return next(iter(named))
        near = difflib.get_close_matches(folded(text), [*self._codes, *self._named], 1, 0.6)
        if near:
            nearby = self._codes.get(near[0]) or near[0]
            raise BadCell("unknown_nearby", {"title": self._title, "text": text, "nearby": nearby})
        raise BadCell("unknown", {"title": self._title, "text": text})


def resolved(tables: Tables, problems: Problems) -> Tables:
    """The same rows with codes wherever another row is meant; what leads nowhere is reported.

    References into a sheet that the file does not have stay as they are: the missing sheet
    is told once, not once per row.
    """
    directories = {
        sheet.noun: Directory(sheet.title, rows)
        for sheet, rows in tables.items()
        if any(column.kind is Kind.CODE for column in sheet.columns)
    }

    def value(row: TableRow, column: Column, held: Value) -> Value:
        directory = directories.get(column.target) if column.target else None
        if directory is None or not isinstance(held, str):
            return held
        return directory.code_of(held)

    def with_codes(row: TableRow) -> TableRow:
        values = {}
        for key, held in row.values.items():
            try:
                values[key] = value(row, row.sheet.column(key), held)
            except BadCell as bad:
                problems.add(row.place(key), bad.why, **bad.facts)
        return TableRow(row.sheet, row.number, values, row.columns)

    return {sheet: [with_codes(row) for row in rows] for sheet, rows in tables.items()}
