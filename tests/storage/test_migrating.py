"""Every step up and down, and tables that are what the models say."""

import asyncio
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, delete, inspect, text, update
from sqlalchemy.exc import DBAPIError

from storage import migrating
from storage.database import Database
from storage.engines import async_url, migrating_engine
from storage.models.base import Table, core
from storage.models.figures import RevisionRow
from tests.storage.test_figures import entry, put, stored

revision = core(RevisionRow)
GUARDS = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' "
    "AND tbl_name IN ('revision', 'decision', 'milestone_report', 'target_change', 'kept')",
    "postgresql": "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal "
    "AND tgrelid IN ('revision'::regclass, 'decision'::regclass, 'milestone_report'::regclass, "
    "'target_change'::regclass, 'kept'::regclass)",
}


async def ask(url: str, question: Any) -> Any:
    engine = migrating_engine(async_url(url))
    async with engine.connect() as connection:
        return await connection.run_sync(question)


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def differences(connection: Connection) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(connection), Table.metadata))


def guards(connection: Connection) -> int:
    return int(connection.execute(text(GUARDS[connection.dialect.name])).scalar_one())


async def test_every_step_goes_up_and_down_and_up(bare_url: str) -> None:
    await migrating.upgrade(bare_url)
    await migrating.downgrade(bare_url, "base")
    left = await ask(bare_url, tables)
    await migrating.upgrade(bare_url)

    assert left == set()
    assert await migrating.is_current(bare_url)
    assert await ask(bare_url, differences) == []
    assert await ask(bare_url, guards) == 10


async def test_an_empty_database_is_not_current(bare_url: str) -> None:
    assert not await migrating.is_current(bare_url)
    assert await migrating.version(bare_url) is None


async def test_upgrading_twice_or_at_once_is_harmless(bare_url: str) -> None:
    await asyncio.gather(migrating.upgrade(bare_url), migrating.upgrade(bare_url))
    await migrating.upgrade(bare_url)

    assert await migrating.is_current(bare_url)


async def test_tables_made_at_once_are_those_the_steps_make(bare_url: str) -> None:
    database = Database(bare_url)
    await database.create_all()
    await database.close()

    assert await ask(bare_url, differences) == []
    assert await ask(bare_url, guards) == 10


def test_the_newest_step_is_the_one_this_version_expects() -> None:
    assert ScriptDirectory(str(migrating.MIGRATIONS)).get_current_head() == migrating.HEAD


@pytest.mark.parametrize(
    "change", [update(revision).values(value=None, answer="withdrawn"), delete(revision)]
)
async def test_a_revision_can_neither_be_changed_nor_deleted(
    settled: Database, change: Any
) -> None:
    await put(settled, entry("1", message=1))

    async def tamper() -> None:
        async with settled.transaction() as session:
            await session.execute(change)

    with pytest.raises(DBAPIError, match="revision is append-only"):
        await tamper()
    assert await stored(settled) == 1


async def test_all_revisions_cannot_be_truncated_away(postgres_db: Database) -> None:
    async def tamper() -> None:
        async with postgres_db.transaction() as session:
            await session.execute(text("TRUNCATE revision CASCADE"))

    with pytest.raises(DBAPIError, match="revision is append-only"):
        await tamper()
