"""Blanks of the form: each stands for one number, and says by itself which."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.errors import NotYours, Refusal
from domain.stages import stage_for
from handlers.actions.reporting.answering import amount_in
from handlers.actions.reporting.drafts import Choice, Decision, Doubtful, Draft, Unread
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.outcomes import Blank, Typed

BESIDE = "；"
ELSEWHERE = "elsewhere"
"""The kind of what cannot be read because it names the item of another blank."""


@dataclass(eq=False)
class StillDoubtful(Refusal):
    """What stands in a blank is questioned; the form asks, nothing waits in the chat."""

    doubtful: Doubtful


def item_of(blank: Blank, items: Sequence[Item]) -> Item:
    """The item of a blank, in the very period it was shown for.

    Raises:
        NotYours: it is not asked of this person now.
    """
    for item in items:
        if (item.assignment.id, item.window.period.key) == (blank.assignment, blank.period):
            return item
    raise NotYours


def amounts_beside(blank: Blank, items: Sequence[Item]) -> dict[int, Decimal]:
    """The amounts in the other blanks: what is sent together has to fit together."""
    by_id = {item.assignment.id: item for item in items}
    read = {
        owner: amount_in(text, by_id[owner], items)
        for owner, text in blank.others
        if owner in by_id
    }
    return {owner: amount for owner, amount in read.items() if amount is not None}


def settled(decision: Decision, blank: Blank) -> Decision:
    """The decision with the note beside the number, and with the doubt the person set aside.

    Words that name another item are not read at all: it has a blank of its own.

    Raises:
        StillDoubtful: the number is questioned, and nobody has said yet what is meant.
    """
    meant = [d.item for d in decision.drafts] + [d.item for d in decision.doubtful]
    other = next((item for item in meant if item.assignment.id != blank.assignment), None)
    if other is not None:
        return Decision(unread=Unread(ELSEWHERE, item=other))
    drafts = [*decision.drafts, *(_chosen(doubt, blank) for doubt in decision.doubtful)]
    noted = tuple(replace(draft, note=_joined(draft.note, blank.note)) for draft in drafts)
    return replace(decision, drafts=noted, doubtful=())


def said_after(typed: Typed, standing: Item) -> Typed:
    """What is sent with the form comes after what it was made upon.

    A message bears Telegram's time, the form ours, which may be behind.
    """
    before = standing.figure
    if typed.blank is None or before is None or before.reported_at <= typed.sent_at:
        return typed
    return replace(typed, sent_at=before.reported_at)


def without_standing(decision: Decision) -> tuple[Decision, tuple[Item, ...]]:
    """Leave out what says only what stands; returns the items left as they are."""
    fresh = tuple(draft for draft in decision.drafts if not _stands(draft))
    kept = tuple(draft.item for draft in decision.drafts if draft not in fresh)
    return replace(decision, drafts=fresh), kept


def mark_of(choice: Choice) -> str:
    """What tells one choice from the others of a question, for the form to send back."""
    value = "" if choice.value is None else format(choice.value.normalize(), "f")
    parts = (choice.answer.value, value, choice.odd, choice.stage, choice.estimate)
    return "|".join("" if part is None else str(part) for part in parts)


def _chosen(doubt: Doubtful, blank: Blank) -> Draft:
    for choice in doubt.choices:
        if mark_of(choice) == blank.chosen:
            return Draft(
                doubt.item,
                choice.answer,
                choice.value,
                note=doubt.note,
                estimate=choice.estimate,
                odd=choice.odd,
                stage=choice.stage,
            )
    raise StillDoubtful(doubt)


def _stands(draft: Draft) -> bool:
    before, indicator = draft.item.figure, draft.item.indicator
    if before is None or not before.is_answered:
        return False
    stage = stage_for(draft.stage, standing=before, indicator=indicator)
    said = (draft.answer, draft.value, draft.note, draft.estimate)
    return said == (before.answer, before.value, before.note, before.estimate) and (
        stage is before.stage or draft.value is None
    )


def _joined(read: str | None, beside: str | None) -> str | None:
    """Words found behind the number, and the note of its own."""
    notes = dict.fromkeys(note for note in (read, beside) if note)
    return BESIDE.join(notes) or None
