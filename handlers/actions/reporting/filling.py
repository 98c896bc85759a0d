"""The form filled in: looked over while typing, sent, taken back; all by the chat's own rules."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.errors import NothingOpen, NothingToUndo, Refusal
from domain.people import Person
from handlers.actions.reporting.asking import asked_of
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.outcomes import Blank, Outcome, Typed
from handlers.actions.reporting.recording import foresee
from handlers.actions.reporting.undoing import Recall, Undone, undo
from handlers.deps import Deps
from storage import submissions
from storage.entries import Origin
from storage.submissions import Submission

Result = Outcome | Refusal


@dataclass(frozen=True, slots=True)
class Fill:
    """What stands in one blank."""

    blank: Blank
    text: str


@dataclass(frozen=True, slots=True)
class Sending:
    """Who sends the form: `key` makes the sending one of a kind, `launch` its opening."""

    person: Person
    chat_id: int
    key: str
    launch: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of each blank, in order, and how everything stands now."""

    submission: Submission
    results: tuple[Result, ...]
    items: tuple[Item, ...]


async def blanks_of(deps: Deps, person: Person) -> tuple[Item, ...]:
    """Everything asked of a person now, answered or not.

    Raises:
        NothingOpen.
    """
    items = await asked_of(deps, person, at=deps.now())
    if not items:
        raise NothingOpen
    return items


async def look_over(
    deps: Deps, sending: Sending, fills: Sequence[Fill], others: Sequence[Fill] = ()
) -> list[Result]:
    """What would become of each blank if it were sent now, with `others`; nothing is saved."""
    origin = Origin(sending.chat_id, 0)  # no message has this number, so none is found
    return _results(await foresee(deps, _typed(deps, sending, origin, fills, others)))


async def send(deps: Deps, sending: Sending, fills: Sequence[Fill]) -> Sent:
    """Record what stands in the blanks, each for itself, in one transaction.

    A sending that is repeated changes nothing and is answered as it stands.
    """
    taken = await _taken(deps, sending)
    typed = _typed(deps, sending, taken.origin, fills)
    given = await asyncio.gather(*map(deps.record, typed), return_exceptions=True)
    results = _results(given)
    items = await asked_of(deps, sending.person, at=deps.now())
    return Sent(taken, tuple(results), items)


async def take_back(deps: Deps, sending: Sending, *, key: str) -> Undone:
    """Take back what the sending with this key put on record.

    Raises:
        NothingToUndo: there is no such sending of theirs.
        StaleButton: its numbers have been replaced or taken back meanwhile.
    """
    async with deps.db.reading() as session:
        meant = await submissions.find(session, chat_id=sending.chat_id, key=key)
    if meant is None:
        raise NothingToUndo
    taken = await _taken(deps, sending)
    recall = Recall(sending.person, taken.origin, deps.now(), message_id=meant.message_id)
    return await undo(deps, recall)


async def _taken(deps: Deps, sending: Sending) -> Submission:
    async with deps.db.transaction() as session:
        return await submissions.take(
            session,
            chat_id=sending.chat_id,
            key=sending.key,
            launch=sending.launch,
            typed_by=sending.person.code,
            at=deps.now(),
        )


def _typed(
    deps: Deps,
    sending: Sending,
    origin: Origin,
    fills: Sequence[Fill],
    others: Sequence[Fill] = (),
) -> list[Typed]:
    now = deps.now()
    return [
        Typed(sending.person, one.text, origin, now, blank=_beside(one, [*fills, *others]))
        for one in fills
    ]


def _beside(fill: Fill, all_of_them: Sequence[Fill]) -> Blank:
    own = fill.blank
    others = tuple(
        (other.blank.assignment, other.text)
        for other in all_of_them
        if other.blank.period == own.period and other.blank.assignment != own.assignment
    )
    return replace(own, others=others)


def _results(given: Sequence[Outcome | BaseException]) -> list[Result]:
    """Outcomes and refusals; anything else is nobody's answer and is raised."""
    results: list[Result] = []
    for one in given:
        if not isinstance(one, Outcome | Refusal):
            raise one
        results.append(one)
    return results
