"""Private copies that people wish for."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.subscriptions import Subscription, Topic
from storage.models.base import core
from storage.models.subscriptions import SubscriptionRow
from storage.upserts import insert_once

subscription = core(SubscriptionRow)


async def of_person(session: AsyncSession, person: str) -> frozenset[Subscription]:
    """Everything one person wishes for."""
    rows = await session.execute(
        select(subscription.c.topic, subscription.c.subject).where(subscription.c.person == person)
    )
    return frozenset(Subscription(person, Topic(topic), subject) for topic, subject in rows)


async def of_topics(session: AsyncSession, topics: Collection[Topic]) -> tuple[Subscription, ...]:
    """Everybody's wishes of these topics, by topic, subject and person."""
    found = subscription.c
    rows = await session.execute(
        select(found.person, found.topic, found.subject)
        .where(found.topic.in_([topic.value for topic in topics]))
        .order_by(found.topic, found.subject, found.person)
    )
    return tuple(Subscription(person, Topic(topic), subject) for person, topic, subject in rows)


async def add(session: AsyncSession, wish: Subscription, *, at: datetime) -> None:
    """Wish for something; once more changes nothing."""
    row = {"person": wish.person, "topic": wish.topic.value, "subject": wish.subject, "since": at}
    await insert_once(session, SubscriptionRow, row, key=("person", "topic", "subject"))


async def drop(session: AsyncSession, wish: Subscription) -> None:
    """Wish for it no longer."""
    await session.execute(
        delete(subscription).where(
            subscription.c.person == wish.person,
            subscription.c.topic == wish.topic.value,
            subscription.c.subject == wish.subject,
        )
    )
