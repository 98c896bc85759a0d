"""Figures: put on record, and asked for as they stand, stood, or were known to stand."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Answer, Figure, Source
from storage.entries import Entry, Origin, Recorded, Slot
from storage.lists import among, among_given
from storage.models.base import core
from storage.models.figures import FigureRow, RevisionRow
from storage.models.roster import AssignmentRow
from storage.reading import COUNTING, current_of, figure_columns, figure_of
from storage.recording import record, recorded_from
from storage.reviews import PENDING, review_of

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
    "pending",
    "record",
    "recorded_from",
    "revisions",
]

IMPORT_CHAT = 0
"""The chat that imported numbers come from: Telegram never uses it."""

assignment = core(AssignmentRow)
figure = core(FigureRow)
revision = core(RevisionRow)


_earlier, _known, _other = (
    figure.alias("earlier"),
    revision.alias("known"),
    revision.alias("other"),
)


def _is_before(table: FromClause) -> ColumnElement[bool]:
    """Before the parameter `before`, and of its kind, whose letter is the parameter `kind`.

    Keys of one kind sort by time: "2026-W09" < "2026-W10".
    """
    return (table.c.period < bindparam("before", type_=String)) & (
        func.substr(table.c.period, 6, 1) == bindparam("kind", type_=String)
    )


def _earlier_than(period: str) -> dict[str, str]:
    return {"before": period, "kind": period[5:6]}


_CURRENT = select(*figure_columns(revision), figure.c.review).join(
    figure, figure.c.revision == revision.c.id
)
_CURRENT_IN = _CURRENT.where(
    among_given(figure.c.assignment, "assignments"), among_given(figure.c.period, "periods")
)
_CURRENT_OF = _CURRENT.where(figure.c.period == bindparam("period"))
_PENDING_OF = _CURRENT_OF.where(figure.c.review == PENDING)
_LAST_NUMBERED = (
    select(_earlier.c.period)
    .join(_known, _known.c.id == _earlier.c.revision)
    .where(
        _earlier.c.assignment == assignment.c.id,
        _is_before(_earlier),
        _earlier.c.review.in_(COUNTING),
        _known.c.answer == Answer.NUMBER.value,
    )
    .order_by(_earlier.c.period.desc())
    .limit(1)
    .scalar_subquery()
)
_LATEST_BEFORE = (
    select(*figure_columns(revision))
    .select_from(assignment)
    .join(figure, (figure.c.assignment == assignment.c.id) & (figure.c.period == _LAST_NUMBERED))
    .join(revision, revision.c.id == figure.c.revision)
    .where(among_given(assignment.c.id, "assignments"))
)
_FAR_ENOUGH_BACK = (
    select(_earlier.c.period)
    .where(_earlier.c.assignment == assignment.c.id, _is_before(_earlier))
    .order_by(_earlier.c.period.desc())
    .offset(bindparam("skip", type_=Integer))
    .limit(1)
    .scalar_subquery()
)
# One row an assignment, its numbers as one text: a row each would take ten times as long.
_HISTORY = (
    select(
        revision.c.assignment,
        func.aggregate_strings(revision.c.period + "=" + cast(revision.c.value, String), ";"),
    )
    .select_from(assignment)
    .join(figure, (figure.c.assignment == assignment.c.id) & _is_before(figure))
    .join(revision, revision.c.id == figure.c.revision)
    .where(
        among_given(assignment.c.id, "assignments"),
        figure.c.period >= func.coalesce(_FAR_ENOUGH_BACK, literal("", String)),
        figure.c.review.in_(COUNTING),
        revision.c.answer == Answer.NUMBER.value,
    )
    .group_by(revision.c.assignment)
)
_GIVEN = (
    select(*figure_columns(revision), revision.c.chat_id, revision.c.message_id)
    .where(
        among_given(revision.c.assignment, "assignments"),
        among_given(revision.c.period, "periods"),
    )
    .order_by(revision.c.reported_at, revision.c.number)
)


@dataclass(frozen=True, slots=True)
class Undoable:
    """A number that can be taken back, and what stood before it, if anything did."""

    figure: Figure
    before: Figure | None


async def current(
    session: AsyncSession, assignments: Collection[int], periods: Collection[str]
) -> dict[Slot, Figure]:
    """The current figures of these assignments in these periods."""
    rows = await session.execute(_CURRENT_IN, {"assignments": assignments, "periods": periods})
    return {(made.assignment, made.period): made for made in map(current_of, rows.all())}


async def for_period(session: AsyncSession, period: str) -> dict[int, Figure]:
    """Every current figure of a period, by assignment."""
    rows = await session.execute(_CURRENT_OF, {"period": period})
    return {made.assignment: made for made in map(current_of, rows.all())}


async def pending(session: AsyncSession, period: str) -> dict[int, Figure]:
    """The figures of a period that somebody has to confirm, by assignment."""
    rows = await session.execute(_PENDING_OF, {"period": period})
    return {made.assignment: made for made in map(current_of, rows.all())}


async def latest_before(
    session: AsyncSession, assignments: Collection[int], period: str
) -> dict[int, Figure]:
    """The last number of each assignment that counts in an earlier period of the same kind.

    Looks at a few rows per assignment, however long its history.
    """
    rows = await session.execute(
        _LATEST_BEFORE, {"assignments": assignments, **_earlier_than(period)}
    )
    return {made.assignment: made for made in map(figure_of, rows.all())}


async def history(
    session: AsyncSession, assignments: Collection[int], *, before: str, limit: int = 60
) -> dict[int, dict[str, Decimal]]:
    """The numbers of the last `limit` answered periods before one, oldest first.

    Only periods of the same kind; special answers and what does not count leave a gap.
    """
    rows = await session.execute(
        _HISTORY, {"assignments": assignments, "skip": limit - 1, **_earlier_than(before)}
    )
    return {
        owner: {
            period: Decimal(value)
            for period, value in sorted(one.split("=") for one in numbers.split(";"))
        }
        for owner, numbers in rows.all()
    }


async def revisions(session: AsyncSession, assignment_id: int, period: str) -> tuple[Figure, ...]:
    """Every revision of one figure, in the order they were recorded."""
    rows = await session.execute(
        select(*figure_columns(revision))
        .where(revision.c.assignment == assignment_id, revision.c.period == period)
        .order_by(revision.c.number)
    )
    return tuple(map(figure_of, rows.all()))


async def as_known_on(
    session: AsyncSession, periods: Collection[str], at: datetime
) -> dict[Slot, Figure]:
    """The figures of these periods as they were current at an instant."""
    rows = await session.execute(_known_on(at).where(among(figure.c.period, periods)))
    return {(made.assignment, made.period): made for made in map(current_of, rows.all())}


async def last_by(
    session: AsyncSession, person: str, *, assignments: Collection[int], periods: Collection[str]
) -> tuple[Undoable, ...]:
    """The current numbers that this person's last message gave, in the order asked for.

    Each undo goes one step further back: a number put back or withdrawn by an undo is not
    itself undone. Numbers since replaced by somebody else are not theirs to take back.
    """
    rows = await session.execute(_GIVEN, {"assignments": assignments, "periods": periods})
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
    statement = _revisions_until(as_of) if history else _known_on(as_of) if as_of else _CURRENT
    read = figure_of if history else current_of
    if period is not None:
        statement = statement.where(figure.c.period == period)
    rows = await session.stream(statement.order_by(own.period, own.assignment, own.number))
    async for row in rows:
        yield read(row)


async def import_number(session: AsyncSession) -> int:
    """The first free message number of imported numbers, whose chat is 0."""
    highest = select(func.max(revision.c.message_id)).where(revision.c.chat_id == IMPORT_CHAT)
    return ((await session.execute(highest)).scalar_one() or 0) + 1


def _revisions_until(at: datetime | None) -> Select[*tuple[object, ...]]:
    statement = select(*figure_columns(revision)).join(
        figure,
        (figure.c.assignment == revision.c.assignment) & (figure.c.period == revision.c.period),
    )
    return statement if at is None else statement.where(revision.c.recorded_at <= at)


def _known_on(at: datetime) -> Select[*tuple[object, ...]]:
    """The greatest revision in standing order of those recorded by then, for each figure."""
    last = (
        select(_other.c.id)
        .where(
            _other.c.assignment == figure.c.assignment,
            _other.c.period == figure.c.period,
            _other.c.recorded_at <= at,
        )
        .order_by(_other.c.reported_at.desc(), _other.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    # Every revision has a figure, so the figures lead to all assignments of a period.
    return (
        select(*figure_columns(revision), _review_on(at))
        .select_from(figure)
        .join(revision, revision.c.id == last)
    )


def _review_on(at: datetime) -> ColumnElement[str]:
    """What had been said about a revision by an instant."""
    own = revision.c
    return review_of(own.assignment, own.period, own.number, own.reviewed, until=at)
