"""The bot's own messages, and what each is about."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.lists import among
from storage.models import PostRow, core
from storage.upserts import upsert

post = core(PostRow)


@dataclass(frozen=True, slots=True)
class Post:
    """One message of the bot. `kind` is card, echo, question or ask."""

    chat_id: int
    message_id: int
    kind: str
    period: str
    assignment: int | None
    sent_at: datetime


async def remember(session: AsyncSession, subjects: Mapping[Place, Post], *, at: datetime) -> None:
    """Keep what messages are about; the last word wins when a message was edited."""
    rows = [
        {
            "chat_id": place[0],
            "message_id": place[1],
            "kind": subject.kind,
            "period": subject.period,
            "assignment": subject.assignment,
            "sent_at": at,
        }
        for place, subject in subjects.items()
    ]
    await upsert(session, PostRow, rows, key=("chat_id", "message_id"))


async def find(session: AsyncSession, chat_id: int, message_id: int) -> Post | None:
    """What the message with this id is about."""
    return (await find_all(session, [(chat_id, message_id)])).get((chat_id, message_id))


async def find_all(
    session: AsyncSession, messages: Collection[tuple[int, int]]
) -> dict[tuple[int, int], Post]:
    """What many messages, each a chat and a message id, are about: one query."""
    rows = await session.execute(
        _posts().where(
            among(post.c.chat_id, {chat_id for chat_id, _ in messages}),
            among(post.c.message_id, {message_id for _, message_id in messages}),
        )
    )
    found = (Post(*row) for row in rows)
    return {key: one for one in found if (key := (one.chat_id, one.message_id)) in messages}


async def latest(session: AsyncSession, chat_id: int, *, kind: str, period: str) -> Post | None:
    """The last message of a kind about a period in a chat."""
    rows = await session.execute(
        _posts()
        .where(post.c.chat_id == chat_id, post.c.kind == kind, post.c.period == period)
        .order_by(post.c.message_id.desc())
        .limit(1)
    )
    row = rows.first()
    return None if row is None else Post(*row)


def _posts() -> Select[int, int, str, str, int | None, datetime]:
    own = post.c
    return select(own.chat_id, own.message_id, own.kind, own.period, own.assignment, own.sent_at)
