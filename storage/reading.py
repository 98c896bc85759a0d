"""Figures read from columns, quickly."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import FromClause
from sqlalchemy.sql.elements import KeyedColumnElement

from domain.figures import Answer, Figure, Review, Source, Stage, Timeliness

NAMES = (
    "assignment",
    "period",
    "answer",
    "value",
    "number",
    "person",
    "typed_by",
    "source",
    "timeliness",
    "reported_at",
    "stage",
    "estimate",
    "note",
    "odd",
)
# A dictionary is several times quicker than calling the enum, and there are many rows.
_ANSWERS = {answer.value: answer for answer in Answer}
_SOURCES = {source.value: source for source in Source}
_TIMES = {timeliness.value: timeliness for timeliness in Timeliness}
_STAGES = {stage.value: stage for stage in Stage}

COUNTING = (Review.NONE.value, Review.APPROVED.value)
"""What nobody has returned, and nobody has to confirm any more."""


def figure_columns(revision: FromClause) -> list[KeyedColumnElement[Any]]:
    """The columns of a revision, or of an alias of it, that `figure_of` reads."""
    return [revision.c[name] for name in NAMES]


def figure_of(row: Sequence[Any]) -> Figure:
    """A figure from `figure_columns`, in their order."""
    return Figure(
        row[0],
        row[1],
        _ANSWERS[row[2]],
        row[3],
        row[4],
        row[5],
        row[6],
        _SOURCES[row[7]],
        _TIMES[row[8]],
        row[9],
        _STAGES[row[10]],
        bool(row[11]),
        row[12],
        row[13],
    )


def current_of(row: Sequence[Any]) -> Figure:
    """A figure from `figure_columns` and the review that stands behind them."""
    made = figure_of(row)
    review = row[len(NAMES)]
    return replace(made, review=Review(review)) if review else made


def standing_order(figure: Figure) -> tuple[datetime, int]:
    """The revision that is greatest in this order is current: sent last, then recorded last."""
    return figure.reported_at, figure.revision
