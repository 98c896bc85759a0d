"""What one person was sent unasked, and the reminders they put off."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.base import core
from storage.models.pushes import DeliveryRow, PushRow

SNOOZE = "snooze"
WISHED = (SNOOZE, "copy")
"""Kinds of messages that a person asked for."""

push = core(PushRow)
delivery = core(DeliveryRow)


async def sent_to(session: AsyncSession, person: str, *, since: datetime) -> int:
    """How many messages reached a person since an instant that they did not ask for."""
    statement = (
        select(func.count())
        .select_from(delivery)
        .join(push, delivery.c.push == push.c.id)
        .where(delivery.c.person == person, delivery.c.settled_at >= since)
        .where(delivery.c.state == "sent", push.c.kind.not_in(WISHED))
    )
    return int((await session.execute(statement)).scalar_one())


async def put_off_until(
    session: AsyncSession, person: str, period: str, *, now: datetime
) -> datetime | None:
    """When a person wanted to be reminded of a period again, if that is still to come."""
    statement = (
        select(func.max(delivery.c.not_before))
        .select_from(delivery)
        .join(push, delivery.c.push == push.c.id)
        .where(delivery.c.person == person, delivery.c.settled_at.is_(None))
        .where(push.c.kind == SNOOZE, push.c.period == period)
        .where(delivery.c.state == "pending", delivery.c.not_before > now)
    )
    found: datetime | None = (await session.execute(statement)).scalar_one()
    return found


async def drop_put_off(session: AsyncSession, person: str, period: str, *, at: datetime) -> None:
    """Forget what was put off before: another time was chosen."""
    of_period = select(push.c.id).where(push.c.kind == SNOOZE, push.c.period == period)
    await session.execute(
        update(delivery)
        .where(delivery.c.person == person, delivery.c.settled_at.is_(None))
        .where(delivery.c.state == "pending", delivery.c.push.in_(of_period))
        .values(state="skipped", error="put off again", settled_at=at)
    )
