"""Buttons pressed: the special answers, the answer to a question, one item after another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NoPrevious, NotYours, PeriodLocked, StaleButton
from domain.figures import Answer, Figure, Source
from domain.people import Person
from domain.periods import Period
from domain.roster import Roster
from handlers.actions.asking import duties_of, items_of
from handlers.actions.drafts import Draft
from handlers.actions.entries import choice_of, entry_of
from handlers.actions.items import Duty, Item
from handlers.actions.outcomes import Outcome, Saved
from handlers.actions.telling import tell_answered
from handlers.deps import Deps
from storage import clocks, dialogs, figures, questions
from storage.dialogs import Dialog
from storage.origins import traces
from storage.questions import Question
from storage.recording import Origin


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


@dataclass(frozen=True, slots=True)
class Asked:
    """One item to be asked alone, and the open one after it."""

    item: Item
    total: int
    following: Item | None


async def choose(
    deps: Deps, press: Press, *, answer: Answer | None, assignment: int, period: str
) -> Outcome:
    """Record a special answer, or the same value as last time when `answer` is None.

    Raises:
        NotYours, PeriodLocked, StaleButton, NoPrevious.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Outcome:
        items = await _items(session, deps, roster, press)
        item = await _pressed(session, deps, roster, items, press, assignment, period)
        if answer is None and item.last_value is None:
            raise NoPrevious(item.label)
        draft = (
            Draft(item, Answer.NUMBER, item.last_value) if answer is None else Draft(item, answer)
        )
        return await _recorded(session, deps, _after(press, item.figure), items, draft, roster)

    outcome = await deps.db.write(work)
    deps.wake_outbox()  # somebody may be waiting for this answer
    return outcome


async def keep(deps: Deps, press: Press, *, assignment: int, period: str, revision: int) -> Outcome:
    """Give a version that was sent back once more, as it is.

    Raises:
        NotYours, PeriodLocked, StaleButton.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Outcome:
        items = await _items(session, deps, roster, press)
        item = await _pressed(session, deps, roster, items, press, assignment, period)
        figure = item.figure
        if figure is None:
            raise StaleButton
        is_meant = figure.revision == revision and item.is_returned
        if not is_meant and not await figures.recorded_from(session, [press.origin]):
            raise StaleButton
        draft = Draft(
            item,
            figure.answer,
            figure.value,
            note=figure.note,
            estimate=figure.estimate,
            odd=figure.odd,
        )
        return await _recorded(session, deps, _after(press, figure), items, draft, roster)

    outcome = await deps.db.write(work)
    deps.wake_outbox()
    return outcome


async def settle_question(deps: Deps, press: Press, *, question: int, choice: int) -> Outcome:
    """Record what was chosen; the number counts for when it was typed, not for the tap.

    Raises:
        StaleButton: no such question or choice, not this chat's, or answered otherwise.
        PeriodLocked: the period took no more numbers when the tap came.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Outcome:
        asked = await _mine(session, roster, press, question)
        if asked.state == "dropped" or not 0 <= choice < len(asked.choices):
            raise StaleButton
        chosen = choice_of(asked.choices[choice])
        items = await _items(session, deps, roster, press)
        item = await _pressed(session, deps, roster, items, press, chosen.assignment, asked.period)
        if not await _is_answerable(session, asked, item):
            raise StaleButton
        await questions.answer(session, question, at=deps.now())
        draft = Draft(
            item,
            chosen.answer,
            chosen.value,
            note=asked.note,
            estimate=chosen.estimate,
            odd=chosen.odd,
            stage=chosen.stage,
        )
        typed = replace_origin(press, asked)
        return await _recorded(session, deps, typed, items, draft, roster)

    outcome = await deps.db.write(work)
    deps.wake_outbox()
    return outcome


async def _is_answerable(session: AsyncSession, asked: Question, item: Item) -> bool:
    """Whether a choice still counts: nothing newer stands, or this very answer does.

    A number counts for when it was typed, so that a tap on an old question could not replace
    what was said since; and of two taps on one question only the first is meant.
    """
    figure = item.figure
    if asked.state == "open":
        return figure is None or figure.reported_at <= asked.reported_at
    given = (await traces(session, [asked.place])).get(asked.place, ())
    return figure is not None and any(
        trace.edited_at == asked.edited_at
        and trace.figure.assignment == figure.assignment
        and trace.figure.revision == figure.revision
        for trace in given
    )


def _after(press: Press, standing: Figure | None) -> Press:
    """A tap comes after what it was made upon, even where our clock is behind Telegram's."""
    if standing is None or standing.reported_at <= press.sent_at:
        return press
    return replace(press, sent_at=standing.reported_at)


async def ask_again(deps: Deps, press: Press, *, question: int) -> Asked:
    """Drop a question and ask for its item anew."""
    roster = await deps.roster.current()
    async with deps.db.transaction() as session:
        asked = await _mine(session, roster, press, question)
        items = await _items(session, deps, roster, press)
        item = await _pressed(session, deps, roster, items, press, asked.assignment, asked.period)
        await questions.drop(session, chat_id=asked.chat_id, assignments=[asked.assignment])
        await questions.withdraw(session, question)
        return await _lead(session, deps, press, items, item)


async def ask_item(deps: Deps, press: Press, *, assignment: int, period: str) -> Asked:
    """Ask for one item alone; the next plain number in this chat is for it."""
    roster = await deps.roster.current()
    async with deps.db.transaction() as session:
        items = await _items(session, deps, roster, press)
        item = await _pressed(session, deps, roster, items, press, assignment, period)
        return await _lead(session, deps, press, items, item)


async def _lead(
    session: AsyncSession, deps: Deps, press: Press, items: Sequence[Item], item: Item
) -> Asked:
    figure = item.figure
    lead = Dialog(
        item.assignment.id,
        item.window.period.key,
        figure.revision if figure and figure.is_answered else None,
    )
    await dialogs.ask(session, {press.chat_id: lead}, at=deps.now())
    return Asked(item, len(items), following(items, item))


def following(items: Sequence[Item], item: Item) -> Item | None:
    """The next open item after this one, round to the first; None if it is the last open."""
    rest = [other for other in items if other.is_open and other.number != item.number]
    rest.sort(key=lambda other: (other.number < item.number, other.number))
    return rest[0] if rest else None


def replace_origin(press: Press, asked: Question) -> "Retyped":
    """The press, told as the message whose number it settles."""
    return Retyped(
        press.person,
        Origin(asked.chat_id, asked.message_id, asked.edited_at),
        asked.reported_at,
    )


@dataclass(frozen=True, slots=True)
class Retyped:
    """A number typed before and settled now."""

    person: Person
    origin: Origin
    sent_at: datetime


async def _items(
    session: AsyncSession, deps: Deps, roster: Roster, press: Press
) -> tuple[Item, ...]:
    duties = {press.person.code: duties_of(roster, deps.schedule, press.person.code, press.sent_at)}
    return (await items_of(session, roster, duties))[press.person.code]


async def _pressed(
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


async def _mine(session: AsyncSession, roster: Roster, press: Press, question: int) -> Question:
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


async def _recorded(
    session: AsyncSession,
    deps: Deps,
    said: Press | Retyped,
    items: Sequence[Item],
    draft: Draft,
    roster: Roster,
) -> Outcome:
    entry = entry_of(draft, said=said, source=Source.BUTTON, at=deps.now())
    (result,) = await figures.record(session, [entry])
    own = draft.item.assignment.id
    await questions.drop(session, chat_id=said.origin.chat_id, assignments=[own])
    if draft.item.is_returned and draft.item.figure:
        await tell_answered(session, deps, roster, [draft.item.figure])
    saved = Saved(replace(draft.item, figure=result.figure), result.previous)
    after = tuple(saved.item if item.assignment.id == own else item for item in items)
    dialog = (await dialogs.of(session, [said.origin.chat_id])).get(said.origin.chat_id)
    # A lead from a period that is over has ended.
    led = (
        dialog is not None
        and not dialog.is_change
        and any(i.window.period.key == dialog.period for i in items)
    )
    outcome = Outcome(said.person, said.origin, after, saved=(saved,), one_by_one=led)
    if led:
        ahead = following(after, saved.item)
        lead = Dialog(ahead.assignment.id, ahead.window.period.key) if ahead else None
        await dialogs.ask(session, {said.origin.chat_id: lead}, at=deps.now())
    return outcome
