"""The engine: turns, snapshots and durability."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.database import Database, async_url
from storage.models.calendar import MetaRow


@pytest.fixture
async def file_db(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/new/folder/progress.db")
    await database.create_all()
    yield database
    await database.close()


async def put(db: Database, key: str) -> None:
    async with db.transaction() as session:
        await session.execute(insert(MetaRow).values(key=key, value="1"))


async def count(db: Database) -> int:
    async with db.reading() as session:
        return (await session.execute(select(func.count(col(MetaRow.key))))).scalar_one()


async def test_many_writers_at_once_all_get_their_turn(file_db: Database) -> None:
    await asyncio.gather(*(put(file_db, str(n)) for n in range(100)))

    assert await count(file_db) == 100


async def test_an_error_rolls_everything_back(file_db: Database) -> None:
    async def fail() -> None:
        async with file_db.transaction() as session:
            await session.execute(insert(MetaRow).values(key="a", value="1"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    assert await count(file_db) == 0


async def test_a_reader_keeps_its_snapshot_and_does_not_wait_for_the_writer(
    file_db: Database,
) -> None:
    async with file_db.transaction() as writer:
        await writer.execute(insert(MetaRow).values(key="a", value="1"))
        seen_during_the_write = await count(file_db)
    async with file_db.reading() as reader:
        before = (await reader.execute(select(func.count(col(MetaRow.key))))).scalar_one()
        await put(file_db, "b")
        after = (await reader.execute(select(func.count(col(MetaRow.key))))).scalar_one()

    assert (seen_during_the_write, before, after) == (0, 1, 1)


async def test_a_reader_cannot_write(db: Database) -> None:
    async with db.reading() as session:
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            await session.execute(insert(MetaRow).values(key="a", value="1"))


async def test_a_reader_keeps_its_snapshot_on_either_engine(db: Database) -> None:
    async with db.reading() as reader:
        before = (await reader.execute(select(func.count(col(MetaRow.key))))).scalar_one()
        await put(db, "a")
        after = (await reader.execute(select(func.count(col(MetaRow.key))))).scalar_one()

    assert (before, after, await count(db)) == (0, 0, 1)


async def test_another_process_writing_is_waited_for(file_db: Database) -> None:
    other = Database(file_db.url.render_as_string())

    await asyncio.gather(
        *(put(file_db, f"here {n}") for n in range(50)),
        *(put(other, f"there {n}") for n in range(50)),
    )

    assert await count(file_db) == 100
    await other.close()


async def test_work_that_lost_a_race_is_done_again_from_its_start(db: Database) -> None:
    async def next_number(session: AsyncSession) -> int:
        number = (await session.execute(select(func.count(col(MetaRow.key))))).scalar_one()
        await session.execute(insert(MetaRow).values(key=str(number), value="1"))
        return number

    numbers = await asyncio.gather(*(db.write(next_number) for _ in range(4)))

    assert sorted(numbers) == [0, 1, 2, 3]


async def test_a_transaction_inside_a_transaction_is_an_error_not_a_deadlock(
    file_db: Database,
) -> None:
    async with file_db.transaction():
        with pytest.raises(RuntimeError, match="wait for itself"):
            await put(file_db, "a")


async def test_a_cancelled_writer_leaves_the_turn_to_the_next(file_db: Database) -> None:
    started = asyncio.Event()

    async def dawdle() -> None:
        async with file_db.transaction() as session:
            await session.execute(insert(MetaRow).values(key="a", value="1"))
            started.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(dawdle())
    await started.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await put(file_db, "b")

    assert await count(file_db) == 1


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
async def test_every_connection_is_durable_and_strict(
    file_db: Database, pragma: str, value: object
) -> None:
    async with file_db.transaction() as session:
        found = (await session.execute(text(f"PRAGMA {pragma}"))).scalar_one()

    assert found == value


async def test_a_database_in_memory_serves_readers_and_writers() -> None:
    db = Database("sqlite://")
    await db.create_all()

    await asyncio.gather(*(put(db, str(n)) for n in range(20)), *(count(db) for _ in range(20)))

    assert await count(db) == 20
    await db.close()


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("sqlite:///a.db", "sqlite+aiosqlite"),
        ("postgresql://u@h/d", "postgresql+asyncpg"),
        ("postgresql+psycopg://u@h/d", "postgresql+asyncpg"),
    ],
)
def test_any_spelling_gets_the_async_driver(written: str, used: str) -> None:
    assert async_url(written).drivername == used


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ValueError, match="neither sqlite nor postgresql"):
        async_url("mysql://h/d")


async def test_reading_inside_a_transaction_in_memory_is_an_error_not_a_deadlock() -> None:
    db = Database("sqlite://")
    await db.create_all()

    async with db.transaction():
        with pytest.raises(RuntimeError, match="wait for itself"):
            await count(db)
    await db.close()


async def test_only_the_commit_of_a_brief_transaction_leaves_the_callers_thread(
    sqlite_db: Database,
) -> None:
    ran: list[tuple[str, bool]] = []

    def note(statement: str) -> None:
        is_here = threading.current_thread() is threading.main_thread()
        ran.append((statement.split()[0], is_here))

    async with sqlite_db.transaction(brief=True) as session:
        bind = session.get_bind()
        assert isinstance(bind, Engine)
        line = bind.raw_connection().driver_connection
        assert line is not None
        line.set_trace_callback(note)
    async with sqlite_db.transaction(brief=True) as session:
        await session.execute(text("INSERT INTO meta VALUES ('brief', '1')"))

    assert ran[-3:] == [("BEGIN", True), ("INSERT", True), ("COMMIT", False)]


async def test_a_brief_transaction_called_off_while_it_waits_leaves_nothing_open(
    sqlite_db: Database,
) -> None:
    # given: another process holds the database
    other = sqlite3.connect(sqlite_db.url.database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def add(key: str) -> None:
        async with sqlite_db.transaction(brief=True) as session:
            await session.execute(text("INSERT INTO meta VALUES (:key, '1')"), {"key": key})

    # when
    waiting = asyncio.create_task(add("called off"))
    await asyncio.sleep(0.05)
    waiting.cancel()
    await asyncio.sleep(0)
    other.execute("COMMIT")
    other.close()
    await asyncio.gather(waiting, return_exceptions=True)

    # then
    assert waiting.cancelled()
    await add("next")
    async with sqlite_db.reading() as session:
        kept = await session.execute(text("SELECT key FROM meta"))
        assert kept.scalars().all() == ["next"]


async def test_a_brief_transaction_waits_for_another_process(sqlite_db: Database) -> None:
    # given
    other = sqlite3.connect(sqlite_db.url.database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def add() -> None:
        async with sqlite_db.transaction(brief=True) as session:
            await session.execute(text("INSERT INTO meta VALUES ('mine', '1')"))

    # when
    waiting = asyncio.create_task(add())
    await asyncio.sleep(0.05)
    other.execute("INSERT INTO meta VALUES ('theirs', '1')")
    other.execute("COMMIT")
    other.close()
    await waiting

    # then
    async with sqlite_db.reading() as session:
        kept = await session.execute(text("SELECT key FROM meta ORDER BY key"))
        assert kept.scalars().all() == ["mine", "theirs"]
