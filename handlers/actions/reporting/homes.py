"""The numbers that a file may belong to, and the signs that tell which it does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NotYours
from domain.figures import Figure
from domain.finding import folded
from domain.people import Person
from domain.roster import Roster
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.outcomes import Outcome
from storage import dialogs, figures, posts
from storage.entries import Slot
from storage.origins import traces


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A message with a photo or a document, as it was sent. `size` is only claimed."""

    person: Person
    chat_id: int
    message_id: int
    sent_at: datetime
    form: str  # photo | document
    file_id: str
    name: str = ""
    size: int = 0
    album: str = ""
    caption: str = ""
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """A number that a file belongs to, or may belong to; `is_answered` if it was given."""

    slot: Slot
    label: str
    is_answered: bool = True


async def slots_of(
    session: AsyncSession,
    roster: Roster,
    items: Sequence[Item],
    came: Attachment,
    outcome: Outcome | None,
    held: Mapping[int, Sequence[Slot]],
) -> tuple[Slot, ...]:
    """What the file belongs to, by the strongest sign there is; () when nothing tells."""
    said = [_slot(one.item) for one in outcome.saved] if outcome else []
    said += [_slot(doubt.item) for doubt in outcome.doubtful] if outcome else []
    return tuple(
        dict.fromkeys(
            said
            or await _replied(session, roster, came)
            or [_standing_slot(item, came.sent_at) for item in _named(came.caption, items)]
            or [slot for slots in held.values() for slot in slots]
            or await _asked(session, came, items)
            or [_standing_slot(item, came.sent_at) for item in items if len(items) == 1]
        )
    )


async def _replied(session: AsyncSession, roster: Roster, came: Attachment) -> list[Slot]:
    """The number of the message it replies to: an echo, a question, or a number of their own.

    Raises:
        NotYours: it is nobody's, or somebody else's, by now.
    """
    if came.reply_to is None:
        return []
    place = (came.chat_id, came.reply_to)
    post = (await posts.find(session, [place])).get(place)
    given = (await traces(session, [place])).get(place, ())
    slots = [(t.figure.assignment, t.figure.period) for t in given]
    if post is not None and post.assignment is not None:
        slots.append((post.assignment, post.period))
    code, at, known = came.person.code, came.sent_at, roster.assignments
    own = [s for s in slots if s[0] in known and roster.may_answer(code, known[s[0]], at)]
    if slots and not own:
        raise NotYours
    return own


def _named(caption: str, items: Sequence[Item]) -> list[Item]:
    """The items whose names stand in a caption; of a name within another only the longer."""
    words = folded(caption)
    hits = {name: item for item in items for name in map(folded, item.names) if name in words}
    longest = [name for name in hits if not any(name in other != name for other in hits)]
    found = {hits[name].number: hits[name] for name in longest}
    return [found[number] for number in sorted(found)]


async def _asked(session: AsyncSession, came: Attachment, items: Sequence[Item]) -> list[Slot]:
    """The item that the chat is led to."""
    lead = (await dialogs.of(session, [came.chat_id])).get(came.chat_id)
    return [_slot(i) for i in items if lead and _slot(i) == (lead.assignment, lead.period)]


def _slot(item: Item) -> Slot:
    return item.assignment.id, item.window.period.key


def _standing_slot(item: Item, at: datetime) -> Slot:
    """Before the prompt the last number is still the one that people talk about."""
    if item.is_open and item.last is not None and at < item.window.prompt:
        return item.assignment.id, item.last.period
    return _slot(item)


async def homes_of(
    session: AsyncSession, roster: Roster, slots: Sequence[Slot], items: Sequence[Item]
) -> tuple[Home, ...]:
    """These numbers as people call them, and whether they were given."""
    labels = {item.assignment.id: item.label for item in items}
    standing = await standing_in(session, slots)
    return tuple(
        Home(
            slot,
            labels.get(slot[0]) or roster.label(roster.assignments[slot[0]]),
            is_answered=slot in standing and standing[slot].is_answered,
        )
        for slot in slots
    )


async def standing_in(session: AsyncSession, slots: Sequence[Slot]) -> dict[Slot, Figure]:
    """What stands at these numbers now."""
    return await figures.current(session, {s[0] for s in slots}, {s[1] for s in slots})


def choices_of(items: Sequence[Item], at: datetime) -> tuple[Home, ...]:
    """All that a file may belong to at an instant, to choose from."""
    return tuple(Home(_standing_slot(item, at), item.label) for item in items)
