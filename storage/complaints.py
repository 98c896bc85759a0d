"""What people find too much: one tap, with words if any came, and the answer owed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.base import core
from storage.models.burden import ComplaintRow
from storage.models.pushes import DeliveryRow, PushRow
from storage.upserts import insert_once

KIND, ANSWER = "complaint", "complaint_answer"

complaint = core(ComplaintRow)
push = core(PushRow)
delivery = core(DeliveryRow)

_COLUMNS = ("id", "person", "chat_id", "made_at", "words", "answered_by")
_SELECT = select(*(complaint.c[name] for name in _COLUMNS))


@dataclass(frozen=True, slots=True)
class Tap:
    """The tap a complaint was made with."""

    chat_id: int
    message_id: int
    update_id: int


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint as it stands."""

    id: int
    person: str
    chat_id: int
    made_at: datetime
    words: str | None = None
    answered_by: str | None = None


async def put(session: AsyncSession, tap: Tap, *, person: str, at: datetime) -> Complaint:
    """Keep a complaint; the same tap again is the same complaint."""
    key = {"chat_id": tap.chat_id, "message_id": tap.message_id, "update_id": tap.update_id}
    await insert_once(
        session, ComplaintRow, {**key, "person": person, "made_at": at}, key=tuple(key)
    )
    rows = await session.execute(_SELECT.where(*(complaint.c[n] == v for n, v in key.items())))
    return Complaint(*rows.one())


async def get(session: AsyncSession, number: int) -> Complaint | None:
    """One complaint."""
    row = (await session.execute(_SELECT.where(complaint.c.id == number))).first()
    return Complaint(*row) if row else None


async def open_of(session: AsyncSession, person: str, *, since: datetime) -> Complaint | None:
    """A person's newest complaint since an instant that nobody has answered."""
    rows = await session.execute(
        _SELECT.where(complaint.c.person == person, complaint.c.made_at >= since)
        .where(complaint.c.answered_by.is_(None))
        .order_by(complaint.c.id.desc())
        .limit(1)
    )
    row = rows.first()
    return Complaint(*row) if row else None


async def ask_in(session: AsyncSession, number: int, *, message_id: int) -> None:
    """Note which message of ours words may be a reply to."""
    await session.execute(
        update(complaint).where(complaint.c.id == number).values(asked_in=message_id)
    )


async def asked_in(session: AsyncSession, person: str, message_id: int) -> Complaint | None:
    """The complaint whose author was offered to write more in this message."""
    rows = await session.execute(
        _SELECT.where(complaint.c.person == person, complaint.c.asked_in == message_id)
    )
    row = rows.first()
    return Complaint(*row) if row else None


async def told_in(session: AsyncSession, chat_id: int, message_id: int) -> Complaint | None:
    """The complaint that an admin was told of in this message."""
    rows = await session.execute(
        select(push.c.facts)
        .join_from(push, delivery, delivery.c.push == push.c.id)
        .where(push.c.kind == KIND)
        .where(delivery.c.chat_id == chat_id, delivery.c.message_id == message_id)
    )
    facts = rows.scalars().first()
    return await get(session, int(facts["complaint"])) if facts else None


async def say(session: AsyncSession, number: int, words: str) -> None:
    """Put words to a complaint."""
    await session.execute(update(complaint).where(complaint.c.id == number).values(words=words))


async def answer(session: AsyncSession, number: int, *, by: str, at: datetime) -> None:
    """Note who answered first."""
    await session.execute(
        update(complaint)
        .where(complaint.c.id == number, complaint.c.answered_by.is_(None))
        .values(answered_by=by, answered_at=at)
    )


async def has_left(session: AsyncSession, number: int) -> bool:
    """Whether any admin was told by now, or is being told."""
    rows = await session.execute(
        select(delivery.c.id)
        .join_from(delivery, push, delivery.c.push == push.c.id)
        .where(push.c.key == f"{KIND}/{number}", delivery.c.state != "pending")
        .limit(1)
    )
    return rows.first() is not None


async def count(session: AsyncSession, *, since: datetime, until: datetime) -> tuple[int, int]:
    """How many complaints were made between two instants, and how many nobody has answered."""
    rows = await session.execute(
        select(complaint.c.answered_by).where(
            complaint.c.made_at >= since, complaint.c.made_at < until
        )
    )
    answers = rows.scalars().all()
    return len(answers), sum(by is None for by in answers)
