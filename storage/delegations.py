"""Who stands in for whom: asked for, in force, ended."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.deputies import Delegation
from storage.entries import Origin
from storage.lists import among
from storage.models.base import core
from storage.models.deputies import DelegationRow
from storage.models.figures import RevisionRow

delegation = core(DelegationRow)
revision = core(RevisionRow)

_OWN = ("id", "person", "deputy", "begins_at", "ends_at", "is_leave")


@dataclass(frozen=True, slots=True)
class Kept:
    """A delegation with who asked for it, and who ended it before its time, if anybody did."""

    delegation: Delegation
    asked_by: str
    ended_by: str | None


async def since(
    session: AsyncSession, instant: datetime, *, as_of: datetime | None = None
) -> tuple[Delegation, ...]:
    """Every delegation that was in force at an instant or later, as they began.

    With `as_of`, only what had been asked by then; what was ended later was in force then.
    """
    own = delegation.c
    statement = select(*(own[name] for name in _OWN)).where(own.ends_at > instant)
    if as_of is not None:
        statement = statement.where(own.asked_at <= as_of)
    rows = await session.execute(statement.order_by(own.begins_at, own.id))
    return tuple(Delegation(*row) for row in rows)


async def add(
    session: AsyncSession, asked: Delegation, *, by: str, at: datetime, origin: Origin
) -> Delegation:
    """Keep a delegation; it comes back with its number."""
    made = await session.execute(
        insert(delegation)
        .values(
            person=asked.person,
            deputy=asked.deputy,
            is_leave=asked.is_leave,
            begins_at=asked.begins_at,
            ends_at=asked.ends_at,
            asked_by=by,
            asked_at=at,
            chat_id=origin.chat_id,
            message_id=origin.message_id,
            edited_at=origin.edited_at,
        )
        .returning(*(delegation.c[name] for name in _OWN))
    )
    return Delegation(*made.one())


async def get(session: AsyncSession, number: int) -> Kept | None:
    """One delegation, over or not."""
    return _kept((await session.execute(_select().where(delegation.c.id == number))).first())


async def of_message(session: AsyncSession, origin: Origin) -> Kept | None:
    """What this message or press led to when it was first handled."""
    rows = await session.execute(
        _select().where(
            delegation.c.chat_id == origin.chat_id,
            delegation.c.message_id == origin.message_id,
            delegation.c.edited_at == origin.edited_at,
        )
    )
    return _kept(rows.first())


async def end(session: AsyncSession, number: int, *, by: str, at: datetime) -> bool:
    """End it before its time; False if it was over, or somebody was faster."""
    own = delegation.c
    found = await get(session, number)
    if found is None:
        return False
    done = await session.execute(
        update(delegation)
        .where(own.id == number, own.ended_by.is_(None), own.ends_at > at)
        .values(ends_at=max(at, found.delegation.begins_at), ended_by=by, ended_at=at)
        .returning(own.id)
    )
    return done.first() is not None


async def given(
    session: AsyncSession,
    assignments: Collection[int],
    *,
    by: Collection[str],
    since: datetime,
    until: datetime,
) -> int:
    """How many figures of these assignments somebody of these people gave in a span."""
    own = revision.c
    rows = await session.execute(
        select(own.assignment, own.period)
        .where(among(own.assignment, assignments), among(own.typed_by, by))
        .where(own.reported_at >= since, own.reported_at < until)
        .distinct()
    )
    return len(rows.all())


def _select() -> Select[*tuple[Any, ...]]:
    own = delegation.c
    return select(*(own[name] for name in _OWN), own.asked_by, own.ended_by)


def _kept(row: Any) -> Kept | None:
    if row is None:
        return None
    *facts, asked_by, ended_by = row
    return Kept(Delegation(*facts), asked_by, ended_by)
