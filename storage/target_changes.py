"""Targets with all that became of them: set, asked to be changed, decided about."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.adjusting import IN_FORCE, Adjustment, Step, in_order
from storage.chain import ADJUSTED, digest
from storage.entries import Origin
from storage.lists import among
from storage.models.base import core
from storage.models.targets import TargetChangeRow

change = core(TargetChangeRow)

Edits = Mapping[str, tuple[Decimal | None, Decimal | None]]
"""By slot the amount before and after; None where there is no target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetChange:
    """One step in the history of a number's targets of a year.

    `edits` hold from `since` on. `about` is the step that this one decides about. `person` is
    None where a workbook was imported on the command line.
    """

    assignment: int
    year: int
    step: Step
    edits: Edits
    since: date
    made_at: datetime
    about: int | None = None
    reason: str | None = None
    person: str | None = None
    origin: Origin | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Targets:
    """What a number's year began with, and what was changed since, in order."""

    first: Mapping[str, Decimal] = field(default_factory=dict)
    adjustments: tuple[Adjustment, ...] = ()


async def put(session: AsyncSession, steps: Sequence[TargetChange]) -> tuple[int, ...]:
    """Append steps and return their ids, in order.

    When another transaction was faster with the same number, or has decided about the same
    step, this raises IntegrityError: run it through `Database.write`.
    """
    if not steps:
        return ()
    ends = await _ends(session, {one.assignment for one in steps})
    rows = []
    for one in steps:
        link, previous = ends.get(one.assignment, (0, ""))
        row = _row(one, link=link + 1) | {"previous_digest": previous}
        row["digest"] = digest(row, previous=previous, names=ADJUSTED)
        ends[one.assignment] = link + 1, row["digest"]
        rows.append(row)
    made = await session.execute(
        insert(change).returning(change.c.id, sort_by_parameter_order=True), rows
    )
    return tuple(made.scalars().all())


async def of_year(
    session: AsyncSession, year: int, *, as_of: datetime | None = None
) -> dict[int, Targets]:
    """The targets of a year by assignment; with `as_of`, as far as they were made by then."""
    own = change.c
    statement = select(own.assignment, own.id, own.step, own.slots, own.since).where(
        own.year == year, own.step.in_([step.value for step in IN_FORCE])
    )
    if as_of is not None:
        statement = statement.where(own.made_at <= as_of)
    first: dict[int, Mapping[str, Decimal]] = {}
    later: dict[int, list[Adjustment]] = {}
    for assignment, number, step, slots, since in await session.execute(statement.order_by(own.id)):
        after = {slot: new for slot, (_, new) in _read(slots).items()}
        if step == Step.BASELINE.value:
            first[assignment] = {slot: new for slot, new in after.items() if new is not None}
        else:
            later.setdefault(assignment, []).append(Adjustment(since, after, number))
    return {
        own: Targets(first.get(own, {}), in_order(later.get(own, ()))) for own in {**first, **later}
    }


async def get(session: AsyncSession, number: int) -> TargetChange | None:
    """One step."""
    return await _one(session, _select().where(change.c.id == number))


async def decision_about(session: AsyncSession, number: int) -> TargetChange | None:
    """What was decided about something that was asked for; None while it is open."""
    return await _one(session, _select().where(change.c.about == number))


async def from_message(session: AsyncSession, origin: Origin) -> TargetChange | None:
    """What this message or press led to when it was first handled."""
    own = change.c
    statement = _select().where(
        own.chat_id == origin.chat_id,
        own.message_id == origin.message_id,
        own.edited_at == origin.edited_at,
    )
    return await _one(session, statement)


async def all_steps(
    session: AsyncSession,
    year: int,
    *,
    assignments: Collection[int] | None = None,
    as_of: datetime | None = None,
) -> tuple[TargetChange, ...]:
    """Every step of a year but the first targets, oldest first; of some assignments or of all."""
    own = change.c
    statement = _select().where(own.year == year, own.step != Step.BASELINE.value)
    if assignments is not None:
        statement = statement.where(among(own.assignment, assignments))
    if as_of is not None:
        statement = statement.where(own.made_at <= as_of)
    rows = await session.execute(statement.order_by(own.id))
    return tuple(map(_change, rows))


async def _one(session: AsyncSession, statement: Select[*tuple[Any, ...]]) -> TargetChange | None:
    row = (await session.execute(statement)).first()
    return None if row is None else _change(row)


async def _ends(session: AsyncSession, assignments: Iterable[int]) -> dict[int, tuple[int, str]]:
    own = change.c
    last = (
        select(func.max(own.id))
        .where(among(own.assignment, tuple(assignments)))
        .group_by(own.assignment)
    )
    rows = await session.execute(
        select(own.assignment, own.link, own.digest).where(own.id.in_(last))
    )
    return {assignment: (link, text) for assignment, link, text in rows}


def _row(made: TargetChange, *, link: int) -> dict[str, Any]:
    origin = made.origin
    return {
        "assignment": made.assignment,
        "link": link,
        "year": made.year,
        "step": made.step.value,
        "about": made.about,
        "slots": _written(made.edits),
        "since": made.since,
        "reason": made.reason,
        "person": made.person,
        "made_at": made.made_at,
        "chat_id": origin.chat_id if origin else None,
        "message_id": origin.message_id if origin else None,
        "edited_at": origin.edited_at if origin else None,
    }


def _select() -> Select[*tuple[Any, ...]]:
    return select(change.c.id, *(change.c[name] for name in ADJUSTED))


def _change(row: Any) -> TargetChange:
    has_origin = row.chat_id is not None
    return TargetChange(
        id=row.id,
        assignment=row.assignment,
        year=row.year,
        step=Step(row.step),
        about=row.about,
        edits=_read(row.slots),
        since=row.since,
        reason=row.reason,
        person=row.person,
        made_at=row.made_at,
        origin=Origin(row.chat_id, row.message_id, row.edited_at) if has_origin else None,
    )


def _written(edits: Edits) -> str:
    plain = {slot: [_digits(old), _digits(new)] for slot, (old, new) in edits.items()}
    return json.dumps(plain, separators=(",", ":"))


def _read(slots: str) -> Edits:
    return {slot: (_amount(old), _amount(new)) for slot, (old, new) in json.loads(slots).items()}


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
