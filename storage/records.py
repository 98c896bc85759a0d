"""Figures as they were known to stand at an instant, and all that was ever put on record."""

import asyncio
from collections.abc import AsyncIterator, Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Figure
from storage.entries import Slot
from storage.figures import CURRENT
from storage.lists import among
from storage.models.base import core
from storage.models.figures import FigureRow, RevisionRow
from storage.reading import current_of, figure_columns, figure_of
from storage.reviews import review_of

AT_ONCE = 500
"""Figures of the past that are read without a pause."""

figure = core(FigureRow)
revision = core(RevisionRow)
_other = revision.alias("other")


async def as_known_on(
    session: AsyncSession, periods: Collection[str], at: datetime
) -> dict[Slot, Figure]:
    """The figures of these periods as they were current at an instant."""
    rows = await session.execute(_known_on(at).where(among(figure.c.period, periods)))
    found: dict[Slot, Figure] = {}
    for number, made in enumerate(map(current_of, rows), start=1):
        found[made.assignment, made.period] = made
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)  # a year of figures takes its time, and others their turn
    return found


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
    statement = _revisions_until(as_of) if history else _known_on(as_of) if as_of else CURRENT
    read = figure_of if history else current_of
    if period is not None:
        statement = statement.where(figure.c.period == period)
    rows = await session.stream(statement.order_by(own.period, own.assignment, own.number))
    async for row in rows:
        yield read(row)


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
