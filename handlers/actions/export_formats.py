"""Exported figures as JSON lines, CSV or an Excel workbook."""

import csv
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook

from domain.figures import Review
from handlers.actions.export_lines import Export, Line
from handlers.workbook.words import say

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
COLUMNS = {
    "period": 12,
    "unit": 8,
    "unit_name": 22,
    "indicator": 10,
    "indicator_name": 24,
    "project": 20,
    "value": 14,
    "measure": 9,
    "basis": 8,
    "stage": 8,
    "status": 9,
    "person_name": 10,
    "typed_by_name": 10,
    "reported_at": 17,
    "revision": 7,
    "note": 30,
}
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


async def workbook(export: Export, *, zone: ZoneInfo) -> tuple[bytes, int]:
    """An Excel file with names beside codes and times of the district, and its lines' number."""
    out = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        page = book.add_worksheet(say("export.title"))
        head = book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#0E6E69"})
        plain = book.add_format({"num_format": "General"})
        page.freeze_panes(1, 0)
        for at, (key, width) in enumerate(COLUMNS.items()):
            page.set_column(at, at, width)
            page.write_string(0, at, say(f"export.{key}"), head)
        number = 0
        async for line in export.lines:
            number += 1
            for at, value in enumerate(_cells(line, export, zone=zone)):
                if isinstance(value, int | float):
                    page.write_number(number, at, value, plain)
                elif value:
                    page.write_string(number, at, value)
        page.autofilter(0, 0, max(number, 1), len(COLUMNS) - 1)
    return out.getvalue(), number


def _cells(line: Line, export: Export, *, zone: ZoneInfo) -> list[str | float | int | None]:
    fields, figure = fields_of(line), line.figure
    local = figure.reported_at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if figure else None
    named = fields | {
        "unit_name": export.units.get(fields["unit"]),
        "indicator_name": line.indicator.name,
        "project": export.projects.get(fields["project"] or ""),
        "person_name": export.people.get(fields["person"]),
        "typed_by_name": export.people.get(fields["typed_by"] or ""),
        "value": None if line.value is None else float(line.value),
        "reported_at": local,
        "basis": say(f"export.bases.{fields['basis']}"),
        "stage": say(f"export.stages.{fields['stage']}") if fields["stage"] else None,
        "status": say(f"export.statuses.{_status(fields)}"),
    }
    return [named[key] for key in COLUMNS]


def _status(fields: dict[str, Any]) -> str:
    """A number that somebody has to confirm first is shown as such."""
    is_waiting = fields["review"] == Review.PENDING.value
    return str(fields["review"] if is_waiting else fields["status"])


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
