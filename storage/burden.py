"""What people were sent and asked, and when they answered: what a week was for them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Answer
from storage.lists import among
from storage.models.base import core
from storage.models.chats import QuestionRow
from storage.models.figures import RevisionRow
from storage.models.pushes import DeliveryRow, PushRow

delivery = core(DeliveryRow)
push = core(PushRow)
question = core(QuestionRow)
revision = core(RevisionRow)

Moments = list[tuple[str, datetime]]
"""People, each with an instant at which something happened to them."""


async def received(
    session: AsyncSession, people: Collection[str], *, since: datetime, until: datetime
) -> Moments:
    """Every message that reached one of these people unasked between two instants."""
    rows = await session.execute(
        select(delivery.c.person, delivery.c.settled_at).where(
            among(delivery.c.person, people),
            delivery.c.settled_at >= since,
            delivery.c.settled_at < until,
            delivery.c.state == "sent",
        )
    )
    return [(person, at) for person, at in rows]


async def questions(session: AsyncSession, *, since: datetime, until: datetime) -> Moments:
    """Every doubt that was put to somebody about a number typed between two instants."""
    rows = await session.execute(
        select(question.c.typed_by, question.c.reported_at).where(
            question.c.reported_at >= since, question.c.reported_at < until
        )
    )
    return [(person, at) for person, at in rows]


async def prompted(session: AsyncSession, period: str) -> dict[str, datetime]:
    """When each person was asked for the numbers of a period."""
    rows = await session.execute(
        select(delivery.c.person, func.min(delivery.c.settled_at))
        .join_from(push, delivery, delivery.c.push == push.c.id)
        .where(push.c.kind == "prompt", push.c.period == period, delivery.c.state == "sent")
        .where(delivery.c.person.is_not(None))
        .group_by(delivery.c.person)
    )
    return dict(rows.all())


async def first_answers(
    session: AsyncSession, period: str, assignments: Collection[int]
) -> dict[int, datetime]:
    """When each number of a period was first answered."""
    rows = await session.execute(
        select(revision.c.assignment, func.min(revision.c.reported_at))
        .where(among(revision.c.assignment, assignments), revision.c.period == period)
        .where(revision.c.answer != Answer.WITHDRAWN.value)
        .group_by(revision.c.assignment)
    )
    return dict(rows.all())
