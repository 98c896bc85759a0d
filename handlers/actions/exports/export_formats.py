"""Exported figures as JSON lines or CSV."""

import csv
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from io import StringIO
from typing import Any

from handlers.actions.exports.export_lines import Export, Line

KEYS = (
    "period",
    "unit",
    "indicator",
    "project",
    "value",
    "measure",
    "basis",
    "stage",
    "status",
    "note",
    "person",
    "typed_by",
    "reported_at",
    "revision",
    "source",
    "review",
)
BOM = "\ufeff"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def as_json(line: Line) -> str:
    """One figure as one JSON object."""
    return json.dumps(fields_of(line), ensure_ascii=False, separators=(",", ":"))


def fields_of(line: Line) -> dict[str, Any]:
    """The figure under its public keys; what a missing one does not have is null."""
    figure = line.figure
    return {
        "period": line.period,
        "unit": line.assignment.unit,
        "indicator": line.indicator.code,
        "project": line.assignment.project,
        "value": line.value,
        "measure": line.indicator.measure,
        "basis": line.indicator.basis.value,
        "stage": figure.stage.value if figure else None,
        "status": line.status,
        "note": figure.note if figure else None,
        "person": figure.person if figure else line.assignment.person,
        "typed_by": figure.typed_by if figure else None,
        "reported_at": _instant(figure.reported_at) if figure else None,
        "revision": figure.revision if figure else None,
        "source": figure.source.value if figure else None,
        "review": (figure.review.value or None) if figure else None,
    }


async def json_lines(export: Export) -> AsyncIterator[str]:
    """One object a line."""
    async for line in export.lines:
        yield as_json(line) + "\n"


async def csv_lines(export: Export) -> AsyncIterator[str]:
    """A heading and one row a figure; opens in Excel with its Chinese right."""
    yield BOM + _csv_row(KEYS)
    async for line in export.lines:
        fields = fields_of(line)
        yield _csv_row(tuple(safe(fields[key], is_number=key == "value") for key in KEYS))


def _csv_row(cells: tuple[str, ...]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def safe(value: object, *, is_number: bool) -> str:
    """Text that a spreadsheet will not take for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_DANGEROUS) and not is_number else text


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
