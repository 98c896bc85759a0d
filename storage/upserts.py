"""Writes that may be repeated without harm, on either engine."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Table, core

Row = Mapping[str, Any]
Insert = sqlite.Insert | postgresql.Insert


def insert(session: AsyncSession, table: type[Table]) -> Insert:
    """An INSERT that knows `on_conflict_…`, for the engine of this session."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(core(table))
    return postgresql.insert(core(table))


async def upsert(
    session: AsyncSession, table: type[Table], rows: Sequence[Row], *, key: Sequence[str]
) -> None:
    """Insert each row, or replace every other column of the row with the same key."""
    if not rows:
        return
    statement = insert(session, table)
    others = {name: statement.excluded[name] for name in rows[0] if name not in key}
    # DO UPDATE with nothing to set is an error: a row that is all key can only stay.
    if others:
        statement = statement.on_conflict_do_update(index_elements=key, set_=others)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=key)
    await session.execute(statement, list(rows))


async def insert_once(
    session: AsyncSession, table: type[Table], row: Row, *, key: Sequence[str]
) -> bool:
    """Insert the row; False, and nothing changed, if its key is taken."""
    statement = (
        insert(session, table)
        .values(**row)
        .on_conflict_do_nothing(index_elements=key)
        .returning(*(core(table).c[name] for name in key))
    )
    return (await session.execute(statement)).first() is not None
