"""What a typed message means for the items that are asked: pure decisions, nothing saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from domain.answers import AskedBack, Given, Question, Reader
from domain.doubts import CheckRules
from domain.figures import Answer, Basis
from domain.typed.readings import Amount, NotApplicable, NotAvailable, Same, Why
from handlers.actions.reporting.drafts import Choice, Decision, Doubtful, Draft, Reason, Unread
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.judging import NO_KIN, Kin, judged, number

SPANS = {Basis.CUMULATIVE: True, Basis.FLOW: False}  # of a level or a rate there is no span
MOST_CHOICES = 8  # buttons; more are a list nobody reads on a phone


def decide(
    text: str,
    items: Sequence[Item],
    *,
    scope: Sequence[int],
    histories: Mapping[int, Mapping[str, Decimal]],
    rules: CheckRules,
    kin: Kin = NO_KIN,
) -> Decision:
    """Read a message against a person's items.

    `scope` are the assignments that numbers without a name stand for, in order; when empty,
    those not answered yet. A named item is found whether answered or not. `kin` are numbers
    that have to fit together with these.
    """
    meant = [key_of(item) for owner in scope for item in items if item.assignment.id == owner]
    missing = [key_of(item) for item in items if item.is_open]
    still_open = meant or missing or [key_of(item) for item in items]
    asked = still_open[0] if len(meant) == 1 or len(items) == 1 else None
    reader = reader_for(text, items)
    reading = reader.read(text, still_open=still_open, asked=asked)
    by_key = {key_of(item): item for item in items}
    kin = kin.with_given(_amounts(reading.answers, by_key))
    parts = [
        _answer(by_key[given.key], given.answer, histories=histories, rules=rules, kin=kin)
        for given in reading.answers
    ]
    parts += [_asked_back(unclear, by_key) for unclear in reading.unclear]
    doubtful, nameless = _one_each([part.doubtful for part in parts if part.doubtful])
    unread = next((part.unread for part in parts if part.unread), nameless)
    if not parts:
        unread = Unread(reading.kind.value, text)
    return Decision(
        drafts=_with_leftover([p.draft for p in parts if p.draft], reading.leftover),
        doubtful=doubtful,
        unread=unread,
        without_previous=tuple(p.without_previous for p in parts if p.without_previous),
    )


def _amounts(given: Sequence[Given], by_key: Mapping[str, Item]) -> dict[int, Decimal]:
    return {
        by_key[one.key].assignment.id: one.answer.value
        for one in given
        if isinstance(one.answer, Amount) and one.key in by_key
    }


def amount_in(text: str, item: Item, items: Sequence[Item]) -> Decimal | None:
    """The amount that a text gives for one item, if it is read as one without a question."""
    key = key_of(item)
    reading = reader_for(text, items).read(text, still_open=[key], asked=key)
    return _amounts(reading.answers, {key: item}).get(item.assignment.id)


def key_of(item: Item) -> str:
    """The key an item goes by in a reading: its place, so that people share their readers."""
    return str(item.number)


Asked = tuple[int, tuple[str, ...], str, Basis, Decimal | None]
"""What a reader needs to know of an item: quick to make and to look up."""


def _asked_as(item: Item) -> Asked:
    indicator = item.indicator
    return item.number, item.names, indicator.measure, indicator.basis, indicator.lowest


def reader_for(text: str, items: Sequence[Item]) -> Reader:
    """What reads a text against these items."""
    return _reader(tuple(map(_asked_as, items)), places_in(text, items))


@lru_cache(maxsize=4096)
def _reader(asked: tuple[Asked, ...], places: tuple[str, ...]) -> Reader:
    """A reader for these items; building one costs more than reading a message."""
    questions = tuple(
        Question(
            key=str(number),
            names=names,
            measure=measure,
            is_rate=basis is Basis.RATE,
            is_cumulative=SPANS.get(basis),
            lowest=lowest,
        )
        for number, names, measure, basis, lowest in asked
    )
    return Reader(questions, places=places)


def places_in(text: str, items: Sequence[Item]) -> tuple[str, ...]:
    """What the items' units are called, where the text says it: 城关投资13.5."""
    places = dict.fromkeys(place for item in items for place in item.places)
    return tuple(place for place in places if place in text)


def _with_leftover(drafts: Sequence[Draft], leftover: str) -> tuple[Draft, ...]:
    """Words that belong to no item stay with the only item there is."""
    if len(drafts) == 1 and leftover and not drafts[0].note:
        return (replace(drafts[0], note=leftover),)
    return tuple(drafts)


def _one_each(doubts: Sequence[Doubtful]) -> tuple[tuple[Doubtful, ...], Unread | None]:
    """One question an item: two about the same item offer all that either does.

    Of two numbers that may be for any item one is asked about; the other has to be named.
    """
    asked: dict[int, Doubtful] = {}
    nameless = None
    for doubt in doubts:
        own = doubt.item.assignment.id
        first = asked.setdefault(own, doubt)
        if first is doubt:
            continue
        if all(choice.assignment == own for choice in (*first.choices, *doubt.choices)):
            asked[own] = _joined(first, doubt)
        else:
            nameless = nameless or Unread("name_it", doubt.reason.typed)
    return tuple(asked.values()), nameless


def _joined(first: Doubtful, second: Doubtful) -> Doubtful:
    choices = tuple(dict.fromkeys((*first.choices, *second.choices)))
    typed = " ".join(dict.fromkeys((first.reason.typed, second.reason.typed)))
    return replace(first, choices=choices[:MOST_CHOICES], reason=Reason("readings", typed))


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a decision: exactly one field is set."""

    draft: Draft | None = None
    doubtful: Doubtful | None = None
    unread: Unread | None = None
    without_previous: Item | None = None


def _answer(
    item: Item,
    answer: Amount | Same | NotApplicable | NotAvailable,
    *,
    histories: Mapping[int, Mapping[str, Decimal]],
    rules: CheckRules,
    kin: Kin,
) -> _Part:
    match answer:
        case Amount():
            history = histories.get(item.assignment.id, {})
            found = judged(item, answer, history=history, rules=rules, kin=kin)
            return _Part(found) if isinstance(found, Draft) else _Part(doubtful=found)
        case Same():
            if item.last_value is None:
                return _Part(without_previous=item)
            return _Part(Draft(item, Answer.NUMBER, item.last_value, note=answer.note or None))
        case NotApplicable():
            return _Part(Draft(item, Answer.NOT_APPLICABLE, note=answer.note or None))
        case NotAvailable():
            return _Part(Draft(item, Answer.NOT_AVAILABLE, note=answer.note or None))


def _asked_back(unclear: AskedBack, by_key: Mapping[str, Item]) -> _Part:
    """A question with buttons where there is something to choose from, else one sentence."""
    items = [by_key[key] for key in unclear.keys if key in by_key]
    offered = [
        choice
        for given in unclear.choices
        if (choice := _choice(by_key[given.key], given.answer)) is not None
    ]
    if not items or not offered:
        item = items[0] if len(items) == 1 else None
        return _Part(unread=Unread(unclear.why.value, unclear.typed, item))
    several = len({choice.assignment for choice in offered}) > 1
    if several and (len(offered) > MOST_CHOICES or unclear.why is Why.ZERO_OR_NOTHING):
        return _Part(unread=Unread("name_it", unclear.typed))
    kind = "which_item" if several else "readings"
    kind = "zero_or_nothing" if unclear.why is Why.ZERO_OR_NOTHING else kind
    return _Part(doubtful=Doubtful(items[0], tuple(offered), Reason(kind, unclear.typed)))


def _choice(item: Item, answer: Amount | Same | NotApplicable | NotAvailable) -> Choice | None:
    match answer:
        case Amount():
            return number(item, answer)
        case NotAvailable():
            return Choice(item.assignment.id, Answer.NOT_AVAILABLE)
        case NotApplicable():
            return Choice(item.assignment.id, Answer.NOT_APPLICABLE)
        case Same() if item.last_value is not None:
            return number(item, Amount(item.last_value))
        case _:
            return None
