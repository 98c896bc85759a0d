"""What a message put on record, found by the message."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Figure
from storage.lists import pairs_given
from storage.models.base import core
from storage.models.figures import RevisionRow
from storage.reading import figure_columns, figure_of

revision = core(RevisionRow)

before = revision.alias("before")
_OWN, _OLDER = figure_columns(revision), figure_columns(before)
_TRACES = (
    select(revision.c.chat_id, revision.c.message_id, revision.c.edited_at, *_OWN, *_OLDER)
    .outerjoin(
        before,
        (before.c.assignment == revision.c.assignment)
        & (before.c.period == revision.c.period)
        & (before.c.number == revision.c.number - 1),
    )
    .where(pairs_given(revision.c.chat_id, revision.c.message_id, "places"))
    .order_by(revision.c.id)
)

Place = tuple[int, int]
"""Chat and message: where something was typed."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One number a message gave, and the version it followed. `edited_at` 0: never edited."""

    edited_at: int
    figure: Figure
    previous: Figure | None


async def traces(
    session: AsyncSession, places: Collection[Place]
) -> dict[Place, tuple[Trace, ...]]:
    """Every number these messages gave, their edits included, in the order recorded."""
    if not places:
        return {}
    rows = await session.execute(_TRACES, {"places": set(places)})
    found: dict[Place, list[Trace]] = {}
    for chat, message, edited_at, *columns in rows.all():
        mine, theirs = columns[: len(_OWN)], columns[len(_OWN) :]
        previous = figure_of(theirs) if theirs[0] is not None else None
        trace = Trace(edited_at, figure_of(mine), previous)
        found.setdefault((chat, message), []).append(trace)
    return {place: tuple(given) for place, given in found.items()}
