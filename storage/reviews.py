"""What was said last about a version by others than its author: what a figure is marked with.

The figure's mark is quick to read; this is what it is made of, and checked against.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, select, true

from domain.figures import Review
from domain.verdicts import Verdict
from storage.models.base import core
from storage.models.decisions import DecisionRow

REVIEWS = (Verdict.RETURNED.value, Verdict.APPROVED.value)
"""Verdicts that say whether a number counts; they are also what a figure is marked with."""

PENDING = Review.PENDING.value
"""What a figure is marked with while somebody has to confirm it."""

decision = core(DecisionRow)
_back = decision.alias("back")


def review_of(
    assignment: ColumnElement[int],
    period: ColumnElement[str],
    number: ColumnElement[int],
    reviewed: ColumnElement[Any],
    *,
    until: datetime | None = None,
) -> ColumnElement[str]:
    """The mark of a version, which `reviewed` if it asked for that; as known at an instant.

    A return that was taken back says nothing any more: what was said before it counts again.
    """
    said = decision.c
    taken_back = exists().where(
        _back.c.assignment == said.assignment,
        _back.c.period == said.period,
        _back.c.number == said.number,
        _back.c.verdict == Verdict.TAKEN_BACK.value,
        _back.c.link > said.link,
        _by(_back.c.decided_at, until),
    )
    last = (
        select(said.verdict)
        .where(
            said.assignment == assignment,
            said.period == period,
            said.number == number,
            said.verdict.in_(REVIEWS),
            ~and_(said.verdict == Verdict.RETURNED.value, taken_back),
            _by(said.decided_at, until),
        )
        .order_by(said.link.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(last, case((reviewed, PENDING), else_=""))


def _by(decided_at: ColumnElement[datetime], until: datetime | None) -> ColumnElement[bool]:
    return true() if until is None else decided_at <= until
