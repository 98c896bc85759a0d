"""The history checked against itself: a changed, missing or reordered revision shows."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.chain import CONTENT, digest
from storage.models import FigureRow, RevisionRow, core

figure = core(FigureRow)
revision = core(RevisionRow)


class Fault(StrEnum):
    """What is wrong at a break."""

    ALTERED = "altered"  # the content does not give the digest stored with it
    MISSING = "missing"  # a link of the chain is not there
    UNTIED = "untied"  # the digest of the previous revision is not the one stored
    NO_FIGURE = "no_figure"  # no figure for a revision
    WRONG_FIGURE = "wrong_figure"  # the figure is not at the revision sent last


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the history does not hold. `number` is the revision's."""

    assignment: int
    period: str
    number: int
    fault: Fault


async def verify(session: AsyncSession) -> Break | None:
    """Recompute every chain and compare every figure with its revisions; None if all holds."""
    return (
        await _broken_link(session) or await _lost_revision(session) or await _wrong_figure(session)
    )


async def _broken_link(session: AsyncSession) -> Break | None:
    owner, link, previous = 0, 0, ""
    async for row in _in_chain_order(session):
        if row.assignment != owner:
            owner, link, previous = row.assignment, 0, ""
        fault = _fault(row, link=link + 1, previous=previous)
        if fault is not None:
            return Break(row.assignment, row.period, row.number, fault)
        link, previous = row.link, row.digest
    return None


def _fault(row: Row[Any], *, link: int, previous: str) -> Fault | None:
    if row.link != link:
        return Fault.MISSING
    if row.previous_digest != previous:
        return Fault.UNTIED
    return None if digest(row._asdict(), previous=previous) == row.digest else Fault.ALTERED


async def _in_chain_order(session: AsyncSession) -> AsyncIterator[Row[Any]]:
    columns = [revision.c[name] for name in (*CONTENT, "previous_digest", "digest")]
    rows = await session.stream(select(*columns).order_by(revision.c.assignment, revision.c.link))
    async for row in rows:
        yield row


async def _lost_revision(session: AsyncSession) -> Break | None:
    """The last link of a chain can only be missed by the figure that is at it."""
    rows = await session.execute(
        select(figure.c.assignment, figure.c.period, figure.c.number)
        .outerjoin(revision, revision.c.id == figure.c.revision)
        .where(revision.c.id.is_(None))
        .order_by(figure.c.assignment, figure.c.period)
        .limit(1)
    )
    found = rows.first()
    return None if found is None else Break(*found, Fault.MISSING)


async def _wrong_figure(session: AsyncSession) -> Break | None:
    """A figure must be at the revision sent last; a revision must have a figure."""
    own = revision.c
    ranked = select(
        own.id,
        own.assignment,
        own.period,
        own.number,
        func.row_number()
        .over(
            partition_by=(own.assignment, own.period),
            order_by=(own.reported_at.desc(), own.number.desc()),
        )
        .label("place"),
    ).subquery()
    last = select(ranked).where(ranked.c.place == 1).subquery()
    both = (figure.c.assignment == last.c.assignment) & (figure.c.period == last.c.period)
    rows = await session.execute(
        select(
            last.c.assignment,
            last.c.period,
            last.c.number,
            figure.c.revision,
        )
        .select_from(last)
        .outerjoin(figure, both)
        .where(
            figure.c.revision.is_(None)
            | (figure.c.revision != last.c.id)
            | (figure.c.number != last.c.number)
        )
        .order_by(last.c.assignment, last.c.period)
        .limit(1)
    )
    found = rows.first()
    if found is None:
        return None
    fault = Fault.NO_FIGURE if found[3] is None else Fault.WRONG_FIGURE
    return Break(found[0], found[1], found[2], fault)
