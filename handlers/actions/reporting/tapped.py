"""A tap, and what it is about: their items, the one item, the question it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NotYours, PeriodLocked, StaleButton
from domain.people import Person
from domain.periods import Period
from domain.roster import Roster
from handlers.actions.reporting.asking import duties_of, items_of
from handlers.actions.reporting.items import Duty, Item
from handlers.deps import Deps
from storage import clocks, questions
from storage.entries import Origin
from storage.questions import Question


@dataclass(frozen=True, slots=True)
class Press:
    """One tap. `update_id` makes it one of a kind: a replay of it changes nothing."""

    person: Person
    chat_id: int
    message_id: int
    update_id: int
    sent_at: datetime

    @property
    def origin(self) -> Origin:
        """Where its answer came from; negative, so that no edit date can be taken for it."""
        return Origin(self.chat_id, self.message_id, -self.update_id)


async def items_at(
    session: AsyncSession, deps: Deps, roster: Roster, press: Press
) -> tuple[Item, ...]:
    """All that is asked of who tapped, at that instant."""
    duties = {press.person.code: duties_of(roster, deps.schedule, press.person.code, press.sent_at)}
    return (await items_of(session, roster, duties))[press.person.code]


async def item_at(
    session: AsyncSession,
    deps: Deps,
    roster: Roster,
    items: Sequence[Item],
    press: Press,
    assignment: int,
    period: str,
) -> Item:
    """The item a button is about, if it is this person's and still open for numbers."""
    own = roster.assignments.get(assignment)
    if own is None:
        raise StaleButton
    if not roster.may_answer(press.person.code, own, press.sent_at):
        raise NotYours
    wanted = Period.parse(period)
    if wanted.kind is not roster.indicators[own.indicator].cadence:
        raise StaleButton
    window = deps.schedule.window_of(wanted)
    if press.sent_at < window.opens:
        raise StaleButton  # no button of ours leads ahead of time
    closed = await clocks.closed(session, [period])
    if press.sent_at >= window.lock or period in closed:
        raise PeriodLocked(period, closed.get(period, window.lock))
    for item in items:
        if (item.assignment.id, item.window.period.key) == (assignment, period):
            return item
    duty = {press.person.code: (Duty(own, window),)}
    return (await items_of(session, roster, duty))[press.person.code][0]


async def question_at(
    session: AsyncSession, roster: Roster, press: Press, question: int
) -> Question:
    """A question put to this person, or about an item that is theirs by now."""
    asked = await questions.get(session, question)
    if asked is None:
        raise StaleButton
    own = roster.assignments.get(asked.assignment)
    is_theirs = own is not None and own.person == press.person.code
    is_here = asked.chat_id == press.chat_id and asked.typed_by == press.person.code
    if not is_here and not is_theirs:
        raise StaleButton
    return asked
