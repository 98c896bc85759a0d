"""Notices that wait together: those to come join the first that has not left yet."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.base import core
from storage.models.pushes import DeliveryRow, PushRow
from storage.upserts import insert_once

KIND = "notice"

push = core(PushRow)
delivery = core(DeliveryRow)


async def last_left(session: AsyncSession, *, since: datetime, now: datetime) -> datetime | None:
    """When the last notice left in a span of time."""
    statement = (
        select(func.max(delivery.c.not_before))
        .join_from(delivery, push, delivery.c.push == push.c.id)
        .where(push.c.kind == KIND, push.c.created_at >= since)
        .where(delivery.c.not_before > since, delivery.c.not_before <= now)
    )
    found: datetime | None = (await session.execute(statement)).scalar_one()
    return found


async def held(session: AsyncSession, *, now: datetime) -> int | None:
    """A notice that leaves later and has reached nobody; nobody takes it while this lasts."""
    waiting = (
        select(delivery.c.push)
        .where(delivery.c.state == "pending", delivery.c.not_before > now)
        .where(delivery.c.push.in_(select(push.c.id).where(push.c.kind == KIND)))
        .order_by(delivery.c.push)
        .with_for_update()
    )
    for number in (await session.execute(waiting)).scalars():
        others = select(func.count()).where(
            delivery.c.push == number, delivery.c.state != "pending"
        )
        if (await session.execute(others)).scalar_one() == 0:
            return int(number)
    return None


async def join(
    session: AsyncSession, carrier: int, key: str, facts: Mapping[str, Any], *, at: datetime
) -> bool:
    """Say one thing more in a notice that waits; False if it was said before."""
    row = {"key": key, "kind": KIND, "period": None, "facts": dict(facts), "created_at": at}
    if not await insert_once(session, PushRow, row, key=("key",)):
        return False
    known = (await session.execute(select(push.c.facts).where(push.c.id == carrier))).scalar_one()
    more = [*known.get("more", []), dict(facts)]
    await session.execute(
        update(push).where(push.c.id == carrier).values(facts={**known, "more": more})
    )
    return True
