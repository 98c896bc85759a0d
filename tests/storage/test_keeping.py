"""Every version of every row: what differs is appended, and read back as it was."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from domain.workdays import DayKind, SpecialDay
from storage import holidays, keeping, roster, roster_past
from storage.database import Database
from storage.keeping import ROSTER, Noun
from storage.models.base import core
from storage.models.past import KeptRow
from storage.models.roster import IndicatorRow, UnitRow
from tests.storage.district import MONDAY_NOON

kept, unit, indicator = core(KeptRow), core(UnitRow), core(IndicatorRow)
TUESDAY = MONDAY_NOON + timedelta(days=1)


async def keep(db: Database, *nouns: Noun, at: datetime) -> int:
    """Keep these, and say how many versions there are by now."""
    async with db.transaction() as session:
        await keeping.keep(session, *nouns, at=at)
        return int((await session.execute(select(func.count()).select_from(kept))).scalar_one())


async def test_only_what_differs_takes_room(settled: Database) -> None:
    first = await keep(settled, *ROSTER, at=MONDAY_NOON)
    again = await keep(settled, *ROSTER, at=MONDAY_NOON)
    async with settled.transaction() as session:
        await session.execute(update(unit).where(unit.c.code == "cg").values(short="新城"))

    assert again == first
    assert await keep(settled, *ROSTER, at=TUESDAY) == first + 1


async def test_a_roster_is_known_as_it_was(settled: Database) -> None:
    await keep(settled, *ROSTER, at=MONDAY_NOON)
    async with settled.reading() as session:
        before = await roster.load(session, year=2026)
    async with settled.transaction() as session:
        await session.execute(update(unit).where(unit.c.code == "cg").values(retired_at=TUESDAY))
        await session.execute(update(indicator).values(weight=Decimal("2.50")))
    await keep(settled, *ROSTER, at=TUESDAY)

    async with settled.reading() as session:
        known = await roster_past.load(session, year=2026, at=TUESDAY - timedelta(seconds=1))
        now = await roster_past.load(session, year=2026, at=TUESDAY)
    assert known.units == before.units
    assert known.indicators == before.indicators
    assert known.assignments == before.assignments
    assert list(now.units) == ["lh"]
    assert [a.unit for a in now.assignments.values()] == ["lh"]
    assert str(now.indicators["fai"].weight) == "2.50"


async def test_days_of_the_calendar_come_and_go(db: Database) -> None:
    off = {day: SpecialDay(DayKind.OFF, "春节") for day in _february(16, 23)}
    async with db.transaction() as session:
        await holidays.seed(session, off, at=MONDAY_NOON)
        await holidays.seed(session, dict(list(off.items())[:-1]), at=TUESDAY)

    async with db.reading() as session:
        first = await holidays.load_as_known(session, MONDAY_NOON)
        second = await holidays.load_as_known(session, TUESDAY)
        now = await holidays.load(session)
        before = await holidays.load_as_known(session, MONDAY_NOON - timedelta(1))
    assert first is not None
    assert first.special == off
    assert before == first  # the earliest there is
    assert second == now
    assert len(now.special) == len(off) - 1


async def test_settings_hold_until_they_are_kept_anew(db: Database) -> None:
    async with db.transaction() as session:
        await keeping.keep_settings(session, "names", {"name": "开门红"}, at=MONDAY_NOON)
        await keeping.keep_settings(session, "place", {"district": "云岭区"}, at=TUESDAY)
        await keeping.keep_settings(session, "names", {"name": "双过半"}, at=TUESDAY)

    async def known(name: str, at: datetime) -> object:
        async with db.reading() as session:
            return await keeping.known_settings(session, name, at=at)

    assert await known("names", MONDAY_NOON) == {"name": "开门红"}
    assert await known("names", TUESDAY) == {"name": "双过半"}
    assert await known("place", MONDAY_NOON) == {"district": "云岭区"}  # the earliest there is
    assert await known("nothing", TUESDAY) is None


async def test_a_column_that_came_later_holds_what_a_new_row_has(db: Database) -> None:
    old = {"noun": "unit", "key": "cg", "content": '{"code":"cg","name":"城关镇","gone":1}'}
    async with db.transaction() as session:
        await session.execute(insert(kept).values(**old, kept_at=MONDAY_NOON))

    async with db.reading() as session:
        (row,) = await keeping.known(session, Noun.UNIT, at=MONDAY_NOON)
    assert (row.name, row.group_name, row.retired_at) == ("城关镇", "", None)


async def test_no_version_can_be_taken_back(settled: Database) -> None:
    await keep(settled, *ROSTER, at=MONDAY_NOON)

    with pytest.raises(DBAPIError, match="kept is append-only"):
        async with settled.transaction() as session:
            await session.execute(delete(kept))


def _february(first: int, last: int) -> list[date]:
    return [date(2026, 2, day) for day in range(first, last + 1)]
