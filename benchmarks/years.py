"""A large district with years of weekly numbers, written in bulk."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, case, insert, literal, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.district import PROMPT, YEAR
from domain.figures import Answer, Basis, Indicator, Source, Stage, Timeliness
from domain.people import Person, Role
from domain.periods import Period
from domain.roster import Assignment, Unit
from domain.roster_draft import RosterDraft
from storage import migrating, roster_changes
from storage.database import Database
from storage.figures import IMPORT_CHAT
from storage.models.base import ExactDecimal, core
from storage.models.figures import FigureRow, RevisionRow
from storage.models.pushes import PublicationRow
from storage.models.roster import AssignmentRow

LAST = Period.parse("2026-W10")
GROUPS = ("一组", "二组", "三组")
STEP = Decimal("1.5")
SPEEDS = tuple(Decimal(tenths) / 10 for tenths in (8, 9, 10, 11, 12))
"""How fast numbers grow: some are ahead of their plans, some yellow, some red."""


# In memory rather than on disk, and without looking up what every row points to.
_HURRIED = {
    True: "PRAGMA cache_size=-1000000",
    False: "SET LOCAL session_replication_role = replica",
}

assignment = core(AssignmentRow)
figure = core(FigureRow)
revision = core(RevisionRow)
publication = core(PublicationRow)


def draft(*, units: int, indicators: int) -> RosterDraft:
    """So many units in three groups, each with a cadre who owes every indicator."""
    known = tuple(
        Indicator(f"i{n:02}", f"指标{n + 1}号", "亿元", Basis.CUMULATIVE) for n in range(indicators)
    )
    places = range(units)
    return RosterDraft(
        units=tuple(
            Unit(_unit(n), f"第{n + 1}街道办事处", f"街道{n + 1}", group=GROUPS[n % len(GROUPS)])
            for n in places
        ),
        people=tuple(
            Person(_person(n), f"责任人{n + 1}", "科长", _unit(n), frozenset({Role.CADRE}))
            for n in places
        ),
        indicators=known,
        assignments=tuple(
            Assignment(0, _unit(n), one.code, _person(n), targets=_targets(n * indicators + place))
            for n in places
            for place, one in enumerate(known)
        ),
    )


def weeks_before(last: Period, count: int) -> tuple[Period, ...]:
    """So many weeks up to and with one, oldest first."""
    found = [last]
    while len(found) < count:
        found.append(found[-1].previous())
    return tuple(reversed(found))


async def founded(url: str, *, units: int, indicators: int, weeks: int) -> Database:
    """A database with every number of every week up to the tenth of this year.

    A statement a week: rows are made of the assignments by the database itself. Their chains
    of digests are left out, which nobody follows who only looks.
    """
    await migrating.upgrade(url)
    db = Database(url)
    roster = draft(units=units, indicators=indicators)

    async def settle(session: AsyncSession) -> None:
        at = PROMPT - timedelta(days=7 * weeks)
        await roster_changes.apply(session, roster, year=YEAR, at=at)

    await db.write(settle)
    async with db.transaction() as session:
        await session.execute(text(_HURRIED[db.is_sqlite]))
        for number, week in enumerate(weeks_before(LAST, weeks), start=1):
            await _given(session, week, number, at=PROMPT - timedelta(days=7 * (weeks - number)))
    if not db.is_sqlite:  # what the server does by itself within a minute
        async with db.engine.begin() as connection:
            await connection.execute(text("ANALYZE"))
    return db


async def _given(session: AsyncSession, week: Period, number: int, *, at: datetime) -> None:
    """Every assignment's number of one week: larger from week to week, each year from zero."""
    kept = dict(_revision(week, number, at))
    columns = [assignment.c.id, *kept.values()]
    await session.execute(
        insert(revision).from_select(["assignment", *kept], select(*columns)),
    )
    own = revision.c
    current = select(own.assignment, own.period, own.id, own.number, literal("")).where(
        own.period == week.key, own.message_id == number, own.chat_id == IMPORT_CHAT
    )
    names = ["assignment", "period", "revision", "number", "review"]
    await session.execute(insert(figure).from_select(names, current))


async def publish_by_name(session: AsyncSession, last: Period, *, weeks: int) -> None:
    """Lists of so many weeks before one that was published, with nothing in them.

    They are only passed over on the way to the newest.
    """
    names = ("subject", "edition", "as_of", "published_at")
    own = publication.c
    for week in weeks_before(last.previous(), weeks):
        columns = [literal(week.key), literal({}, own.standings.type), *(own[n] for n in names)]
        await session.execute(
            insert(publication).from_select(
                ["period", "standings", *names], select(*columns).where(own.period == last.key)
            )
        )


def _revision(week: Period, number: int, at: datetime) -> Iterator[tuple[str, ColumnElement[Any]]]:
    value = STEP * week.number
    speed = assignment.c.id % len(SPEEDS)
    yield "person", assignment.c.person
    yield "typed_by", assignment.c.person
    yield (
        "value",
        case(
            {n: literal(value * each, ExactDecimal()) for n, each in enumerate(SPEEDS)}, value=speed
        ),
    )
    for name, fact in {
        "link": number,
        "period": week.key,
        "number": 1,
        "answer": Answer.NUMBER.value,
        "stage": Stage.ESTIMATE.value,
        "estimate": False,
        "timeliness": Timeliness.ON_TIME.value,
        "source": Source.IMPORT.value,
        "reported_at": at,
        "recorded_at": at,
        "chat_id": IMPORT_CHAT,
        "message_id": number,
        "edited_at": 0,
        "reviewed": False,
        "previous_digest": "",
        "digest": "",
    }.items():
        yield name, literal(fact, revision.c[name].type)


def _targets(place: int) -> dict[str, Decimal]:
    """No two are the same."""
    quarter = 20 + Decimal(place) / 10_000
    return dict.fromkeys(("q1", "q2", "q3", "q4"), quarter) | {"year": 4 * quarter}


def _unit(number: int) -> str:
    return f"u{number:04}"


def _person(number: int) -> str:
    return f"p{number:04}"
