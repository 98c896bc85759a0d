"""What is looked up, until all is known that its picture shows, over years of history."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from benchmarks import postgres, years
from benchmarks.district import PROMPT
from benchmarks.rows import Row, at_most, bounded, compared, percentile
from bot import memory
from bot.app import build_deps
from bot.cli.running import calendar
from bot.clock import Clock
from bot.config import Config
from bot.sections.process import StorageSection
from domain.figures import Answer, Source, Timeliness
from handlers.actions.inquiry import inquiring
from handlers.actions.measuring import standing
from handlers.deps import Deps
from handlers.viewers import everybody
from storage import recording
from storage.database import Database
from storage.entries import Entry, Origin

TOPIC = "looking up"
UNITS = 300
INDICATORS = 20
MONTH, FIVE_YEARS = 4, 260  # weeks
ASKED = ("", "街道17", "指标3号")
"""The district, a unit, an indicator."""

UNIT = "u0016"
"""That unit's code."""

TURNS = 60
MOST = 50.0  # milliseconds
AT = PROMPT + timedelta(hours=1)


@dataclass(slots=True)
class Took:
    """Milliseconds: with nothing new, right after a new number, and the very first time."""

    unchanged: list[float] = field(default_factory=list)
    changed: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)


async def measure(folder: Path, *, weeks: int = FIVE_YEARS) -> list[Row]:
    """On either engine a month and all `weeks` by turns, in one process."""
    rows: list[Row] = []
    async with postgres.server() as server:
        for engine in ("SQLite", "PostgreSQL"):
            async with _founded(engine, folder, server, weeks) as (month, years_of_it):
                memory.settle()  # as the bot does
                short, long = Took(), Took()
                for number in range(TURNS):
                    for deps, took in ((month, short), (years_of_it, long)):
                        await _look(deps, took, number)
            rows += _rows(engine, short, long)
    return rows


@asynccontextmanager
async def _founded(
    engine: str, folder: Path, server: str, most: int
) -> AsyncIterator[tuple[Deps, Deps]]:
    """The same district twice: with a month of history, and with so many weeks."""
    made: list[Deps] = []
    for name, weeks in (("month", MONTH), ("years", most)):
        url = f"sqlite:///{folder}/{name}.db"
        if engine == "PostgreSQL":
            url = await postgres.created(server, name)
        db = await years.founded(url, units=UNITS, indicators=INDICATORS, weeks=weeks)
        made.append(await _with_lists(db, weeks))
    short, long = made
    yield short, long
    for deps in made:
        await deps.db.close()


async def _with_lists(db: Database, weeks: int) -> Deps:
    """Every week's rankings but the last are published: ranks are compared with them."""
    last = years.LAST.previous()
    deps = await _deps(db)
    async with db.transaction() as session:
        await standing.publish(deps, session, last)
        await years.publish_by_name(session, last, weeks=weeks - 2)
    return await _deps(db)  # as after a start, with nothing in memory


async def _deps(db: Database) -> Deps:
    config = Config(storage=StorageSection(url=db.url.render_as_string(hide_password=False)))
    clock = Clock.starting_at(AT)
    return build_deps(config, db=db, clock=clock, workdays=await calendar(db))


async def _look(deps: Deps, took: Took, number: int) -> None:
    """Everything that is asked, twice: the second time nothing has changed meanwhile."""
    for place, asked in enumerate(ASKED):
        await _report(deps, number * len(ASKED) + place)
        kept = took.changed if took.first else took.first
        kept.append(1e3 * await _timed(deps, asked))
        took.unchanged.append(1e3 * await _timed(deps, asked))


async def _timed(deps: Deps, asked: str) -> float:
    await asyncio.sleep(0)
    began = time.perf_counter()
    await inquiring.answer(deps, everybody(await deps.roster.current()), asked)
    return time.perf_counter() - began


async def _report(deps: Deps, number: int) -> None:
    """Somebody sends one more number of this week, every other time somebody of the unit."""
    roster = await deps.roster.current()
    owed = [a for a in roster.assignments.values() if number % 2 or a.unit == UNIT]
    one = owed[number * 37 % len(owed)]
    at: datetime = deps.now()
    entry = Entry(
        assignment=one.id,
        period=years.LAST.key,
        answer=Answer.NUMBER,
        value=years.STEP * 10 + Decimal(number) / 100,
        person=one.person,
        typed_by=one.person,
        source=Source.MESSAGE,
        timeliness=Timeliness.ON_TIME,
        reported_at=at,
        recorded_at=at,
        origin=Origin(1, number + 1),
    )
    async with deps.db.transaction() as session:
        await recording.record(session, [entry])


def _rows(engine: str, short: Took, long: Took) -> list[Row]:
    return [
        bounded(
            TOPIC,
            f"{engine}, after each new number, 99 %",
            percentile(long.changed, 0.99),
            MOST,
            unit="ms",
        ),
        bounded(
            TOPIC,
            f"{engine}, nothing new, 99 %",
            percentile(long.unchanged, 0.99),
            MOST,
            unit="ms",
        ),
        compared(
            TOPIC,
            f"{engine}, median",
            [*long.changed, *long.unchanged],
            [*short.changed, *short.unchanged],
            unit="ms",
            other="a month",
            goal=at_most(1.3),
        ),
        compared(
            TOPIC,
            f"{engine}, first look after a start",
            long.first,
            short.first,
            unit="ms",
            other="a month",
        ),
    ]
