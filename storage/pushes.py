"""What is to be sent, and to whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.base import core
from storage.models.pushes import DeliveryRow, PushRow
from storage.upserts import insert, insert_once

push = core(PushRow)
delivery = core(DeliveryRow)


@dataclass(frozen=True, slots=True)
class Addressee:
    """One chat that a push goes to; `thread_id` is the topic of a forum group."""

    chat_id: int
    person: str | None = None
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class Push:
    """Something to be sent. What it says is derived from `facts` only when it leaves.

    `follows` is the id of the push that goes before it into the same chat.
    """

    id: int
    key: str
    kind: str
    period: str | None
    facts: Mapping[str, Any] = field(default_factory=dict)
    follows: int | None = None

    @property
    def is_at_once(self) -> bool:
        """Whether somebody wished for it now: then no hour holds it back."""
        return bool(self.facts.get("at_once"))


async def queue(
    session: AsyncSession,
    *,
    key: str,
    kind: str,
    period: str | None,
    facts: Mapping[str, Any],
    chats: Sequence[Addressee],
    at: datetime,
    not_before: datetime | None = None,
    follows: Push | None = None,
) -> Push | None:
    """Queue a push to every chat once; None when all of it was queued before.

    `key` names the push for ever: asked for again it adds only chats that are new to it.
    Deliveries leave at `not_before`, by default at once; those of a push that `follows` another
    when the other has reached the chat, or is known not to.
    """
    row = {
        "key": key,
        "kind": kind,
        "period": period,
        "facts": dict(facts),
        "created_at": at,
        "follows": follows.id if follows else None,
    }
    is_new = await insert_once(session, PushRow, row, key=("key",))
    found = await session.execute(select(*push.c).where(push.c.key == key))
    queued = push_of(found.one())
    added = await _address(session, queued.id, chats, not_before=not_before or at)
    return queued if is_new or added else None


async def _address(
    session: AsyncSession, number: int, chats: Sequence[Addressee], *, not_before: datetime
) -> int:
    """One delivery per chat, unless it is there; returns how many were new."""
    rows = [
        {
            "push": number,
            "chat_id": chat.chat_id,
            "person": chat.person,
            "thread_id": chat.thread_id,
            "state": "pending",
            "attempts": 0,
            "not_before": not_before,
        }
        for chat in chats
    ]
    if not rows:
        return 0
    statement = (
        insert(session, DeliveryRow)
        .on_conflict_do_nothing(index_elements=["push", "chat_id"])
        .returning(delivery.c.id)
    )
    return len((await session.execute(statement, rows)).all())


async def find(session: AsyncSession, key: str) -> Push | None:
    """The push of this name, if it was ever queued."""
    row = (await session.execute(select(*push.c).where(push.c.key == key))).first()
    return push_of(row) if row else None


async def has_reached(session: AsyncSession, key: str, *, chat_id: int) -> bool:
    """Whether a push, by its key, was sent to a chat, as far as is known."""
    statement = (
        select(delivery.c.id)
        .join(push, push.c.id == delivery.c.push)
        .where(push.c.key == key, delivery.c.chat_id == chat_id)
        .where(delivery.c.state.in_(("sent", "uncertain")))
    )
    return (await session.execute(statement)).first() is not None


async def is_wished(session: AsyncSession, *, prefix: str, token: str) -> bool:
    """Whether a push whose key begins like this came of the wish that a token names."""
    begins = push.c.key.startswith(prefix, autoescape=True)
    found = (await session.execute(select(push.c.facts).where(begins))).scalars()
    return any(facts.get("token") == token for facts in found)


async def count(session: AsyncSession, *, prefix: str) -> int:
    """How many pushes have a key that begins like this."""
    begins = push.c.key.startswith(prefix, autoescape=True)
    return int((await session.execute(select(func.count()).where(begins))).scalar_one())


async def ends_of_all(session: AsyncSession) -> dict[str, dict[str, int]]:
    """How many deliveries of each push, by its key, are in each state."""
    statement = (
        select(push.c.key, delivery.c.state, func.count())
        .join_from(push, delivery, delivery.c.push == push.c.id)
        .group_by(push.c.key, delivery.c.state)
    )
    found: dict[str, dict[str, int]] = {}
    for key, state, many in await session.execute(statement):
        found.setdefault(key, {})[state] = many
    return found


def push_of(row: Row[*tuple[Any, ...]]) -> Push:
    """The push in a row that has its columns, whatever else it has."""
    return Push(row.id, row.key, row.kind, row.period, row.facts, row.follows)
