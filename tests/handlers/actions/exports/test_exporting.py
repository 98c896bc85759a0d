import csv
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest

from domain.figures import Answer, Source, Timeliness
from domain.periods import Period
from handlers.actions.exports.export_formats import KEYS, csv_lines, json_lines
from handlers.actions.exports.export_lines import exact, export
from storage import recording, roster_changes
from storage.database import Database
from storage.entries import Entry, Origin
from tests.handlers.workbook.books import district, read

FRIDAY = datetime(2026, 3, 6, 1, 12, 3, tzinfo=UTC)
SETTLED = FRIDAY - timedelta(days=30)
LATER = FRIDAY + timedelta(days=3)
FAI, GDP = 1, 2


@pytest.fixture
async def office(sqlite_db: Database) -> Database:
    """A district in which 王芳 has reported one of two numbers, with a note like a formula."""
    draft = read(district()).draft
    assert draft is not None
    async with sqlite_db.transaction() as session:
        await roster_changes.apply(session, draft, year=2026, at=SETTLED)
    await put(sqlite_db, entry(FAI, "13.5", note="=1+1"))
    return sqlite_db


def entry(assignment: int, value: str | None, **more: Any) -> Entry:
    known: dict[str, Any] = {
        "period": "2026-W10",
        "answer": Answer.NUMBER if value else Answer.WITHDRAWN,
        "person": "p01",
        "typed_by": "p01",
        "source": Source.MESSAGE,
        "timeliness": Timeliness.ON_TIME,
        "reported_at": FRIDAY,
        "recorded_at": FRIDAY,
        "origin": Origin(7, 1),
    }
    number = Decimal(value) if value else None
    return Entry(assignment=assignment, value=number, **(known | more))


async def put(db: Database, *entries: Entry) -> None:
    await db.write(lambda session: recording.record(session, entries))


async def exported(db: Database, **how: Any) -> list[dict[str, Any]]:
    lines = json_lines(await export(db, year=2026, **how))
    return [json.loads(line) async for line in lines]


async def test_a_figure_leaves_as_its_public_json(office: Database) -> None:
    assert await exported(office) == [
        {
            "period": "2026-W10",
            "unit": "cg",
            "indicator": "fai",
            "project": None,
            "value": "13.50",
            "measure": "亿元",
            "basis": "cumulative",
            "stage": "estimate",
            "status": "on_time",
            "note": "=1+1",
            "person": "p01",
            "typed_by": "p01",
            "reported_at": "2026-03-06T01:12:03Z",
            "revision": 1,
            "source": "message",
            "review": None,
        }
    ]


async def test_what_nobody_reported_is_told_for_its_period(office: Database) -> None:
    (missing,) = await exported(office, period=Period.parse("2026-Q1"))

    assert missing["indicator"] == "gdp"
    assert (missing["status"], missing["value"], missing["person"]) == ("missing", None, "p01")
    assert missing["reported_at"] is None


async def test_a_number_taken_back_is_missing_and_its_history_stays(office: Database) -> None:
    taken_back = entry(
        FAI, None, source=Source.UNDO, reported_at=LATER, recorded_at=LATER, origin=Origin(7, 2)
    )
    await put(office, taken_back)

    now = await exported(office, period=Period.parse("2026-W10"))
    history = await exported(office, history=True)

    assert [line["status"] for line in now] == ["missing"]
    assert [(line["status"], line["value"]) for line in history] == [
        ("on_time", "13.50"),
        ("withdrawn", None),
    ]


async def test_as_of_a_day_later_numbers_are_not_known(office: Database) -> None:
    corrected = entry(
        FAI,
        "14.255",
        reported_at=LATER,
        recorded_at=LATER,
        timeliness=Timeliness.CORRECTED,
        origin=Origin(7, 2),
    )
    await put(office, corrected)

    (then,) = await exported(office, as_of=FRIDAY)
    (now,) = await exported(office)
    (before,) = await exported(
        office, as_of=FRIDAY - timedelta(days=1), period=Period.parse("2026-W10")
    )

    assert (then["value"], then["revision"]) == ("13.50", 1)
    assert (now["value"], now["revision"], now["status"]) == ("14.255", 2, "corrected")
    assert before["status"] == "missing"


async def test_figures_of_a_retired_assignment_are_still_exported(office: Database) -> None:
    draft = read(district()).draft
    assert draft is not None
    async with office.transaction() as session:
        without = replace(draft, assignments=draft.assignments[1:])
        await roster_changes.apply(session, without, year=2026, at=LATER)

    (line,) = await exported(office)

    assert line["value"] == "13.50"


async def test_csv_has_a_heading_and_no_formulas(office: Database) -> None:
    await put(office, entry(GDP, "-0.8", period="2026-Q1", note="-1 会议", origin=Origin(7, 3)))

    text = "".join([part async for part in csv_lines(await export(office, year=2026))])

    assert text.startswith("\ufeff")
    heading, quarter, week = csv.reader(StringIO(text.removeprefix("\ufeff")))
    assert tuple(heading) == KEYS
    assert quarter[KEYS.index("value")] == "-0.8"
    assert quarter[KEYS.index("note")] == "'-1 会议"
    assert week[KEYS.index("note")] == "'=1+1"


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [("13.5", 2, "13.50"), ("13.5000", 2, "13.50"), ("1E+3", 0, "1000"), ("0.125", 2, "0.125")],
)
def test_numbers_leave_exactly(value: str, places: int, text: str) -> None:
    assert exact(Decimal(value), places=places) == text
