"""Buttons pressed: the special answers, a number as it was, the answer to a question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NoPrevious, StaleButton
from domain.figures import Answer, Figure, Source
from domain.people import Person
from domain.roster import Roster
from handlers.actions.notices.telling import tell_answered
from handlers.actions.reporting.drafts import Choice, Draft
from handlers.actions.reporting.entries import choice_of, entry_of
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.leading import following
from handlers.actions.reporting.outcomes import Outcome, Saved
from handlers.actions.reporting.tapped import Press, item_at, items_at, question_at
from handlers.deps import Deps
from storage import dialogs, questions, recording
from storage.dialogs import Dialog
from storage.entries import Origin
from storage.origins import traces
from storage.questions import Question


async def choose(
    deps: Deps, press: Press, *, answer: Answer | None, assignment: int, period: str
) -> Outcome:
    """Record a special answer, or the same value as last time when `answer` is None.

    Raises:
        NotYours, PeriodLocked, StaleButton, NoPrevious.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Outcome:
        items = await items_at(session, deps, roster, press)
        item = await item_at(session, deps, roster, items, press, assignment, period)
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
        items = await items_at(session, deps, roster, press)
        item = await item_at(session, deps, roster, items, press, assignment, period)
        figure = item.figure
        if figure is None:
            raise StaleButton
        is_meant = figure.revision == revision and item.is_returned
        if not is_meant and not await recording.recorded_from(session, [press.origin]):
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
        asked = await question_at(session, roster, press, question)
        if asked.state == "dropped" or not 0 <= choice < len(asked.choices):
            raise StaleButton
        chosen = choice_of(asked.choices[choice])
        items = await items_at(session, deps, roster, press)
        item = await item_at(session, deps, roster, items, press, chosen.assignment, asked.period)
        if not await _is_answerable(session, asked, chosen, item):
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


async def _is_answerable(
    session: AsyncSession, asked: Question, chosen: Choice, item: Item
) -> bool:
    """Whether a choice still counts: nothing newer stands, or this very answer does.

    A number counts for when it was typed, so that a tap on an old question could not replace
    what was said since; within one second, which is all that Telegram dates, the order on record
    decides. Of two taps on one question only the first is meant.
    """
    figure = item.figure
    if asked.state == "open":
        put = asked.reported_at, chosen.after
        return figure is None or (figure.reported_at, figure.revision) <= put
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


async def _recorded(
    session: AsyncSession,
    deps: Deps,
    said: Press | Retyped,
    items: Sequence[Item],
    draft: Draft,
    roster: Roster,
) -> Outcome:
    entry = entry_of(draft, said=said, source=Source.BUTTON, at=deps.now())
    (result,) = await recording.record(session, [entry])
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
