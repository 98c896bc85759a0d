"""Numbers given to another person for good: asked for, decided, and when each changed hands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.people import Role
from domain.roster_draft import Holder, Key
from storage.entries import Origin
from storage.keeping import Noun, keep
from storage.lists import among
from storage.models.base import core
from storage.models.chats import QuestionRow
from storage.models.deputies import HandedRow, HandoverRow
from storage.models.roster import AssignmentRow, PersonRow
from storage.roster import bump

handover = core(HandoverRow)
handed = core(HandedRow)
assignment = core(AssignmentRow)
person = core(PersonRow)
question = core(QuestionRow)

_OWN = ("id", "person", "successor", "asked_by", "asked_at", "state", "decided_by", "decided_at")


@dataclass(frozen=True, slots=True)
class Handover:
    """Assignments that go, went or were to go from one person to another."""

    id: int
    person: str
    successor: str
    asked_by: str
    asked_at: datetime
    state: str
    decided_by: str | None
    decided_at: datetime | None
    assignments: tuple[int, ...] = ()
    handed: tuple[int, ...] = ()


async def put(
    session: AsyncSession,
    *,
    person: str,
    successor: str,
    assignments: Collection[int],
    by: str,
    at: datetime,
    origin: Origin,
) -> int:
    """Keep a draft and return its number."""
    made = await session.execute(
        insert(handover)
        .values(
            person=person,
            successor=successor,
            asked_by=by,
            asked_at=at,
            chat_id=origin.chat_id,
            message_id=origin.message_id,
            edited_at=origin.edited_at,
            state="draft",
        )
        .returning(handover.c.id)
    )
    number = int(made.scalar_one())
    await session.execute(
        insert(handed), [{"handover": number, "assignment": own} for own in assignments]
    )
    return number


async def get(session: AsyncSession, number: int) -> Handover | None:
    """One handover, whatever its state."""
    row = (await session.execute(_select().where(handover.c.id == number))).first()
    return None if row is None else await _whole(session, row)


async def of_message(session: AsyncSession, origin: Origin) -> Handover | None:
    """What this message or press led to when it was first handled."""
    rows = await session.execute(
        _select().where(
            handover.c.chat_id == origin.chat_id,
            handover.c.message_id == origin.message_id,
            handover.c.edited_at == origin.edited_at,
        )
    )
    row = rows.first()
    return None if row is None else await _whole(session, row)


async def move(
    session: AsyncSession, number: int, *, before: str, state: str, by: str, at: datetime
) -> bool:
    """Bring it from one state to the next; False if somebody was faster."""
    values: dict[str, Any] = {"state": state}
    if state != "open":
        values |= {"decided_by": by, "decided_at": at}
    done = await session.execute(
        update(handover)
        .where(handover.c.id == number, handover.c.state == before)
        .values(**values)
        .returning(handover.c.id)
    )
    return done.first() is not None


async def carry_out(session: AsyncSession, own: Handover, *, at: datetime) -> tuple[int, ...]:
    """Let its assignments change hands; those the person no longer owes stay where they are.

    A successor who was the AB角 is so no longer, and is a cadre from now on. Returns the
    assignments that changed hands.
    """
    mine = assignment.c
    moved = await session.execute(
        update(assignment)
        .where(among(mine.id, own.assignments), mine.person == own.person)
        .where(mine.retired_at.is_(None))
        .values(person=own.successor)
        .returning(mine.id)
    )
    numbers = tuple(moved.scalars().all())
    if not numbers:
        return ()
    await session.execute(
        update(assignment)
        .where(among(mine.id, numbers), mine.deputy == own.successor)
        .values(deputy=None)
    )
    await session.execute(
        update(handed)
        .where(handed.c.handover == own.id, among(handed.c.assignment, numbers))
        .values(handed_at=at)
    )
    await _let_write(session, own.successor)
    await bump(session)
    await keep(session, Noun.PERSON, Noun.ASSIGNMENT, at=at)
    return numbers


async def _let_write(session: AsyncSession, code: str) -> None:
    roles = (
        await session.execute(select(person.c.roles).where(person.c.code == code))
    ).scalar_one()
    if Role.CADRE.value not in roles.split(","):
        await session.execute(
            update(person).where(person.c.code == code).values(roles=f"{Role.CADRE.value},{roles}")
        )


async def holders(session: AsyncSession) -> dict[Key, Holder]:
    """Who holds each assignment that a handover moved last, if it was not moved since."""
    rows = await session.execute(
        select(
            assignment.c.unit,
            assignment.c.indicator,
            assignment.c.project,
            assignment.c.person,
            handover.c.person,
            handover.c.successor,
            handed.c.handed_at,
        )
        .join_from(handed, handover, handover.c.id == handed.c.handover)
        .join(assignment, assignment.c.id == handed.c.assignment)
        .where(handed.c.handed_at.is_not(None))
        .order_by(handed.c.handed_at, handover.c.id)
    )
    found: dict[Key, Holder] = {}
    for unit, indicator, project, holds, giver, taker, at in rows:
        key = (unit, indicator, project)
        earlier = found[key].before if key in found else frozenset()
        found[key] = Holder(taker if taker == holds else "", earlier | {giver}, at)
    return {key: holder for key, holder in found.items() if holder.person}


async def questions_about(session: AsyncSession, assignments: Collection[int]) -> tuple[int, ...]:
    """The questions about these assignments that wait for a tap, in any chat."""
    rows = await session.execute(
        select(question.c.id)
        .where(among(question.c.assignment, assignments), question.c.state == "open")
        .order_by(question.c.id)
    )
    return tuple(rows.scalars().all())


def _select() -> Select[*tuple[Any, ...]]:
    return select(*(handover.c[name] for name in _OWN))


async def _whole(session: AsyncSession, row: Any) -> Handover:
    found = await session.execute(
        select(handed.c.assignment, handed.c.handed_at)
        .where(handed.c.handover == row.id)
        .order_by(handed.c.assignment)
    )
    parts = found.all()
    own = tuple(number for number, _ in parts)
    moved = tuple(number for number, at in parts if at is not None)
    facts = {name: getattr(row, name) for name in _OWN}
    return Handover(**facts, assignments=own, handed=moved)
