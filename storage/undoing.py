"""What a person said last, and what stood before it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Answer, Figure, Source
from storage.entries import Slot
from storage.lists import among_given
from storage.models.base import core
from storage.models.figures import RevisionRow
from storage.reading import figure_columns, figure_of

revision = core(RevisionRow)

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
