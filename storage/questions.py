"""Numbers in doubt, waiting for one tap."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.lists import among, pairs_given
from storage.models.base import core
from storage.models.chats import QuestionRow
from storage.origins import Place

question = core(QuestionRow)

FOR_ANY = "which_item"
"""The reason of a question about a number that fits several items."""

_COLUMNS = (
    "id",
    "chat_id",
    "message_id",
    "edited_at",
    "typed_by",
    "assignment",
    "period",
    "choices",
    "reason",
    "note",
    "reported_at",
    "state",
)


_SELECT = select(*(question.c[name] for name in _COLUMNS))
_OF_MESSAGES = _SELECT.where(
    pairs_given(question.c.chat_id, question.c.message_id, "places")
).order_by(question.c.id)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was put. `choices` and `reason` are plain JSON, in the asker's form."""

    chat_id: int
    message_id: int
    edited_at: int
    typed_by: str
    assignment: int
    period: str
    choices: Sequence[dict[str, Any]]
    reason: dict[str, Any]
    note: str | None
    reported_at: datetime
    state: str = "open"
    id: int = 0

    @property
    def place(self) -> Place:
        """The chat and message the number was typed in."""
        return self.chat_id, self.message_id


async def put(session: AsyncSession, asked: Sequence[Question]) -> list[int]:
    """Store questions and return their ids in order; older open ones of an item are dropped."""
    if not asked:
        return []
    for one in asked:
        if one.reason["kind"] == FOR_ANY:
            continue
        await drop(session, chat_id=one.chat_id, assignments=[one.assignment])
    ids: list[int] = []
    for one in asked:
        made = await session.execute(
            insert(question)
            .values(**{name: getattr(one, name) for name in _COLUMNS if name != "id"})
            .returning(question.c.id)
        )
        ids.append(made.scalar_one())
    return ids


async def get(session: AsyncSession, question_id: int) -> Question | None:
    """One question, whatever its state."""
    rows = await session.execute(_SELECT.where(question.c.id == question_id))
    row = rows.first()
    return _question(row) if row else None


async def of_messages(
    session: AsyncSession, places: Collection[Place]
) -> dict[Place, tuple[Question, ...]]:
    """Every question these messages gave rise to, in the order put."""
    rows = await session.execute(_OF_MESSAGES, {"places": set(places)})
    found: dict[Place, list[Question]] = {}
    for one in map(_question, rows):
        found.setdefault(one.place, []).append(one)
    return {place: tuple(own) for place, own in found.items()}


async def open_in(session: AsyncSession, chat_id: int) -> list[Question]:
    """The questions of a chat that wait for a tap, the newest first."""
    waiting = _SELECT.where(question.c.chat_id == chat_id, question.c.state == "open")
    rows = await session.execute(waiting.order_by(question.c.id.desc()))
    return [_question(row) for row in rows]


async def answer(session: AsyncSession, question_id: int, *, at: datetime) -> bool:
    """Close an open question; False if it was closed before."""
    done = await session.execute(
        update(question)
        .where(question.c.id == question_id, question.c.state == "open")
        .values(state="answered", answered_at=at)
        .returning(question.c.id)
    )
    return done.first() is not None


async def drop(session: AsyncSession, *, chat_id: int, assignments: Collection[int]) -> None:
    """Close open questions about items that were answered in another way.

    A number for any of several items is filed under the first of them and says nothing about
    it, so it stays open.
    """
    await session.execute(
        update(question)
        .where(
            question.c.chat_id == chat_id,
            question.c.state == "open",
            among(question.c.assignment, assignments),
            question.c.reason["kind"].as_string() != FOR_ANY,
        )
        .values(state="dropped")
    )


async def withdraw(session: AsyncSession, question_id: int) -> None:
    """Close one open question that is not to be answered any more."""
    await session.execute(
        update(question)
        .where(question.c.id == question_id, question.c.state == "open")
        .values(state="dropped")
    )


def _question(row: Any) -> Question:
    return Question(**dict(zip(_COLUMNS, row, strict=True)))
