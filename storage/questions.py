"""Numbers in doubt, each waiting for one tap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import QuestionRow, core
from storage.recording import Origin
from storage.upserts import insert_once

question = core(QuestionRow)

ORIGIN = ("chat_id", "message_id", "edited_at", "assignment")


class QuestionState(StrEnum):
    """Whether a question still waits."""

    OPEN = "open"
    ANSWERED = "answered"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Question:
    """A number in doubt. `choices` are what its buttons stand for, JSON values in order."""

    id: int
    origin: Origin
    typed_by: str
    assignment: int
    period: str
    choices: tuple[Any, ...]
    reason: Mapping[str, Any]
    note: str | None
    reported_at: datetime
    state: QuestionState


async def ask(
    session: AsyncSession,
    *,
    origin: Origin,
    typed_by: str,
    assignment: int,
    period: str,
    choices: Sequence[Any],
    reason: Mapping[str, Any],
    note: str | None,
    reported_at: datetime,
) -> Question:
    """Keep the question; a replayed message finds the one it asked before, in its state."""
    row = {
        "chat_id": origin.chat_id,
        "message_id": origin.message_id,
        "edited_at": origin.edited_at,
        "typed_by": typed_by,
        "assignment": assignment,
        "period": period,
        "choices": list(choices),
        "reason": dict(reason),
        "note": note,
        "reported_at": reported_at,
        "state": QuestionState.OPEN.value,
        "answered_at": None,
    }
    await insert_once(session, QuestionRow, row, key=ORIGIN)
    where = [question.c[name] == row[name] for name in ORIGIN]
    found = await session.execute(select(question).where(*where))
    return _question(found.one())


async def find(session: AsyncSession, question_id: int) -> Question | None:
    """The question with this id, whatever its state."""
    rows = await session.execute(select(question).where(question.c.id == question_id))
    row = rows.first()
    return None if row is None else _question(row)


async def waiting(session: AsyncSession, chat_id: int) -> tuple[Question, ...]:
    """The open questions of a chat, oldest first."""
    rows = await session.execute(
        select(question)
        .where(question.c.chat_id == chat_id, question.c.state == QuestionState.OPEN.value)
        .order_by(question.c.id)
    )
    return tuple(map(_question, rows))


async def answer(session: AsyncSession, question_id: int, *, at: datetime) -> Question | None:
    """Close an open question for whoever answers first; None if it no longer waits."""
    closed = await _close(
        session, question.c.id == question_id, state=QuestionState.ANSWERED, at=at
    )
    return closed[0] if closed else None


async def drop(
    session: AsyncSession, chat_id: int, *, assignment: int, period: str, at: datetime
) -> tuple[Question, ...]:
    """Close the open questions about an item that has since been answered another way."""
    about = (
        (question.c.chat_id == chat_id)
        & (question.c.assignment == assignment)
        & (question.c.period == period)
    )
    return await _close(session, about, state=QuestionState.DROPPED, at=at)


async def _close(
    session: AsyncSession, where: ColumnElement[bool], *, state: QuestionState, at: datetime
) -> tuple[Question, ...]:
    rows = await session.execute(
        update(question)
        .where(where, question.c.state == QuestionState.OPEN.value)
        .values(state=state.value, answered_at=at)
        .returning(question)
    )
    return tuple(map(_question, rows))


def _question(row: Row[Any]) -> Question:
    return Question(
        id=row.id,
        origin=Origin(row.chat_id, row.message_id, row.edited_at),
        typed_by=row.typed_by,
        assignment=row.assignment,
        period=row.period,
        choices=tuple(row.choices),
        reason=row.reason,
        note=row.note,
        reported_at=row.reported_at,
        state=QuestionState(row.state),
    )
