"""Writes that may be repeated without harm, on either engine."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.base import Table, core

Row = Mapping[str, Any]
Insert = sqlite.Insert | postgresql.Insert


def insert(session: AsyncSession, table: type[Table]) -> Insert:
    """An INSERT that knows `on_conflict_…`, for the engine of this session."""
    return insert_into(session.get_bind().dialect.name, table)


def insert_into(dialect: str, table: type[Table]) -> Insert:
    """The same for an engine by name, to be kept."""
    if dialect == "sqlite":
        return sqlite.insert(core(table))
    return postgresql.insert(core(table))


@lru_cache(maxsize=128)
def _upsert(
    dialect: str, table: type[Table], columns: tuple[str, ...], key: tuple[str, ...]
) -> Insert:
    """Kept for the next time: making it takes longer than running it."""
    statement = insert_into(dialect, table)
    others = {name: statement.excluded[name] for name in columns if name not in key}
    # DO UPDATE with nothing to set is an error: a row that is all key can only stay.
    if others:
        return statement.on_conflict_do_update(index_elements=key, set_=others)
    return statement.on_conflict_do_nothing(index_elements=key)


async def upsert(
    session: AsyncSession, table: type[Table], rows: Sequence[Row], *, key: Sequence[str]
) -> None:
    """Insert each row, or replace every other column of the row with the same key."""
    if not rows:
        return
    dialect = session.get_bind().dialect.name
    await session.execute(_upsert(dialect, table, tuple(rows[0]), tuple(key)), list(rows))


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
