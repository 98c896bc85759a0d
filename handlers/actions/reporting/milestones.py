"""Milestones as those who answer for them tell of them: reached, put off, taken back."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NotADay, NotYours, StaleButton
from domain.milestones import (
    Report,
    Said,
    State,
    is_delay,
    may_answer,
    read_delay,
    tidy_reason,
)
from domain.people import Person
from domain.roster import Milestone, Project, Roster
from handlers.actions.reporting.tapped import Press
from handlers.deps import Deps
from storage import milestones
from storage.entries import Origin
from storage.milestones import Dialog

WAITS = timedelta(hours=12)
"""How long words that are no reply are taken for what was asked last."""
A_YEAR, NEARLY_A_YEAR = timedelta(days=366), timedelta(days=300)


@dataclass(frozen=True, slots=True)
class Words:
    """A message that may answer what was asked about a milestone."""

    person: Person
    text: str
    chat_id: int
    message_id: int
    reply_to: int | None
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """One milestone with all that is told about it.

    `step` is what is asked for now: nothing, a new `day`, `why` for the `day` chosen, or the
    day it was `done` on. `is_answer`: something was just said, and can be taken back.
    """

    state: State
    project: Project
    today: date
    step: str = ""
    day: date | None = None
    is_answer: bool = False
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class _Statement:
    """What is to be put on record."""

    said: Said
    day: date | None = None
    reason: str | None = None


async def show(deps: Deps, press: Press, milestone: int) -> Told:
    """One milestone, to be told about; raises StaleButton, NotYours."""
    roster, one = await _own(deps, press.person, milestone, press.sent_at)
    async with deps.db.transaction() as session:
        await milestones.lead(session, press.chat_id, None)
        return _told(deps, roster, await milestones.state(session, one), press.sent_at)


async def ask(deps: Deps, press: Press, milestone: int, step: str, day: date | None = None) -> Told:
    """Ask for a new day, for the reason of the one chosen, or for the day it was done on.

    Raises:
        StaleButton, NotYours.
        NotADay: the day chosen is over, or no other than the one expected.
    """
    roster, one = await _own(deps, press.person, milestone, press.sent_at)
    async with deps.db.transaction() as session:
        told = _told(deps, roster, await milestones.state(session, one), press.sent_at)
        if step == "done" and not told.state.is_done:
            raise StaleButton
        if day is not None:
            _must_be_delay(told, day)
        asked = Dialog(milestone, press.message_id, step, day, press.sent_at)
        await milestones.lead(session, press.chat_id, asked)
    return replace(told, step=step, day=day)


async def say_done(deps: Deps, press: Press, milestone: int) -> Told:
    """It was reached, today unless another day is written behind it."""
    return await _press(deps, press, milestone, _Statement(Said.DONE, _local(deps, press.sent_at)))


async def put_off(deps: Deps, press: Press, milestone: int, day: date, reason: str) -> Told:
    """It is expected on another day, and why; raises NotADay too."""
    return await _press(deps, press, milestone, _Statement(Said.POSTPONED, day, reason))


async def take_back(deps: Deps, press: Press, milestone: int, number: int) -> Told:
    """Take back the statement of this number, while it is the last; raises StaleButton."""
    roster, one = await _own(deps, press.person, milestone, press.sent_at)

    async def work(session: AsyncSession) -> Told:
        before = await milestones.state(session, one)
        if await milestones.said_by(session, press.origin) is None:
            if before.total != number or before.last is None:
                raise StaleButton
            await _append(session, press, before, _Statement(Said.WITHDRAWN))
            await milestones.lead(session, press.chat_id, None)
        after = await milestones.state(session, one)
        return replace(_told(deps, roster, after, press.sent_at), is_undone=True)

    return await deps.db.write(work)


async def take_words(deps: Deps, words: Words, *, is_reply_only: bool) -> Told | None:
    """A day, a reason, or both, as an answer to what this chat was asked; None if it is none.

    `is_reply_only`: take nothing but a reply to the very message that asks.

    Raises:
        NotADay: a reply that names no day, or one that cannot be.
        StaleButton, NotYours: the milestone is gone, or in other hands by now.
    """
    async with deps.db.reading() as session:
        asked = await milestones.dialog_of(session, words.chat_id)
        again = await milestones.said_by(session, _origin(words))
    if again is not None:  # handled before
        roster, one = await _own(deps, words.person, again.milestone, words.sent_at)
        return await _retold(deps, roster, one, words.sent_at)
    if asked is None:
        return None
    is_reply = words.reply_to == asked.message_id
    if not is_reply and (is_reply_only or words.sent_at - asked.asked_at > WAITS):
        return None
    roster, one = await _own(deps, words.person, asked.milestone, words.sent_at)

    async def work(session: AsyncSession) -> Told | None:
        told = _told(deps, roster, await milestones.state(session, one), words.sent_at)
        if asked.step == "done":
            return await _redate(session, words, told, is_reply=is_reply)
        return await _put_off_in_words(session, words, told, asked, is_reply=is_reply)

    return await deps.db.write(work)


async def follow(deps: Deps, chat_id: int, message_id: int) -> None:
    """What is asked is asked by this message from now on, so that a reply to it is found."""
    async with deps.db.transaction() as session:
        asked = await milestones.dialog_of(session, chat_id)
        if asked is not None:
            await milestones.lead(session, chat_id, replace(asked, message_id=message_id))


async def _redate(
    session: AsyncSession, words: Words, told: Told, *, is_reply: bool
) -> Told | None:
    """The day on which it was reached really."""
    day = read_delay(words.text, state=told.state, today=told.today).day
    if day is None:
        if is_reply:  # other words may mean anything
            raise NotADay("unread")
        return None
    if day - told.today > NEARLY_A_YEAR:  # 12月30日, said in January
        day = day.replace(year=day.year - 1)
    if not told.today - A_YEAR <= day <= told.today:
        raise NotADay("ahead")
    return await _say(session, words, told, _Statement(Said.DONE, day))


async def _put_off_in_words(
    session: AsyncSession, words: Words, told: Told, asked: Dialog, *, is_reply: bool
) -> Told | None:
    """A day asks for the reason next; with a reason behind it, or chosen before, that is all."""
    delay = read_delay(words.text, state=told.state, today=told.today)
    day = delay.day or asked.day
    if day is None:
        if is_reply:  # other words may mean anything
            raise NotADay("unread")
        return None
    _must_be_delay(told, day)
    reason = delay.reason
    if asked.step == "why" and delay.day is None:
        reason = tidy_reason(words.text)
    if reason:
        return await _say(session, words, told, _Statement(Said.POSTPONED, day, reason))
    following = replace(asked, step="why", day=day, asked_at=words.sent_at)
    await milestones.lead(session, words.chat_id, following)
    return replace(told, step="why", day=day)


async def _press(deps: Deps, press: Press, milestone: int, said: _Statement) -> Told:
    roster, one = await _own(deps, press.person, milestone, press.sent_at)

    async def work(session: AsyncSession) -> Told:
        state = await milestones.state(session, one)
        told = _told(deps, roster, state, press.sent_at)
        if await milestones.said_by(session, press.origin) is not None:
            return replace(told, is_answer=True)
        if state.is_done:
            raise StaleButton
        if said.said is Said.POSTPONED and said.day is not None:
            _must_be_delay(told, said.day)
        return await _say(session, press, told, said)

    return await deps.db.write(work)


async def _say(session: AsyncSession, by: Press | Words, told: Told, said: _Statement) -> Told:
    await _append(session, by, told.state, said)
    await milestones.lead(session, by.chat_id, None)
    state = await milestones.state(session, told.state.milestone)
    return replace(told, state=state, is_answer=True)


async def _append(session: AsyncSession, by: Press | Words, state: State, said: _Statement) -> None:
    made = Report(
        milestone=state.milestone.id,
        number=state.total + 1,
        said=said.said,
        planned=state.milestone.due,
        day=said.day,
        reason=said.reason,
        person=by.person.code,
        reported_at=by.sent_at,
    )
    await milestones.append(session, made, origin=_origin(by))


def _origin(by: Press | Words) -> Origin:
    return by.origin if isinstance(by, Press) else Origin(by.chat_id, by.message_id)


def _must_be_delay(told: Told, day: date) -> None:
    if not is_delay(day, state=told.state, today=told.today):
        raise NotADay("same" if day == told.state.expected else "past")


async def _own(
    deps: Deps, person: Person, milestone: int, at: datetime
) -> tuple[Roster, Milestone]:
    roster = await deps.roster.current()
    one = next((m for m in roster.milestones if m.id == milestone), None)
    if one is None:
        raise StaleButton
    if not may_answer(roster, person.code, one, at):
        raise NotYours
    return roster, one


async def _retold(deps: Deps, roster: Roster, one: Milestone, at: datetime) -> Told:
    async with deps.db.reading() as session:
        told = _told(deps, roster, await milestones.state(session, one), at)
    return replace(told, is_answer=True)


def _told(deps: Deps, roster: Roster, state: State, at: datetime) -> Told:
    project = roster.projects[state.milestone.project]
    return Told(state, project, _local(deps, at))


def _local(deps: Deps, at: datetime) -> date:
    return at.astimezone(deps.schedule.zone).date()
