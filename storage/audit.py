"""The history checked against itself: a changed, missing or reordered row of it shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Table as CoreTable
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.chain import ADJUSTED, CONTENT, DECIDED, MARKS, PUBLISHED, digest
from storage.models.base import core
from storage.models.decisions import DecisionRow
from storage.models.figures import FigureRow, RevisionRow
from storage.models.official import OfficialRow
from storage.models.targets import TargetChangeRow
from storage.reviews import review_of

PAGE = 1000
"""Revisions read at a time."""

PUBLISHED_CHAIN = 0
"""In place of an assignment: published values belong to none, and have one chain."""

TIES = ("previous_digest", "digest")
"""The columns that tie a row to the one before it, besides those that hold its content."""

decision = core(DecisionRow)
figure = core(FigureRow)
official = core(OfficialRow)
revision = core(RevisionRow)
target_change = core(TargetChangeRow)


class Fault(StrEnum):
    """What is wrong at a break."""

    ALTERED = "altered"  # the content does not give the digest stored with it
    MISSING = "missing"  # a link of the chain is not there
    UNTIED = "untied"  # the digest of the previous revision is not the one stored
    NO_FIGURE = "no_figure"  # no figure for a revision
    WRONG_FIGURE = "wrong_figure"  # the figure is not at the revision sent last
    WRONG_REVIEW = "wrong_review"  # the figure is not marked as was decided last


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the history does not hold. `number` is the revision's.

    Of targets `period` is the year, and `number` counts the steps of their history. Of what
    the statistics bureau published the assignment is PUBLISHED_CHAIN and `number` its link.
    """

    assignment: int
    period: str
    number: int
    fault: Fault


async def verify(session: AsyncSession) -> Break | None:
    """Recompute every chain, then compare every figure with what it stands on.

    None if all holds.
    """
    return (
        await _broken_link(session, revision, CONTENT, marks=MARKS)
        or await _broken_link(session, decision, DECIDED)
        or await _broken_link(session, target_change, ADJUSTED)
        or await _broken_link(session, official, PUBLISHED)
        or await _wrong_figure(session)
    )


async def _broken_link(
    session: AsyncSession, table: CoreTable, names: Sequence[str], *, marks: Sequence[str] = ()
) -> Break | None:
    # In the order they were stored: the whole table is read once, from its start to its end.
    tied = (*names, *marks, *TIES)
    rows = await session.stream(select(*(table.c[name] for name in tied)).order_by(table.c.id))
    ends: dict[int, tuple[int, str]] = {}
    async for page in rows.partitions(PAGE):
        for content in (dict(zip(tied, row, strict=True)) for row in page):
            owner = content.get("assignment", PUBLISHED_CHAIN)
            link, previous = ends.get(owner, (0, ""))
            fault = fault_of(content, link=link + 1, previous=previous, names=names)
            if fault is not None:
                return Break(owner, *_place(content), fault)
            ends[owner] = content["link"], content["digest"]
    return None


def _place(content: Mapping[str, Any]) -> tuple[str, int]:
    if "period" in content:
        return content["period"], content.get("number", content["link"])
    return str(content["year"]), content["link"]


def fault_of(
    content: Mapping[str, Any], *, link: int, previous: str, names: Sequence[str] = CONTENT
) -> Fault | None:
    """What is wrong with one row's tie to the one before it; None if it holds."""
    if content["link"] != link:
        return Fault.MISSING
    if content["previous_digest"] != previous:
        return Fault.UNTIED
    recomputed = digest(content, previous=previous, names=names)
    return None if recomputed == content["digest"] else Fault.ALTERED


async def _wrong_figure(session: AsyncSession) -> Break | None:
    for fault, statement in _QUESTIONS:
        found = (await session.execute(statement.limit(1))).first()
        if found is not None:
            return Break(found[0], found[1], found[2], fault)
    return None


_own, _at = revision.c, figure.c
_later = revision.alias("later")
_same_slot = (_at.assignment == _own.assignment) & (_at.period == _own.period)

_QUESTIONS = (
    # The last link of a chain can only be missed by the figure that is at it.
    (
        Fault.MISSING,
        select(_at.assignment, _at.period, _at.number)
        .outerjoin(revision, _own.id == _at.revision)
        .where(_own.id.is_(None)),
    ),
    (
        Fault.NO_FIGURE,
        select(_own.assignment, _own.period, _own.number)
        .outerjoin(figure, _same_slot)
        .where(_at.revision.is_(None)),
    ),
    (
        Fault.WRONG_FIGURE,
        select(_at.assignment, _at.period, _at.number)
        .join(revision, _own.id == _at.revision)
        .where(~_same_slot | (_at.number != _own.number)),
    ),
    (
        Fault.WRONG_FIGURE,
        select(_at.assignment, _at.period, _later.c.number)
        .join(revision, _own.id == _at.revision)
        .join(_later, (_later.c.assignment == _at.assignment) & (_later.c.period == _at.period))
        .where(
            (_later.c.reported_at > _own.reported_at)
            | ((_later.c.reported_at == _own.reported_at) & (_later.c.number > _own.number))
        )
        .order_by(_later.c.reported_at.desc(), _later.c.number.desc()),
    ),
    (
        Fault.WRONG_REVIEW,
        select(_at.assignment, _at.period, _at.number)
        .join(revision, _own.id == _at.revision)
        .where(_at.review != review_of(_at.assignment, _at.period, _at.number, _own.reviewed)),
    ),
)
