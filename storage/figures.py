"""Figures: put on record, and asked for as they stand, stood, or were known to stand."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, FromClause, Select, String, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Answer, Figure, Source
from storage.lists import among
from storage.models import AssignmentRow, FigureRow, RevisionRow, core
from storage.reading import figure_columns, figure_of
from storage.recording import Entry, Origin, Recorded, Slot, record, recorded_from

__all__ = [
    "Entry",
    "Origin",
    "Recorded",
    "Slot",
    "Undoable",
    "as_known_on",
    "current",
    "dump",
    "for_period",
    "history",
    "import_number",
    "last_by",
    "latest_before",
    "record",
    "recorded_from",
    "revisions",
]

IMPORT_CHAT = 0
"""The chat that imported numbers come from: Telegram never uses it."""

assignment = core(AssignmentRow)
figure = core(FigureRow)
revision = core(RevisionRow)


@dataclass(frozen=True, slots=True)
class Undoable:
    """A number that can be taken back, and what stood before it, if anything did."""

    figure: Figure
    before: Figure | None


async def current(
    session: AsyncSession, assignments: Collection[int], periods: Collection[str]
) -> dict[Slot, Figure]:
    """The current figures of these assignments in these periods."""
    rows = await session.execute(
        _current().where(among(figure.c.assignment, assignments), among(figure.c.period, periods))
    )
    return {(made.assignment, made.period): made for made in map(figure_of, rows)}


async def for_period(session: AsyncSession, period: str) -> dict[int, Figure]:
    """Every current figure of a period, by assignment."""
    rows = await session.execute(_current().where(figure.c.period == period))
    return {made.assignment: made for made in map(figure_of, rows)}


async def latest_before(
    session: AsyncSession, assignments: Collection[int], period: str
) -> dict[int, Figure]:
    """The last number of each assignment in an earlier period of the same kind.

    Looks at a few rows per assignment, however long its history.
    """
    earlier, known = figure.alias("earlier"), revision.alias("known")
    last = (
        select(earlier.c.period)
        .join(known, known.c.id == earlier.c.revision)
        .where(
            earlier.c.assignment == assignment.c.id,
            _is_before(earlier, period),
            known.c.answer == Answer.NUMBER.value,
        )
        .order_by(earlier.c.period.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = await session.execute(
        select(*figure_columns(revision))
        .select_from(assignment)
        .join(figure, (figure.c.assignment == assignment.c.id) & (figure.c.period == last))
        .join(revision, revision.c.id == figure.c.revision)
        .where(among(assignment.c.id, assignments))
    )
    return {made.assignment: made for made in map(figure_of, rows)}


async def history(
    session: AsyncSession, assignments: Collection[int], *, before: str, limit: int = 60
) -> dict[int, dict[str, Decimal]]:
    """The numbers of the last `limit` answered periods before one, oldest first.

    Only periods of the same kind; special answers leave a gap.
    """
    earlier = figure.alias("earlier")
    nth = (
        select(earlier.c.period)
        .where(earlier.c.assignment == assignment.c.id, _is_before(earlier, before))
        .order_by(earlier.c.period.desc())
        .offset(limit - 1)
        .limit(1)
        .scalar_subquery()
    )
    rows = await session.execute(
        select(revision.c.assignment, revision.c.period, revision.c.value)
        .select_from(assignment)
        .join(figure, (figure.c.assignment == assignment.c.id) & _is_before(figure, before))
        .join(revision, revision.c.id == figure.c.revision)
        .where(
            among(assignment.c.id, assignments),
            figure.c.period >= func.coalesce(nth, literal("", String)),
            revision.c.answer == Answer.NUMBER.value,
        )
        .order_by(figure.c.assignment, figure.c.period)
    )
    found: dict[int, dict[str, Decimal]] = {}
    for owner, period, value in rows:
        found.setdefault(owner, {})[period] = value
    return found


async def revisions(session: AsyncSession, assignment_id: int, period: str) -> tuple[Figure, ...]:
    """Every revision of one figure, in the order they were recorded."""
    rows = await session.execute(
        select(*figure_columns(revision))
        .where(revision.c.assignment == assignment_id, revision.c.period == period)
        .order_by(revision.c.number)
    )
    return tuple(map(figure_of, rows))


async def as_known_on(
    session: AsyncSession, periods: Collection[str], at: datetime
) -> dict[Slot, Figure]:
    """The figures of these periods as they were current at an instant."""
    rows = await session.execute(_known_on(at).where(among(figure.c.period, periods)))
    return {(made.assignment, made.period): made for made in map(figure_of, rows)}


async def last_by(
    session: AsyncSession, person: str, *, assignments: Collection[int], periods: Collection[str]
) -> tuple[Undoable, ...]:
    """The current numbers that this person's last message gave, in the order asked for.

    Each undo goes one step further back: a number put back or withdrawn by an undo is not
    itself undone. Numbers since replaced by somebody else are not theirs to take back.
    """
    own = revision.c
    rows = await session.execute(
        select(*figure_columns(revision), own.chat_id, own.message_id)
        .where(among(own.assignment, assignments), among(own.period, periods))
        .order_by(own.reported_at, own.number)
    )
    stacks: dict[Slot, list[Figure]] = {}
    messages: dict[Figure, tuple[datetime, int, int]] = {}
    for *columns, chat_id, message_id in rows:
        made = figure_of(columns)
        stack = stacks.setdefault((made.assignment, made.period), [])
        if made.source is Source.UNDO or made.answer is Answer.WITHDRAWN:
            del stack[-1:]
        else:
            stack.append(made)
            messages[made] = made.reported_at, message_id, chat_id
    mine = [stack for stack in stacks.values() if stack and stack[-1].typed_by == person]
    if not mine:
        return ()
    last = max(messages[stack[-1]] for stack in mine)
    places = {owner: place for place, owner in enumerate(assignments)}
    return tuple(
        Undoable(stack[-1], stack[-2] if len(stack) > 1 else None)
        for stack in sorted(mine, key=lambda stack: places[stack[-1].assignment])
        if messages[stack[-1]] == last
    )


async def dump(
    session: AsyncSession,
    *,
    period: str | None = None,
    history: bool = False,
    as_of: datetime | None = None,
) -> AsyncIterator[Figure]:
    """Every figure by period and assignment, or with `history` every revision of it.

    With `as_of`, only what was recorded by then. Read row by row, whatever the size.
    """
    own = revision.c
    statement = _revisions_until(as_of) if history else _known_on(as_of) if as_of else _current()
    if period is not None:
        statement = statement.where(figure.c.period == period)
    rows = await session.stream(statement.order_by(own.period, own.assignment, own.number))
    async for row in rows:
        yield figure_of(row)


async def import_number(session: AsyncSession) -> int:
    """The first free message number of imported numbers, whose chat is 0."""
    highest = select(func.max(revision.c.message_id)).where(revision.c.chat_id == IMPORT_CHAT)
    return ((await session.execute(highest)).scalar_one() or 0) + 1


def _current() -> Select[*tuple[object, ...]]:
    return select(*figure_columns(revision)).join(figure, figure.c.revision == revision.c.id)


def _revisions_until(at: datetime | None) -> Select[*tuple[object, ...]]:
    statement = select(*figure_columns(revision)).join(
        figure,
        (figure.c.assignment == revision.c.assignment) & (figure.c.period == revision.c.period),
    )
    return statement if at is None else statement.where(revision.c.recorded_at <= at)


def _known_on(at: datetime) -> Select[*tuple[object, ...]]:
    """The greatest revision in standing order of those recorded by then, for each figure."""
    other = revision.alias("other")
    last = (
        select(other.c.id)
        .where(
            other.c.assignment == figure.c.assignment,
            other.c.period == figure.c.period,
            other.c.recorded_at <= at,
        )
        .order_by(other.c.reported_at.desc(), other.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    # Every revision has a figure, so the figures lead to all assignments of a period.
    return (
        select(*figure_columns(revision)).select_from(figure).join(revision, revision.c.id == last)
    )


def _is_before(table: FromClause, period: str) -> ColumnElement[bool]:
    """An earlier period of the same kind: keys of one kind sort by time, "2026-W09" by "W"."""
    kind = func.substr(table.c.period, 6, 1)
    return (table.c.period < period) & (kind == period[5:6])
