"""Updates kept before they are confirmed, and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import ReturningInsert

from storage import traffic
from storage.lists import among_given
from storage.models.base import core
from storage.models.chats import InboxRow
from storage.upserts import insert_into

inbox = core(InboxRow)

_NEW = (
    select(inbox.c.id, inbox.c.chat_id, inbox.c.payload)
    .where(inbox.c.state == "new")
    .order_by(inbox.c.id)
)
_DONE = (
    update(inbox)
    .where(among_given(inbox.c.id, "rows"))
    .values(state="done", done_at=bindparam("at"))
)

PURGE_STEP = 2000
ERROR_LENGTH = 500

# The database is away or busy: nothing is wrong with what was to be written.
UNAVAILABLE = (OperationalError, InterfaceError, PoolTimeout)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update as it came: `payload` is its JSON text."""

    update_id: int
    chat_id: int
    payload: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One update on disk that has not been handled yet."""

    id: int
    chat_id: int
    payload: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits, since when, and how much was put aside for a person to look at."""

    waiting: int
    oldest: datetime | None
    quarantined: int


async def keep(
    session: AsyncSession, arrivals: Sequence[Arrival], *, at: datetime
) -> dict[int, int]:
    """Store what is new; returns the row of each new update_id.

    What came before is left out: Telegram delivers again whatever was not confirmed.
    """
    if not arrivals:
        return {}
    rows = [
        {
            "update_id": arrival.update_id,
            "chat_id": arrival.chat_id,
            "payload": arrival.payload,
            "received_at": at,
            "state": "new",
            "attempts": 0,
        }
        for arrival in arrivals
    ]
    new = await session.execute(_keep(session.get_bind().dialect.name), rows)
    return {int(kept.update_id): int(kept.id) for kept in new.all()}


@lru_cache
def _keep(dialect: str) -> ReturningInsert[Any]:
    return (
        insert_into(dialect, InboxRow)
        .on_conflict_do_nothing(index_elements=["update_id"])
        .returning(inbox.c.update_id, inbox.c.id)
    )


async def waiting(session: AsyncSession, *, after: int = 0, limit: int = 500) -> list[Kept]:
    """Updates not handled yet, oldest first, behind the row `after`."""
    statement = _NEW.where(inbox.c.id > after).limit(limit)
    return [Kept(*row) for row in await session.execute(statement)]


async def still_new(session: AsyncSession, rows: Sequence[int]) -> list[Kept]:
    """Which of these rows have not been handled yet, oldest first."""
    statement = _NEW.where(among_given(inbox.c.id, "rows"))
    return [Kept(*row) for row in await session.execute(statement, {"rows": rows})]


async def mark_done(session: AsyncSession, rows: Sequence[int], *, at: datetime) -> None:
    """Remember that these need not be handled again."""
    await session.execute(_DONE, {"rows": rows, "at": at})


async def quarantine(
    session: AsyncSession, row: int, *, error: str, attempts: int, at: datetime
) -> None:
    """Put one update aside for a person to look at; it is not handled again."""
    await session.execute(
        update(inbox)
        .where(inbox.c.id == row)
        .values(state="quarantined", error=error[:ERROR_LENGTH], attempts=attempts, done_at=at)
    )


async def purge(session: AsyncSession, *, before: datetime, zone: tzinfo = UTC) -> int:
    """Delete some of what was settled before an instant; returns how many, 0 when all are gone.

    How much each chat said on which day of `zone` is kept. Keys must not be kept for ever:
    after a quiet week Telegram starts update_ids anew, at random, and an old row would
    swallow a new update.
    """
    settled = (
        select(inbox.c.id)
        .where(inbox.c.state == "done", inbox.c.done_at < before)
        .limit(PURGE_STEP)
    )
    deleted = delete(inbox).where(inbox.c.id.in_(settled)).returning(*traffic.TOLD)
    rows = (await session.execute(deleted)).all()
    await traffic.take_over(session, rows, zone=zone)
    return len(rows)


async def backlog(session: AsyncSession) -> Backlog:
    """What waits, and what was put aside."""
    statement = (
        select(inbox.c.state, func.count(), func.min(inbox.c.received_at))
        .where(inbox.c.state.in_(["new", "quarantined"]))
        .group_by(inbox.c.state)
    )
    found = {state: (number, since) for state, number, since in await session.execute(statement)}
    number, oldest = found.get("new", (0, None))
    return Backlog(
        waiting=number, oldest=oldest, quarantined=found.get("quarantined", (0, None))[0]
    )
