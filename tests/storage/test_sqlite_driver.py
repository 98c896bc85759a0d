"""Long results, results read row by row, and errors through the one-call cursor."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Database

COUNT = (
    "WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < :last)"
    " SELECT n FROM up"
)


@pytest.mark.parametrize("rows", [1, 999, 1000, 1001, 2500])
async def test_a_result_of_any_length_is_whole(sqlite_db: Database, rows: int) -> None:
    async with sqlite_db.reading() as session:
        found = await session.execute(text(COUNT), {"last": rows})

        assert found.scalars().all() == list(range(1, rows + 1))


@pytest.mark.parametrize("rows", [0, 1, 1000, 3500])
async def test_a_stream_gives_every_row_once(sqlite_db: Database, rows: int) -> None:
    async with sqlite_db.reading() as session:
        stream = await session.stream(text(f"{COUNT} WHERE n <= :last"), {"last": rows})

        assert [n async for (n,) in stream] == list(range(1, rows + 1))


async def test_a_stream_left_early_gives_its_connection_back(sqlite_db: Database) -> None:
    for _ in range(30):
        async with sqlite_db.reading() as session:
            stream = await session.stream(text(COUNT), {"last": 5000})
            assert (await stream.first()) == (1,)

    async with sqlite_db.reading() as session:
        assert (await session.execute(text("SELECT 1"))).scalar_one() == 1


async def test_an_error_leaves_the_connection_in_order(sqlite_db: Database) -> None:
    async with sqlite_db.reading() as session:
        with pytest.raises(OperationalError, match="no such table"):
            await session.execute(text("SELECT * FROM nowhere"))

        assert (await session.execute(text("SELECT 1"))).scalar_one() == 1


async def test_rows_changed_are_counted(sqlite_db: Database) -> None:
    async with sqlite_db.transaction() as session:
        await session.execute(text("INSERT INTO meta VALUES ('a', '1'), ('b', '2')"))
        changed = await session.execute(text("UPDATE meta SET value = '3'"))
        returned = await session.execute(text("DELETE FROM meta RETURNING key"))

        assert changed.rowcount == 2  # type: ignore[attr-defined]
        assert sorted(returned.scalars()) == ["a", "b"]


async def test_a_brief_transaction_is_kept_or_undone_like_any_other(sqlite_db: Database) -> None:
    async with sqlite_db.transaction(brief=True) as session:
        await session.execute(text("INSERT INTO meta VALUES ('kept', '1')"))

    async def half(session: AsyncSession) -> None:
        await session.execute(text("INSERT INTO meta VALUES ('undone', '1')"))
        await session.execute(text("SELECT * FROM nowhere"))

    with pytest.raises(OperationalError, match="no such table"):
        await sqlite_db.write(half, brief=True)

    async with sqlite_db.reading() as session:
        kept = await session.execute(text("SELECT key FROM meta WHERE key IN ('kept', 'undone')"))
        assert kept.scalars().all() == ["kept"]
