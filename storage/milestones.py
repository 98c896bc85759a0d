"""Milestones: what was said about them, who was asked, and what a chat is asked to write."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.milestones import Report, Said, State, state_of
from domain.roster import Milestone
from storage.entries import Origin
from storage.lists import among
from storage.models.base import core
from storage.models.milestones import (
    MilestoneDialogRow,
    MilestoneQuestionRow,
    MilestoneReportRow,
)
from storage.upserts import insert_once, upsert

report = core(MilestoneReportRow)
question = core(MilestoneQuestionRow)
dialog = core(MilestoneDialogRow)

_COLUMNS = ("milestone", "number", "said", "planned", "day", "reason", "person", "reported_at")
_SELECT = select(*(report.c[name] for name in _COLUMNS)).order_by(
    report.c.milestone, report.c.number
)


@dataclass(frozen=True, slots=True)
class Dialog:
    """What a chat is asked to write: a new `day`, `why` for the day chosen, or when it was `done`.

    `message_id` is the message that asks.
    """

    milestone: int
    message_id: int
    step: str
    day: date | None
    asked_at: datetime


async def states(
    session: AsyncSession, milestones: Collection[Milestone], *, as_of: datetime | None = None
) -> tuple[State, ...]:
    """How these stand, or were known to stand at an instant, in their order."""
    statement = _SELECT.where(among(report.c.milestone, [one.id for one in milestones]))
    if as_of is not None:
        statement = statement.where(report.c.reported_at <= as_of)
    rows = await session.execute(statement)
    told: dict[int, list[Report]] = {}
    for one in map(_report, rows):
        told.setdefault(one.milestone, []).append(one)
    return tuple(state_of(one, told.get(one.id, ())) for one in milestones)


async def state(session: AsyncSession, milestone: Milestone) -> State:
    """How one stands."""
    return (await states(session, [milestone]))[0]


async def said_by(session: AsyncSession, origin: Origin) -> Report | None:
    """What this message or press said when it was first handled."""
    own = report.c
    rows = await session.execute(
        _SELECT.where(own.chat_id == origin.chat_id, own.message_id == origin.message_id).where(
            own.edited_at == origin.edited_at
        )
    )
    row = rows.first()
    return None if row is None else _report(row)


async def append(session: AsyncSession, made: Report, *, origin: Origin) -> None:
    """Put a statement on record, once for each message or press.

    When another transaction was faster with the same milestone, this raises IntegrityError:
    run it through `Database.write`.
    """
    row = {name: getattr(made, name) for name in _COLUMNS} | {"said": made.said.value}
    row |= {"chat_id": origin.chat_id, "message_id": origin.message_id}
    await session.execute(insert(report).values(**row, edited_at=origin.edited_at))


async def ask_once(
    session: AsyncSession, state: State, *, person: str, push: str, at: datetime
) -> bool:
    """Note that somebody is asked about a milestone; False if it was asked for this day before."""
    row = {
        "milestone": state.milestone.id,
        "expected": state.expected,
        "person": person,
        "push": push,
        "asked_at": at,
    }
    return await insert_once(session, MilestoneQuestionRow, row, key=("milestone", "expected"))


async def asked_in(session: AsyncSession, push: str) -> dict[int, date]:
    """What one push asks about: milestones, and the day each was expected on."""
    rows = await session.execute(
        select(question.c.milestone, question.c.expected).where(question.c.push == push)
    )
    return {row.milestone: row.expected for row in rows}


async def dialog_of(session: AsyncSession, chat_id: int) -> Dialog | None:
    """What a chat is asked to write about a milestone, if anything."""
    own = dialog.c
    rows = await session.execute(
        select(own.milestone, own.message_id, own.step, own.day, own.asked_at).where(
            own.chat_id == chat_id
        )
    )
    row = rows.first()
    return None if row is None else Dialog(*row)


async def lead(session: AsyncSession, chat_id: int, asked: Dialog | None) -> None:
    """Set what a chat is asked to write; None ends it."""
    if asked is None:
        await session.execute(delete(dialog).where(dialog.c.chat_id == chat_id))
        return
    row = {name: getattr(asked, name) for name in Dialog.__slots__}
    await upsert(session, MilestoneDialogRow, [{"chat_id": chat_id, **row}], key=("chat_id",))


def _report(row: Any) -> Report:
    facts = dict(zip(_COLUMNS, row, strict=True))
    return Report(**facts | {"said": Said(facts["said"])})
