"""Published values: appended edition by edition to one chain, and read as they stand."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.official import Official
from storage.chain import PUBLISHED, digest
from storage.entries import Origin
from storage.models.base import core
from storage.models.official import OfficialRow

official = core(OfficialRow)

NOWHERE = Origin(0, 0)
"""The command line: no message it came from."""

Key = tuple[str, str, str]
"""Unit, indicator, period."""

_COLUMNS = (
    *("unit", "indicator", "period", "value", "growth", "published_on", "source"),
    *("edition", "person", "recorded_at"),
)
_SELECT = select(*(official.c[name] for name in _COLUMNS)).order_by(
    official.c.unit, official.c.indicator, official.c.period
)

_LAST_OF_UNIT = (
    select(func.max(official.c.id))
    .where(official.c.unit == bindparam("of"))
    .group_by(official.c.indicator, official.c.period)
)
_OF_UNIT = _SELECT.where(official.c.id.in_(_LAST_OF_UNIT))
_OF_UNIT_THEN = _SELECT.where(
    official.c.id.in_(_LAST_OF_UNIT.where(official.c.recorded_at <= bindparam("as_of")))
)


async def put(
    session: AsyncSession, told: Iterable[Official], *, at: datetime, origin: Origin = NOWHERE
) -> tuple[Official, ...]:
    """Append what differs from what stands, and return that with its editions.

    When another transaction was faster, this raises IntegrityError: run it through
    `Database.write`.
    """
    standing = await current(session)
    link, previous = await _end(session)
    fresh = []
    for one in told:
        before = standing.get(one.key)
        if before is not None and one.says_the_same(before):
            continue
        made = replace(one, edition=before.edition + 1 if before else 1, recorded_at=at)
        link += 1
        row = {name: getattr(made, name) for name in _COLUMNS}
        row |= {"link": link, "chat_id": origin.chat_id, "message_id": origin.message_id}
        row |= {"previous_digest": previous}
        row |= {"digest": digest(row, previous=previous, names=PUBLISHED)}
        await session.execute(insert(official).values(**row))
        previous = row["digest"]
        standing[made.key] = made
        fresh.append(made)
    return tuple(fresh)


async def current(session: AsyncSession, *, as_of: datetime | None = None) -> dict[Key, Official]:
    """The last edition of each, in the order of their keys; or as it was known at an instant."""
    own = official.c
    last = select(func.max(own.id)).group_by(own.unit, own.indicator, own.period)
    if as_of is not None:
        last = last.where(own.recorded_at <= as_of)
    rows = await session.execute(_SELECT.where(own.id.in_(last)))
    return {one.key: one for one in map(_official, rows)}


async def of_number(
    session: AsyncSession, unit: str, indicator: str, *, as_of: datetime | None = None
) -> tuple[Official, ...]:
    """The last edition of every period of one number, in the order of the periods' keys."""
    own = official.c
    last = select(func.max(own.id)).where(own.unit == unit, own.indicator == indicator)
    if as_of is not None:
        last = last.where(own.recorded_at <= as_of)
    rows = await session.execute(_SELECT.where(own.id.in_(last.group_by(own.period))))
    return tuple(map(_official, rows))


async def of_unit(
    session: AsyncSession, unit: str, *, as_of: datetime | None = None
) -> tuple[Official, ...]:
    """The last edition of every number of one unit."""
    statement = _OF_UNIT if as_of is None else _OF_UNIT_THEN
    rows = await session.execute(statement, {"of": unit, "as_of": as_of})
    return tuple(map(_official, rows))


async def editions(session: AsyncSession, key: Key) -> tuple[Official, ...]:
    """All that was published about one number, oldest first."""
    own = official.c
    unit, indicator, period = key
    rows = await session.execute(
        _SELECT.where(own.unit == unit, own.indicator == indicator, own.period == period).order_by(
            own.edition
        )
    )
    return tuple(map(_official, rows))


async def from_message(session: AsyncSession, origin: Origin) -> tuple[Official, ...]:
    """What this message put on record when it was first handled."""
    own = official.c
    rows = await session.execute(
        _SELECT.where(own.chat_id == origin.chat_id, own.message_id == origin.message_id).order_by(
            own.id
        )
    )
    return tuple(map(_official, rows))


async def _end(session: AsyncSession) -> tuple[int, str]:
    last = await session.execute(
        select(official.c.link, official.c.digest).order_by(official.c.link.desc()).limit(1)
    )
    row = last.first()
    return (0, "") if row is None else (int(row.link), str(row.digest))


def _official(row: Any) -> Official:
    return Official(**{name: getattr(row, name) for name in _COLUMNS})
