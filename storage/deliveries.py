"""Pushes on their way to each chat: claimed by one, settled each alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.lists import among
from storage.models.base import core
from storage.models.pushes import DeliveryRow, PushRow
from storage.pushes import Push, push_of

push = core(PushRow)
delivery = core(DeliveryRow)

ERROR_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Delivery:
    """One push on its way to one chat, claimed by this process until `leased_until`."""

    id: int
    push: Push
    chat_id: int
    person: str | None
    thread_id: int | None
    attempts: int
    leased_until: datetime


@dataclass(frozen=True, slots=True)
class Lag:
    """What should have left by now and since when, what leaves later, what is in doubt."""

    due: int
    oldest: datetime | None
    later: int
    uncertain: int


@dataclass(frozen=True, slots=True)
class Reclaimed:
    """What a dead process left half done: sent again, or in doubt."""

    again: int
    uncertain: int


async def claim(
    session: AsyncSession, *, now: datetime, lease: timedelta, limit: int
) -> list[Delivery]:
    """Take what is due, oldest first; nobody else takes it before the lease has run out."""
    due = (
        select(delivery.c.id)
        .where(delivery.c.state == "pending", delivery.c.not_before <= now, ~_waits_its_turn())
        .order_by(delivery.c.not_before, delivery.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        # PostgreSQL may look a plain subquery up once for each row, and take as many as there are.
        .cte("due")
        .prefix_with("MATERIALIZED")
    )
    taken = await session.execute(
        update(delivery)
        .where(delivery.c.id.in_(select(due.c.id)), delivery.c.state == "pending")
        .values(state="sending", leased_until=now + lease, attempts=delivery.c.attempts + 1)
        .returning(delivery.c.id)
    )
    ids = taken.scalars().all()
    return await _claimed(session, ids) if ids else []


def _waits_its_turn() -> ColumnElement[bool]:
    """Whether what goes before it into the same chat is still to be sent."""
    before, own = delivery.alias("before"), push.alias("own")
    return (
        select(before.c.id)
        .join_from(own, before, before.c.push == own.c.follows)
        .where(own.c.id == delivery.c.push, before.c.chat_id == delivery.c.chat_id)
        .where(before.c.state.in_(["pending", "sending"]))
        .exists()
    )


async def _claimed(session: AsyncSession, ids: Sequence[int]) -> list[Delivery]:
    own = delivery.c
    statement = (
        select(
            *push.c,
            own.id.label("delivery"),
            own.chat_id,
            own.person,
            own.thread_id,
            own.attempts,
            own.leased_until,
        )
        .join_from(delivery, push, own.push == push.c.id)
        .where(among(own.id, ids))
        .order_by(own.not_before, own.id)
    )
    return [
        Delivery(
            id=row.delivery,
            push=push_of(row),
            chat_id=row.chat_id,
            person=row.person,
            thread_id=row.thread_id,
            attempts=row.attempts,
            leased_until=row.leased_until,
        )
        for row in await session.execute(statement)
    ]


async def sent(
    session: AsyncSession, sending: Delivery, *, message_id: int | None, at: datetime
) -> bool:
    """It arrived."""
    return await _settle(session, sending, state="sent", message_id=message_id, settled_at=at)


async def skipped(session: AsyncSession, sending: Delivery, *, why: str, at: datetime) -> bool:
    """It is of no use any more."""
    return await _settle(session, sending, state="skipped", error=why, settled_at=at)


async def failed(session: AsyncSession, sending: Delivery, *, why: str, at: datetime) -> bool:
    """It cannot arrive, now or later, unless the chat comes back."""
    return await _settle(session, sending, state="failed", error=why, settled_at=at)


async def uncertain(session: AsyncSession, sending: Delivery, *, why: str, at: datetime) -> bool:
    """It may have arrived; a person decides whether to send it again."""
    return await _settle(session, sending, state="uncertain", error=why, settled_at=at)


async def postponed(
    session: AsyncSession, sending: Delivery, *, why: str, not_before: datetime
) -> bool:
    """It is tried again, not before an instant."""
    return await _settle(session, sending, state="pending", error=why, not_before=not_before)


async def waits(session: AsyncSession, sending: Delivery, *, until: datetime) -> bool:
    """It leaves at another time, and has not been tried yet."""
    attempts = sending.attempts - 1
    return await _settle(session, sending, state="pending", not_before=until, attempts=attempts)


async def _settle(session: AsyncSession, sending: Delivery, **values: Any) -> bool:
    """Write the outcome, unless the lease ran out and somebody else has taken the row since."""
    mine = and_(
        delivery.c.id == sending.id,
        delivery.c.state == "sending",
        delivery.c.leased_until == sending.leased_until,
    )
    if "error" in values:
        values["error"] = values["error"][:ERROR_LENGTH]
    return await _change(session, mine, leased_until=None, **values) == 1


async def address(session: AsyncSession, sending: Delivery) -> int:
    """The chat it goes to by now: a group may have changed its id meanwhile."""
    found = await session.execute(select(delivery.c.chat_id).where(delivery.c.id == sending.id))
    return int(found.scalar_one())


async def release(session: AsyncSession, begun: Sequence[Delivery]) -> int:
    """Give back what was claimed but not sent."""
    claimed = and_(among(delivery.c.id, [one.id for one in begun]), delivery.c.state == "sending")
    fewer = delivery.c.attempts - 1
    return await _change(session, claimed, state="pending", leased_until=None, attempts=fewer)


async def reclaim(
    session: AsyncSession,
    *,
    now: datetime,
    once: Collection[str],
    mine: Collection[int] = (),
    alone: bool = False,
) -> Reclaimed:
    """Settle what another process, now dead, was sending.

    Kinds in `once` become uncertain, the others are sent again. `mine` are the rows that this
    process is sending. Leases are respected, unless this process is `alone` with the database.
    """
    left = and_(delivery.c.state == "sending", ~among(delivery.c.id, mine))
    if not alone:
        left = and_(left, delivery.c.leased_until < now)
    kinds = select(push.c.id).where(among(push.c.kind, once))
    in_doubt = await _change(
        session,
        and_(left, delivery.c.push.in_(kinds)),
        state="uncertain",
        error="interrupted",
        leased_until=None,
        settled_at=now,
    )
    again = await _change(session, left, state="pending", not_before=now, leased_until=None)
    return Reclaimed(again=again, uncertain=in_doubt)


async def revive(session: AsyncSession, *, chat_id: int, since: datetime, now: datetime) -> int:
    """A chat is back: send what could not reach it since an instant."""
    lost = and_(
        delivery.c.chat_id == chat_id,
        delivery.c.state == "failed",
        delivery.c.settled_at >= since,
    )
    return await _change(session, lost, state="pending", not_before=now, settled_at=None)


async def readdress(session: AsyncSession, person: str, *, chat_id: int) -> int:
    """A person has another account: what waits for them goes there."""
    other = delivery.alias("other")
    waiting = and_(
        delivery.c.person == person,
        delivery.c.state == "pending",
        ~select(other.c.id)
        .where(other.c.push == delivery.c.push, other.c.chat_id == chat_id)
        .exists(),
    )
    return await _change(session, waiting, chat_id=chat_id)


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next pending delivery may leave; None when nothing is pending."""
    earliest = select(func.min(delivery.c.not_before)).where(delivery.c.state == "pending")
    found: datetime | None = (await session.execute(earliest)).scalar_one()
    return found


async def lag(session: AsyncSession, *, now: datetime) -> Lag:
    """How far sending is behind."""
    is_due = delivery.c.not_before <= now
    statement = (
        select(delivery.c.state, is_due, func.count(), func.min(delivery.c.not_before))
        .where(delivery.c.state.in_(["pending", "uncertain"]))
        .group_by(delivery.c.state, is_due)
    )
    due = later = doubtful = 0
    oldest: datetime | None = None
    for state, was_due, number, since in await session.execute(statement):
        if state == "uncertain":
            doubtful += number
        elif was_due:
            due, oldest = number, since
        else:
            later = number
    return Lag(due=due, oldest=oldest, later=later, uncertain=doubtful)


async def _change(session: AsyncSession, which: ColumnElement[bool], **values: Any) -> int:
    statement = update(delivery).where(which).values(**values).returning(delivery.c.id)
    return len((await session.execute(statement)).all())
