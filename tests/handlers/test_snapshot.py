"""The roster in memory: never older than the last change of this process."""

import asyncio

from sqlalchemy import insert

from handlers.snapshot import RosterCache
from storage import roster
from storage.database import Database
from storage.models.base import core
from storage.models.roster import UnitRow


async def test_a_change_made_while_the_roster_is_being_read_is_seen(sqlite_db: Database) -> None:
    cache = RosterCache(sqlite_db, year=2026, max_age=60)
    reading = asyncio.create_task(cache.current())
    await asyncio.sleep(0)
    async with sqlite_db.transaction() as session:
        await session.execute(
            insert(core(UnitRow)), [UnitRow(code="cg", name="城关", short="城关").model_dump()]
        )
        await roster.bump(session)
    cache.forget()
    await reading

    assert "cg" in (await cache.current()).units
