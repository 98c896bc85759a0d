"""What a person is asked at this moment: a question that waits, one item, or all that is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.people import Person
from handlers.actions.reporting.asking import duties_of, items_of
from handlers.actions.reporting.drafts import Doubtful
from handlers.actions.reporting.entries import doubtful_of
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.leading import Asked, following
from handlers.deps import Deps
from storage import clocks, dialogs, questions
from storage.entries import Slot
from storage.questions import Question


@dataclass(frozen=True, slots=True)
class Current:
    """What is asked of a person now; at most one of `doubtful` and `asked` is there.

    `items` are those whose numbers are asked for, answered or not.
    """

    items: tuple[Item, ...]
    doubtful: Doubtful | None = None
    asked: Asked | None = None

    @property
    def is_over(self) -> bool:
        """Nothing waits for an answer."""
        return self.doubtful is None and not any(item.is_open for item in self.items)


async def current(deps: Deps, person: Person, *, chat_id: int, at: datetime) -> Current:
    """Where the conversation stands; a number that is doubted comes before one that is missing."""
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        duties = duties_of(roster, deps.schedule, person.code, at)
        known = (await items_of(session, roster, {person.code: duties}))[person.code]
        closed = await clocks.closed(session, {item.window.period.key for item in known})
        items = tuple(
            item
            for item in known
            if item.window.prompt <= at and item.window.period.key not in closed
        )
        doubtful = await _doubtful(session, person, chat_id, items)
        asked = None if doubtful else await _asked(session, chat_id, items)
    return Current(items, doubtful, asked)


async def _doubtful(
    session: AsyncSession, person: Person, chat_id: int, items: tuple[Item, ...]
) -> Doubtful | None:
    """The newest question about a number that nothing newer stands in place of."""
    by_slot = {(item.assignment.id, item.window.period.key): item for item in items}
    for question in await questions.open_in(session, chat_id):
        item = by_slot.get((question.assignment, question.period))
        if item is not None and question.typed_by == person.code and _waits(question, by_slot):
            return doubtful_of(item, question)
    return None


def _waits(question: Question, by_slot: Mapping[Slot, Item]) -> bool:
    """Whether nothing that was said later stands for any item the number may be for."""
    meant = {choice["assignment"] for choice in question.choices}
    figures = [by_slot[slot].figure for slot in by_slot if slot[0] in meant]
    return all(f is None or f.reported_at <= question.reported_at for f in figures)


async def _asked(session: AsyncSession, chat_id: int, items: tuple[Item, ...]) -> Asked | None:
    """The item that the chat is led to, while it is open."""
    lead = (await dialogs.of(session, [chat_id])).get(chat_id)
    for item in items:
        slot = (item.assignment.id, item.window.period.key)
        if lead and item.is_open and slot == (lead.assignment, lead.period):
            return Asked(item, len(items), following(items, item))
    return None
