"""What the bot's own messages are about, so that a reply or a press finds its item."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.lists import among, pairs_given
from storage.models.base import core
from storage.models.chats import PostRow
from storage.origins import Place
from storage.upserts import upsert

post = core(PostRow)

_FIND = select(
    post.c.chat_id, post.c.message_id, post.c.kind, post.c.period, post.c.assignment
).where(pairs_given(post.c.chat_id, post.c.message_id, "places"))


@dataclass(frozen=True, slots=True)
class Post:
    """The subject of one message: a card, an echo, a question or one item asked alone."""

    kind: str
    period: str
    assignment: int | None = None


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


async def find(session: AsyncSession, places: Collection[Place]) -> dict[Place, Post]:
    """What these messages are about; those of nobody's interest are left out."""
    if not places:
        return {}
    rows = await session.execute(_FIND, {"places": set(places)})
    return {
        (chat, message): Post(kind, period, assignment)
        for chat, message, kind, period, assignment in rows
    }


async def cards_before(
    session: AsyncSession, chat_id: int, period: str, *, message_id: int
) -> list[int]:
    """The cards of a period above a message that have not been folded, by their numbers."""
    rows = await session.execute(
        select(post.c.message_id)
        .where(post.c.chat_id == chat_id, post.c.message_id < message_id)
        .where(post.c.kind == "card", post.c.period == period)
        .order_by(post.c.message_id)
    )
    return list(rows.scalars())


async def fold(session: AsyncSession, chat_id: int, messages: Collection[int]) -> None:
    """Note that cards were folded; what they are about stays."""
    await session.execute(
        update(post)
        .where(post.c.chat_id == chat_id, among(post.c.message_id, messages))
        .values(kind="folded")
    )


async def purge(session: AsyncSession, *, before: datetime) -> None:
    """Forget messages older than anybody answers."""
    await session.execute(delete(post).where(post.c.sent_at < before))
