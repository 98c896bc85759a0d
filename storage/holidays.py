"""The holiday table: seeded from a library, put right by admins, whose word wins."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.workdays import DayKind, SpecialDay, Workdays
from storage.keeping import Noun, first_kept, keep, known
from storage.models.base import core
from storage.models.calendar import HolidayRow
from storage.upserts import insert, upsert

LIBRARY = "library"
ADMIN = "admin"
DAYS_THAT_COVER = 7
"""So many days off entered by hand make a year known: there are seven festivals."""

holiday = core(HolidayRow)


async def seed(session: AsyncSession, days: Mapping[date, SpecialDay], *, at: datetime) -> None:
    """Take over what the library says, except where an admin has spoken.

    A library day that the library no longer knows, in a year it does know, goes.
    """
    known = (await session.execute(select(holiday.c.day).where(holiday.c.source == LIBRARY))).all()
    years = {day.year for day in days}
    dropped = [day for (day,) in known if day.year in years and day not in days]
    if dropped:
        await session.execute(
            delete(holiday).where(holiday.c.source == LIBRARY, holiday.c.day.in_(dropped))
        )
    if days:
        statement = insert(session, HolidayRow)
        statement = statement.on_conflict_do_update(
            index_elements=["day"],
            set_={"kind": statement.excluded.kind, "name": statement.excluded.name},
            where=holiday.c.source == LIBRARY,
        )
        await session.execute(statement, [_row(day, one, LIBRARY) for day, one in days.items()])
    await keep(session, Noun.HOLIDAY, at=at)


async def set_day(session: AsyncSession, day: date, special: SpecialDay, *, at: datetime) -> None:
    """Put one day right by an admin's word."""
    await upsert(session, HolidayRow, [_row(day, special, ADMIN)], key=("day",))
    await keep(session, Noun.HOLIDAY, at=at)


async def load(session: AsyncSession) -> Workdays:
    """The working calendar. A year is covered by the library, or by enough days off by hand."""
    rows = await session.execute(
        select(holiday.c.day, holiday.c.kind, holiday.c.name, holiday.c.source).order_by(
            holiday.c.day
        )
    )
    return _workdays(rows)


async def load_as_known(session: AsyncSession, at: datetime) -> Workdays | None:
    """The same as it was known at an instant, or as it was first kept; None if it never was."""
    rows = await known(session, Noun.HOLIDAY, at=at)
    if not rows and (first := await first_kept(session, Noun.HOLIDAY)):
        rows = await known(session, Noun.HOLIDAY, at=first)
    return _workdays(sorted(rows, key=lambda row: row.day)) if rows else None


def _workdays(rows: Iterable[Any]) -> Workdays:
    special: dict[date, SpecialDay] = {}
    weight: Counter[int] = Counter()
    for row in rows:
        special[row.day] = SpecialDay(DayKind(row.kind), row.name)
        if special[row.day].kind is DayKind.OFF:
            weight[row.day.year] += DAYS_THAT_COVER if row.source == LIBRARY else 1
    covered = frozenset(year for year, days in weight.items() if days >= DAYS_THAT_COVER)
    return Workdays(special, covered)


def _row(day: date, special: SpecialDay, source: str) -> dict[str, object]:
    return {"day": day, "kind": special.kind.value, "name": special.name, "source": source}
