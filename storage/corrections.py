"""Numbers of locked periods that somebody asks to have put right, and what was decided."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Answer, Stage
from storage.entries import Origin, Slot
from storage.models.base import core
from storage.models.corrections import CorrectionRow

correction = core(CorrectionRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A correction as it was asked for. `value` is present only when `answer` is NUMBER.

    `revision` is the number of the revision that stood then; None if nothing had been said.
    `state` is open, granted, refused, or replaced by a newer request for the same number.
    """

    origin: Origin
    asked_by: str
    assignment: int
    period: str
    revision: int | None
    answer: Answer
    value: Decimal | None
    stage: Stage = Stage.REVISED
    estimate: bool = False
    odd: str | None = None
    reason: str
    asked_at: datetime
    state: str = "open"
    decided_by: str | None = None
    decided_at: datetime | None = None
    id: int = 0

    @property
    def slot(self) -> Slot:
        """The figure it is about."""
        return self.assignment, self.period


_COLUMNS = (
    "asked_by",
    "assignment",
    "period",
    "revision",
    "answer",
    "value",
    "stage",
    "estimate",
    "odd",
    "reason",
    "asked_at",
    "state",
    "decided_by",
    "decided_at",
)


async def put(session: AsyncSession, asked: Request) -> int:
    """Store a request and return its id; an open one for the same number is replaced."""
    await session.execute(
        update(correction)
        .where(
            correction.c.assignment == asked.assignment,
            correction.c.period == asked.period,
            correction.c.state == "open",
        )
        .values(state="replaced")
    )
    made = await session.execute(
        insert(correction)
        .values(
            chat_id=asked.origin.chat_id,
            message_id=asked.origin.message_id,
            **{name: getattr(asked, name) for name in _COLUMNS}
            | {"answer": asked.answer.value, "stage": asked.stage.value},
        )
        .returning(correction.c.id)
    )
    return int(made.scalar_one())


async def get(session: AsyncSession, request_id: int) -> Request | None:
    """One request, whatever its state."""
    rows = await session.execute(_select().where(correction.c.id == request_id))
    row = rows.first()
    return None if row is None else _request(row)


async def of_message(session: AsyncSession, origin: Origin) -> Request | None:
    """What this message asked for when it was first handled."""
    rows = await session.execute(
        _select().where(
            correction.c.chat_id == origin.chat_id, correction.c.message_id == origin.message_id
        )
    )
    row = rows.first()
    return None if row is None else _request(row)


async def decide(
    session: AsyncSession, request_id: int, *, granted: bool, by: str, at: datetime
) -> bool:
    """Close an open request with a decision; False if somebody was faster."""
    done = await session.execute(
        update(correction)
        .where(correction.c.id == request_id, correction.c.state == "open")
        .values(state="granted" if granted else "refused", decided_by=by, decided_at=at)
        .returning(correction.c.id)
    )
    return done.first() is not None


def _select() -> Select[*tuple[Any, ...]]:
    own = correction.c
    return select(own.id, own.chat_id, own.message_id, *(own[name] for name in _COLUMNS))


def _request(row: Any) -> Request:
    number, chat_id, message_id, *values = row
    facts = dict(zip(_COLUMNS, values, strict=True))
    facts["answer"] = Answer(facts["answer"])
    facts["stage"] = Stage(facts["stage"])
    return Request(id=number, origin=Origin(chat_id, message_id), **facts)
