"""One exported figure as a row that people read: names beside codes, times of the district."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from domain.figures import Review
from handlers.actions.exports.export_formats import fields_of
from handlers.actions.exports.export_lines import Export, Line
from handlers.workbook.words import Words

COLUMNS = {
    "period": 12,
    "unit": 8,
    "unit_name": 22,
    "indicator": 10,
    "indicator_name": 24,
    "project": 20,
    "value": 14,
    "measure": 9,
    "basis": 11,
    "stage": 9,
    "status": 13,
    "person_name": 12,
    "typed_by_name": 12,
    "reported_at": 17,
    "revision": 7,
    "note": 30,
}
"""Columns by their key, with their widths in characters."""

Value = str | int | Decimal | None


def cells_of(
    line: Line, export: Export, *, zone: ZoneInfo, words: Words
) -> Iterator[tuple[str, Value]]:
    """The cells in order, each with its column; values exact."""
    fields, figure = fields_of(line), line.figure
    local = figure.reported_at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if figure else None
    named = fields | {
        "unit_name": export.units.get(fields["unit"]),
        "indicator_name": line.indicator.name,
        "project": export.projects.get(fields["project"] or ""),
        "person_name": export.people.get(fields["person"]),
        "typed_by_name": export.people.get(fields["typed_by"] or ""),
        "value": None if line.value is None else Decimal(line.value),
        "reported_at": local,
        "basis": words.word(f"export.bases.{fields['basis']}"),
        "stage": words.word(f"export.stages.{fields['stage']}") if fields["stage"] else None,
        "status": words.word(f"export.statuses.{_status(fields)}"),
    }
    return ((key, named[key]) for key in COLUMNS)


def _status(fields: dict[str, Any]) -> str:
    """A number that somebody has to confirm first is shown as such."""
    is_waiting = fields["review"] == Review.PENDING.value
    return str(fields["review"] if is_waiting else fields["status"])
