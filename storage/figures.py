"""Figures as they stand, and those of earlier periods."""

from collections.abc import Collection
from decimal import Decimal

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    String,
    bindparam,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Answer, Figure
from storage.entries import Slot
from storage.lists import among_given
from storage.models.base import core
from storage.models.figures import FigureRow, RevisionRow
from storage.models.roster import AssignmentRow
from storage.reading import COUNTING, current_of, figure_columns, figure_of
from storage.reviews import PENDING

IMPORT_CHAT = 0
"""The chat that imported numbers come from: Telegram never uses it."""

assignment = core(AssignmentRow)
figure = core(FigureRow)
revision = core(RevisionRow)
_earlier, _known = figure.alias("earlier"), revision.alias("known")


def _is_before(table: FromClause) -> ColumnElement[bool]:
    """Before the parameter `before`, and of its kind, whose letter is the parameter `kind`.

    Keys of one kind sort by time: "2026-W09" < "2026-W10".
    """
    return (table.c.period < bindparam("before", type_=String)) & (
        func.substr(table.c.period, 6, 1) == bindparam("kind", type_=String)
    )


def _earlier_than(period: str) -> dict[str, str]:
    return {"before": period, "kind": period[5:6]}


CURRENT = select(*figure_columns(revision), figure.c.review).join(
    figure, figure.c.revision == revision.c.id
)
_CURRENT_IN = CURRENT.where(
    among_given(figure.c.assignment, "assignments"), among_given(figure.c.period, "periods")
)
_CURRENT_OF = CURRENT.where(figure.c.period == bindparam("period"))
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


async def import_number(session: AsyncSession) -> int:
    """The first free message number of imported numbers, whose chat is 0."""
    highest = select(func.max(revision.c.message_id)).where(revision.c.chat_id == IMPORT_CHAT)
    return ((await session.execute(highest)).scalar_one() or 0) + 1
