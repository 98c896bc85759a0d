"""One step back: the numbers of the last message, as if it had not been sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NothingToUndo, StaleButton
from domain.figures import Answer, Figure, Source
from domain.people import Person
from domain.verdicts import Verdict
from handlers.actions.measuring.sent_back import in_force
from handlers.actions.notices.telling import tell_answered
from handlers.actions.reporting.asking import duties_of, items_of
from handlers.actions.reporting.entries import timeliness
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.outcomes import Saved
from handlers.deps import Deps
from storage import clocks, decisions, recording, undoing
from storage.entries import Entry, Origin, Slot
from storage.origins import traces


@dataclass(frozen=True, slots=True)
class Recall:
    """Who takes back what: the last message, or with `message_id` the one of that number."""

    person: Person
    origin: Origin
    sent_at: datetime
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back; each item stands as before, or is open again."""

    items: tuple[Item, ...]
    saved: tuple[Saved, ...]


async def undo(deps: Deps, recall: Recall) -> Undone:
    """Put back what stood before; numbers of a locked period stay.

    Raises:
        NothingToUndo: no number of theirs in an open period.
        StaleButton: the message's numbers have been replaced or taken back meanwhile.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Undone:
        person = recall.person.code
        duties = {person: duties_of(roster, deps.schedule, person, recall.sent_at)}
        items = (await items_of(session, roster, duties))[person]
        closed = await clocks.closed(session, {item.window.period.key for item in items})
        undoable = [item for item in items if item.window.period.key not in closed]
        steps = await _unreturned(session, await _steps(session, recall, undoable))
        entries = [_entry(item, before, recall, at=deps.now()) for item, before in steps]
        recorded = await recording.record(session, entries)
        redone = [item.figure for item, back in steps if item.is_returned and item.figure and back]
        if redone:
            await tell_answered(session, deps, roster, redone)
        saved = tuple(
            Saved(replace(item, figure=result.figure), result.previous)
            for (item, _), result in zip(steps, recorded, strict=True)
        )
        fresh = {one.item.assignment.id: one.item for one in saved}
        return Undone(tuple(fresh.get(i.assignment.id, i) for i in items), saved)

    undone = await deps.db.write(work)
    deps.wake_outbox()
    return undone


Step = tuple[Item, Figure | None]
"""An item, and what stood before the number that is taken back."""


async def _steps(session: AsyncSession, recall: Recall, items: Sequence[Item]) -> list[Step]:
    before = await _replayed(session, recall, items)
    if before:
        return before
    if recall.message_id is not None:
        return await _of_message(session, recall, items)
    by_id = {item.assignment.id: item for item in items}
    last = await undoing.last_by(
        session,
        recall.person.code,
        assignments=list(by_id),
        periods={item.window.period.key for item in items},
    )
    if not last:
        raise NothingToUndo
    return [(by_id[one.figure.assignment], one.before) for one in last]


async def _unreturned(session: AsyncSession, steps: Sequence[Step]) -> list[Step]:
    """A number that was sent back does not come back by an undo: the item is open instead."""
    said = await decisions.of_slots(
        session, {(back.assignment, back.period) for _, back in steps if back}
    )
    returned = {(d.slot, d.revision) for d in in_force(said) if d.verdict is Verdict.RETURNED}
    return [(item, None if back and _version(back) in returned else back) for item, back in steps]


def _version(figure: Figure) -> tuple[Slot, int]:
    return (figure.assignment, figure.period), figure.revision


async def _replayed(session: AsyncSession, recall: Recall, items: Sequence[Item]) -> list[Step]:
    """The steps this very command took before its update was delivered again."""
    place = (recall.origin.chat_id, recall.origin.message_id)
    done = (await traces(session, [place])).get(place, ())
    by_id = {item.assignment.id: item for item in items}
    return [
        (by_id[t.figure.assignment], t.figure)
        for t in done
        if t.edited_at == recall.origin.edited_at and t.figure.assignment in by_id
    ]


async def _of_message(session: AsyncSession, recall: Recall, items: Sequence[Item]) -> list[Step]:
    place = (recall.origin.chat_id, recall.message_id or 0)
    given = {
        (t.figure.assignment, t.figure.period): t
        for t in (await traces(session, [place])).get(place, ())
        if t.figure.source is not Source.UNDO and t.figure.typed_by == recall.person.code
    }
    steps: list[Step] = []
    for item in items:
        trace = given.get((item.assignment.id, item.window.period.key))
        if trace and item.figure and item.figure.revision == trace.figure.revision:
            steps.append((item, trace.previous))
    if not steps:
        raise StaleButton
    return steps


def _entry(item: Item, before: Figure | None, recall: Recall, *, at: datetime) -> Entry:
    back = before if before is not None and before.is_answered else None
    # Taken back after it was said, even where our clock is behind Telegram's.
    undone_at = max(recall.sent_at, item.figure.reported_at) if item.figure else recall.sent_at
    return Entry(
        assignment=item.assignment.id,
        period=item.window.period.key,
        answer=back.answer if back else Answer.WITHDRAWN,
        value=back.value if back else None,
        stage=back.stage if back else item.indicator.stage,
        estimate=back.estimate if back else False,
        note=back.note if back else None,
        odd=back.odd if back else None,
        person=item.assignment.person,
        typed_by=recall.person.code,
        source=Source.UNDO,
        timeliness=timeliness(item.window, item.figure, recall.sent_at),
        reported_at=undone_at,
        recorded_at=at,
        origin=recall.origin,
        reviewed=back is not None and item.indicator.is_reviewed,
    )
