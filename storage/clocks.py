"""Clocks that went off: one row each, whoever is first."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.lists import among_given
from storage.models.base import core
from storage.models.pushes import ClockRow
from storage.models.roster import PersonRow
from storage.upserts import insert_once

clock = core(ClockRow)
person = core(PersonRow)

_CLOSED = select(clock.c.period, clock.c.fired_at).where(
    clock.c.kind == "lock", among_given(clock.c.period, "periods")
)

Fired = tuple[str, str, int]
"""Kind, period and number of a clock that went off."""


async def fire(
    session: AsyncSession,
    kind: str,
    period: str,
    *,
    number: int = 1,
    due_at: datetime,
    at: datetime,
    outcome: str,
) -> bool:
    """Note that the clock went off (fired, skipped, by_hand); False if it had done so already."""
    row = {
        "kind": str(kind),
        "period": period,
        "number": number,
        "due_at": due_at,
        "fired_at": at,
        "outcome": str(outcome),
    }
    return await insert_once(session, ClockRow, row, key=("kind", "period", "number"))


async def fired(session: AsyncSession, *, since: datetime) -> set[Fired]:
    """The clocks due at or after an instant that went off."""
    rows = await session.execute(
        select(clock.c.kind, clock.c.period, clock.c.number).where(clock.c.due_at >= since)
    )
    return {(kind, period, number) for kind, period, number in rows}


async def closed(
    session: AsyncSession, periods: Collection[str], *, as_of: datetime | None = None
) -> dict[str, datetime]:
    """Which of these periods were locked, and since when; an admin may lock one early.

    With `as_of`, those that were by then.
    """
    rows = await session.execute(_CLOSED, {"periods": periods})
    return {period: at for period, at in rows if as_of is None or at <= as_of}


async def last(session: AsyncSession, kind: str) -> datetime | None:
    """When a clock of a kind was due last, and was followed."""
    rows = await session.execute(
        select(func.max(clock.c.due_at)).where(clock.c.kind == kind, clock.c.outcome != "skipped")
    )
    found: datetime | None = rows.scalar_one()
    return found


async def first(session: AsyncSession, kind: str) -> datetime | None:
    """When a clock of a kind was due for the first time, followed or not."""
    rows = await session.execute(select(func.min(clock.c.due_at)).where(clock.c.kind == kind))
    found: datetime | None = rows.scalar_one()
    return found


async def began(session: AsyncSession) -> datetime | None:
    """When the first person joined: clocks before that are nobody's."""
    rows = await session.execute(select(func.min(person.c.joined_at)))
    earliest: datetime | None = rows.scalar_one()
    return earliest
