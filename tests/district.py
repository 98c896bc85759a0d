"""The sample district in a database: imported by its workbook, ten weeks on record."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import build_deps
from bot.clock import Clock
from bot.config import Config
from charts.sheets import Sheet
from domain.figures import Answer, Source, Timeliness
from domain.periods import Period
from domain.roster import Roster
from handlers.actions.deciding.importing import import_workbook
from handlers.actions.measuring import standing
from handlers.deps import Deps
from sandbox.district import REPORTED, history, write_workbook
from sandbox.district import Answer as Told
from storage import figures, recording, roster
from storage.database import Database
from storage.entries import Entry, Origin
from storage.holidays_library import known_workdays

NEW_YEAR = datetime(2026, 1, 4, 0, 30, tzinfo=UTC)
AFTER_W11 = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
"""Monday at ten, local time: W11 is locked, W12 not asked yet."""


@pytest.fixture(scope="session")
def district_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the roster and every answer of the ten weeks; copied for each test."""
    path = tmp_path_factory.mktemp("district") / "district.db"
    shutil.copyfile(sqlite_template, path)
    asyncio.run(_settled(path))
    return path


@pytest.fixture
async def district_db(district_template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """The sample district after ten weeks, in a file of its own."""
    path = tmp_path / "district.db"
    shutil.copyfile(district_template, path)
    database = Database(f"sqlite:///{path}")
    yield database
    await database.close()


@pytest.fixture
def district(district_db: Database) -> Deps:
    """What doors and actions share, on Monday after the eleventh week."""
    return deps_of(district_db)


def deps_of(
    db: Database,
    *,
    at: datetime = AFTER_W11,
    draw: Callable[[Sheet], Awaitable[Sequence[bytes]]] | None = None,
) -> Deps:
    """The real dependencies at a fixed instant; a picture is one byte string."""

    async def one_picture(_: Sheet) -> Sequence[bytes]:
        return [b"picture"]

    deps = build_deps(Config(), db=db, clock=Clock(lambda: at), workdays=known_workdays())
    deps.draw = draw or one_picture
    return deps


async def _settled(path: Path) -> None:
    db = Database(f"sqlite:///{path}")
    workbook = path.with_suffix(".xlsx")
    write_workbook(workbook)
    outcome = await import_workbook(
        db, workbook.read_bytes(), year=2026, at=NEW_YEAR, missing_glyphs=lambda _: ""
    )
    assert not outcome.is_refused, outcome.problems
    async with db.reading() as session:
        known = await roster.load(session, year=2026)
    await db.write(lambda session: recording.record(session, entries(known, history())))
    await _published(db)
    await db.close()  # the last one to leave puts everything into the one file


async def _published(db: Database) -> None:
    """Freeze the ranking of every week before the last, as its push would have done."""
    for week in REPORTED[:-1]:
        deps = deps_of(db, at=week.lock.astimezone(UTC) + timedelta(minutes=30))
        async with db.transaction() as session:
            await standing.publish(deps, session, Period.parse(week.code))


def entries(known: Roster, told: Sequence[Told]) -> list[Entry]:
    """Answers as they are put on record, each a message of its own."""
    owed = {(a.unit, a.indicator, a.project): a.id for a in known.assignments.values()}
    return [
        _entry(answer, owed[answer.key], message) for message, answer in enumerate(told, start=1)
    ]


def _entry(answer: Told, assignment: int, message: int) -> Entry:
    at = datetime.fromisoformat(answer.at).astimezone(UTC)
    return Entry(
        assignment=assignment,
        period=answer.week,
        answer=Answer(answer.kind),
        value=answer.value,
        estimate=answer.estimate,
        note=answer.note,
        person=answer.person,
        typed_by=answer.typed_by,
        source=Source.IMPORT,
        timeliness=Timeliness.LATE if answer.late else Timeliness.ON_TIME,
        reported_at=at,
        recorded_at=at,
        origin=Origin(figures.IMPORT_CHAT, message),
    )
