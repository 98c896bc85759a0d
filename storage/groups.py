"""Bound leadership groups, and what moves along when Telegram changes a group's id."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.audience import ALL, SUMMARIES, Summaries
from domain.periods import PeriodKind
from storage.models.base import core
from storage.models.chats import GroupRow, PostRow
from storage.models.pushes import DeliveryRow
from storage.upserts import upsert

group = core(GroupRow)
delivery = core(DeliveryRow)
post = core(PostRow)


@dataclass(frozen=True, slots=True)
class Group:
    """A group an admin has bound. `thread_id` is the forum topic it was bound in, if any."""

    chat_id: int
    title: str
    thread_id: int | None
    bound_by: str
    bound_at: datetime
    summaries: Summaries = ALL


async def bind(
    session: AsyncSession, chat_id: int, *, title: str, thread_id: int | None, by: str, at: datetime
) -> None:
    """Post summaries there from now on; binding again renews it, lost or not.

    Which ones stays as it was chosen; at first all.
    """
    row = {
        "chat_id": chat_id,
        "title": title,
        "thread_id": thread_id,
        "bound_by": by,
        "bound_at": at,
        "lost_at": None,
        "lost_why": None,
    }
    await upsert(session, GroupRow, [row], key=("chat_id",))


async def choose(session: AsyncSession, chat_id: int, summaries: Summaries) -> bool:
    """Send a group these summaries from now on; False if it is not bound."""
    kinds = " ".join(kind.value for kind in SUMMARIES if kind in summaries)
    chosen = await session.execute(
        update(group)
        .where(group.c.chat_id == chat_id, group.c.lost_at.is_(None))
        .values(summaries=kinds)
        .returning(group.c.chat_id)
    )
    return chosen.first() is not None


async def unbind(session: AsyncSession, chat_id: int, *, at: datetime) -> bool:
    """Post nothing there any more, what is waiting included; False if it was not bound."""
    gone = await session.execute(
        delete(group).where(group.c.chat_id == chat_id).returning(group.c.chat_id)
    )
    await session.execute(
        update(delivery)
        .where(delivery.c.chat_id == chat_id, delivery.c.state == "pending")
        .values(state="skipped", settled_at=at, error="unbound")
    )
    return gone.first() is not None


async def mark_lost(session: AsyncSession, chat_id: int, *, at: datetime, why: str) -> bool:
    """The bot was removed or the group closed; True only the first time."""
    lost = await session.execute(
        update(group)
        .where(group.c.chat_id == chat_id, group.c.lost_at.is_(None))
        .values(lost_at=at, lost_why=why)
        .returning(group.c.chat_id)
    )
    return lost.first() is not None


async def is_bound(session: AsyncSession, chat_id: int) -> bool:
    """Whether an admin has bound this group and the bot has not lost it."""
    rows = await session.execute(
        select(group.c.chat_id).where(group.c.chat_id == chat_id, group.c.lost_at.is_(None))
    )
    return rows.first() is not None


async def bound(session: AsyncSession) -> tuple[Group, ...]:
    """Every bound group that is not lost, oldest first."""
    own = group.c
    rows = await session.execute(
        select(own.chat_id, own.title, own.thread_id, own.bound_by, own.bound_at, own.summaries)
        .where(own.lost_at.is_(None))
        .order_by(own.bound_at, own.chat_id)
    )
    return tuple(
        Group(
            row.chat_id,
            row.title,
            row.thread_id,
            row.bound_by,
            row.bound_at,
            frozenset(map(PeriodKind, row.summaries.split())),
        )
        for row in rows
    )


async def sent(session: AsyncSession, kind: PeriodKind) -> tuple[Group, ...]:
    """The bound groups that get the summaries of a rhythm, oldest first."""
    return tuple(one for one in await bound(session) if kind in one.summaries)


async def migrate(session: AsyncSession, old: int, new: int) -> bool:
    """Follow a group that became a supergroup, with its deliveries and posts.

    Telegram tells it twice, once from each side: False if there was nothing left to do.
    """
    if await _exists(session, new):
        moved = await session.execute(
            delete(group).where(group.c.chat_id == old).returning(group.c.chat_id)
        )
    else:
        # It moved, so the bot is in it, whatever was told of its leaving the old one.
        moved = await session.execute(
            update(group)
            .where(group.c.chat_id == old)
            .values(chat_id=new, lost_at=None, lost_why=None)
            .returning(group.c.chat_id)
        )
    changed = moved.first() is not None
    await _rename(session, delivery, "push", old=old, new=new)
    await _rename(session, post, "message_id", old=old, new=new)
    return changed


async def _exists(session: AsyncSession, chat_id: int) -> bool:
    rows = await session.execute(select(group.c.chat_id).where(group.c.chat_id == chat_id))
    return rows.first() is not None


async def _rename(session: AsyncSession, table: Table, other: str, *, old: int, new: int) -> None:
    """Give rows the new chat id, unless the new chat has its own with the same `other`."""
    taken = table.alias("taken")
    await session.execute(
        update(table)
        .where(
            table.c.chat_id == old,
            ~select(taken.c.chat_id)
            .where(taken.c.chat_id == new, taken.c[other] == table.c[other])
            .exists(),
        )
        .values(chat_id=new)
    )
