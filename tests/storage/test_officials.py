"""Published values: edition by edition, never changed, and chained."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from domain.official import Official
from storage import append_only, audit, officials
from storage.audit import PUBLISHED_CHAIN, Break, Fault
from storage.database import Database
from storage.officials import official

AT = datetime(2026, 3, 21, tzinfo=UTC)
FIRST = Official("cg", "fai", "2026-M02", Decimal("14.10"), None, date(2026, 3, 20), "快报2号")
REVISED = replace(FIRST, value=Decimal("13.98"), source="快报4号")
OTHER = replace(FIRST, period="2026-Q1", growth=Decimal("-1.25"))


async def put(db: Database, *told: Official, at: datetime = AT) -> tuple[Official, ...]:
    return await db.write(lambda session: officials.put(session, told, at=at))


async def test_only_what_differs_is_put_on_record(settled: Database) -> None:
    first = await put(settled, FIRST, OTHER)
    again = await put(settled, FIRST, OTHER)
    revised = await put(settled, REVISED, OTHER)

    assert [one.edition for one in first] == [1, 1]
    assert again == ()
    assert [(one.value, one.edition) for one in revised] == [(Decimal("13.98"), 2)]


async def test_every_edition_stays_and_the_last_stands(settled: Database) -> None:
    await put(settled, FIRST)
    await put(settled, REVISED, at=AT + timedelta(days=9))

    async with settled.reading() as session:
        history = await officials.editions(session, FIRST.key)
        now = await officials.current(session)
        then = await officials.current(session, as_of=AT)
        (own,) = await officials.of_number(session, "cg", "fai")
    assert [one.value for one in history] == [Decimal("14.10"), Decimal("13.98")]
    assert now[FIRST.key] == own
    assert (own.value, own.is_revised) == (Decimal("13.98"), True)
    assert then[FIRST.key].value == Decimal("14.10")


async def test_nobody_changes_what_was_published(settled: Database) -> None:
    await put(settled, FIRST)

    with pytest.raises(DBAPIError, match="append-only"):
        async with settled.transaction() as session:
            await session.execute(update(official).values(value=Decimal(1)))


async def test_a_change_behind_the_guard_is_found_out(settled: Database) -> None:
    await put(settled, FIRST, OTHER, REVISED)
    async with settled.transaction() as session:
        assert await audit.verify(session) is None
        await session.run_sync(lambda sync: append_only.unguard(sync.connection()))
        await session.execute(update(official).where(official.c.link == 2).values(growth=None))

    async with settled.reading() as session:
        broken = await audit.verify(session)
    assert broken == Break(PUBLISHED_CHAIN, "2026-Q1", 2, Fault.ALTERED)
