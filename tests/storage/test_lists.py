"""Long lists as one parameter, answered from an index."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.dialects import sqlite

from storage.database import Database
from storage.lists import among, pairs_given
from storage.models.base import core
from storage.models.chats import InboxRow, PostRow
from storage.models.figures import FigureRow
from storage.models.roster import PersonRow

figure = core(FigureRow)
inbox = core(InboxRow)
person = core(PersonRow)
post = core(PostRow)


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        (["chidi", "asha", "nobody"], ["asha", "chidi"]),
        ([], []),
        ([f"p{n}" for n in range(40_000)], []),
        (["a'); DROP TABLE person; --", "贝拉", "\\", '"'], []),
    ],
)
async def test_rows_are_found_by_any_number_of_values(
    settled: Database, codes: list[str], found: list[str]
) -> None:
    async with settled.reading() as session:
        rows = await session.execute(
            select(person.c.code).where(among(person.c.code, codes)).order_by(person.c.code)
        )

    assert [code for (code,) in rows] == found


async def test_telegram_ids_wider_than_32_bits_are_found(settled: Database) -> None:
    wide = 7_000_000_001
    async with settled.transaction() as session:
        await session.execute(
            person.update().where(person.c.code == "asha").values(telegram_id=wide)
        )
        rows = await session.execute(
            select(person.c.code).where(among(person.c.telegram_id, [wide, 1]))
        )

    assert rows.scalars().all() == ["asha"]


async def test_sqlite_searches_an_index_instead_of_scanning_the_table(
    sqlite_db: Database,
) -> None:
    slots = among(figure.c.assignment, [1, 2]) & among(figure.c.period, ["2026-W10"])
    query = select(figure.c.number).where(slots).compile(dialect=sqlite.dialect())

    async with sqlite_db.reading() as session:
        plan = await session.execute(text(f"EXPLAIN QUERY PLAN {query}".replace("?", "'[1]'")))

    assert "SEARCH figure USING INDEX" in plan.all()[0].detail


async def test_pairs_are_found_as_pairs_however_wide(db: Database) -> None:
    wide = 7_000_000_001
    kept = [(1, wide), (2, wide), (1, 5), (3, 6)]
    async with db.transaction() as session:
        for number, chat in kept:
            row = {"update_id": 10 * number + chat, "chat_id": chat, "payload": "", "state": "new"}
            row |= {"attempts": number, "received_at": datetime(2026, 3, 5, tzinfo=UTC)}
            await session.execute(inbox.insert().values(row))
        query = select(inbox.c.attempts, inbox.c.chat_id).where(
            pairs_given(inbox.c.attempts, inbox.c.chat_id, "pairs")
        )
        rows = await session.execute(query, {"pairs": {(1, wide), (2, 5), (3, 6)}})
        none = await session.execute(query, {"pairs": set()})

    assert sorted(map(tuple, rows)) == [(1, wide), (3, 6)]
    assert none.all() == []


async def test_sqlite_searches_an_index_for_pairs(sqlite_db: Database) -> None:
    pairs = pairs_given(post.c.chat_id, post.c.message_id, "pairs")
    query = select(post.c.kind).where(pairs).compile(dialect=sqlite.dialect())

    async with sqlite_db.reading() as session:
        plan = await session.execute(text(f"EXPLAIN QUERY PLAN {query}".replace("?", "'[]'")))

    assert "SEARCH post USING INDEX" in plan.all()[0].detail
