"""What is put on record for an answer, and the questions kept for doubtful ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from domain.figures import Answer, Figure, Source, Stage, Timeliness
from domain.people import Person
from domain.stages import stage_for
from domain.windows import Window
from handlers.actions.reporting.drafts import Choice, Doubtful, Draft, Reason
from handlers.actions.reporting.items import Item
from storage.entries import Entry, Origin, Slot
from storage.questions import Question


class Said(Protocol):
    """Who said something, where and when; a message typed or a button pressed."""

    @property
    def person(self) -> Person: ...

    @property
    def origin(self) -> Origin: ...

    @property
    def sent_at(self) -> datetime: ...


def entry_of(draft: Draft, *, said: Said, source: Source, at: datetime) -> Entry:
    """The revision to be recorded for one answer; the number counts by when it was sent."""
    item = draft.item
    return Entry(
        assignment=item.assignment.id,
        period=item.window.period.key,
        answer=draft.answer,
        value=draft.value,
        stage=_stage(draft),
        estimate=draft.estimate,
        note=draft.note,
        odd=draft.odd,
        person=item.assignment.person,
        typed_by=said.person.code,
        source=source,
        timeliness=timeliness(item.window, item.figure, said.sent_at),
        reported_at=said.sent_at,
        recorded_at=at,
        origin=said.origin,
        reviewed=item.indicator.is_reviewed,
    )


def said_again(item: Item, standing: Figure, *, said: Said, source: Source, at: datetime) -> Entry:
    """The number that stands once more, as somebody says something about it."""
    sent_at = max(said.sent_at, standing.reported_at)
    return Entry(
        assignment=standing.assignment,
        period=standing.period,
        answer=standing.answer,
        value=standing.value,
        stage=standing.stage,
        estimate=standing.estimate,
        note=standing.note,
        odd=standing.odd,
        person=standing.person,
        typed_by=said.person.code,
        source=source,
        timeliness=timeliness(item.window, standing, sent_at),
        reported_at=sent_at,
        recorded_at=at,
        origin=said.origin,
    )


def _stage(draft: Draft) -> Stage:
    item = draft.item
    if draft.answer is not Answer.NUMBER:
        return item.indicator.stage
    return stage_for(draft.stage, standing=item.figure, indicator=item.indicator)


def timeliness(window: Window, standing: Figure | None, sent_at: datetime) -> Timeliness:
    """On time until the grace end; after it late, or a correction of one that was on time."""
    if window.timing(sent_at).is_in_time:
        return Timeliness.ON_TIME
    # What was returned was answered in its time: to be asked again makes nobody late.
    if standing is None or standing.answer is Answer.WITHDRAWN:
        return Timeliness.LATE
    if standing.timeliness is Timeliness.LATE:
        return Timeliness.LATE
    return Timeliness.CORRECTED


def offered(doubtful: Doubtful, items: Sequence[Item], made: Mapping[Slot, Figure]) -> Doubtful:
    """The doubt with the version that stands at each choice, the numbers just `made` included."""
    period = doubtful.item.window.period.key
    standing = {
        (item.assignment.id, item.window.period.key): item.figure.revision
        for item in items
        if item.figure
    } | {slot: figure.revision for slot, figure in made.items()}
    choices = [
        replace(choice, after=standing.get((choice.assignment, period), 0))
        for choice in doubtful.choices
    ]
    return replace(doubtful, choices=tuple(choices))


def question_of(doubtful: Doubtful, *, said: Said) -> Question:
    """A question as it is stored, so that it survives a restart."""
    return Question(
        chat_id=said.origin.chat_id,
        message_id=said.origin.message_id,
        edited_at=said.origin.edited_at,
        typed_by=said.person.code,
        assignment=doubtful.item.assignment.id,
        period=doubtful.item.window.period.key,
        choices=[_choice_to_json(choice) for choice in doubtful.choices],
        reason={
            "kind": doubtful.reason.kind,
            "typed": doubtful.reason.typed,
            "facts": dict(doubtful.reason.facts),
        },
        note=doubtful.note,
        reported_at=said.sent_at,
    )


def doubtful_of(item: Item, question: Question) -> Doubtful:
    """A stored question, to be put again."""
    reason = question.reason
    return Doubtful(
        item,
        tuple(choice_of(choice) for choice in question.choices),
        Reason(reason["kind"], reason["typed"], reason["facts"]),
        note=question.note,
        id=question.id,
    )


def choice_of(stored: dict[str, Any]) -> Choice:
    """One stored choice."""
    value = stored["value"]
    return Choice(
        stored["assignment"],
        Answer(stored["answer"]),
        Decimal(value) if value is not None else None,
        stored["odd"],
        # Questions put before there were stages say nothing of them.
        stage=Stage(stage) if (stage := stored.get("stage")) else None,
        estimate=stored.get("estimate", False),
        # Nor of what stood then: they give way to a number of the same second.
        after=stored.get("after", 0),
    )


def _choice_to_json(choice: Choice) -> dict[str, Any]:
    return {
        "assignment": choice.assignment,
        "answer": choice.answer.value,
        "value": str(choice.value) if choice.value is not None else None,
        "odd": choice.odd,
        "stage": choice.stage.value if choice.stage else None,
        "estimate": choice.estimate,
        "after": choice.after,
    }
