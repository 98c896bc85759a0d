"""What a typed message means for the items that are asked: pure decisions, nothing saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from domain.answers import AskedBack, Question, Reader
from domain.checks import CheckContext, CheckRules, Doubt, check
from domain.figures import Answer, Basis, Stage
from domain.stages import is_step_back, stage_reached
from domain.typed.readings import Amount, NotApplicable, NotAvailable, Same, Why
from handlers.actions.items import Item

SPANS = {Basis.CUMULATIVE: True, Basis.FLOW: False}  # of a level or a rate there is no span
STEP_BACK = "step_back"
MOST_CHOICES = 8  # buttons; more are a list nobody reads on a phone


@dataclass(frozen=True, slots=True)
class Choice:
    """What one button stands for; `odd` names the doubts that a press sets aside.

    `stage` is None where nothing was said of it.
    """

    assignment: int
    answer: Answer
    value: Decimal | None = None
    odd: str | None = None
    stage: Stage | None = None
    estimate: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that is plain enough to be saved."""

    item: Item
    answer: Answer
    value: Decimal | None = None
    note: str | None = None
    estimate: bool = False
    odd: str | None = None  # the doubts that were set aside by a tap
    typed: str | None = None  # as written, when it was converted to the item's measure
    stage: Stage | None = None  # as said; None: whatever stands, or is usual


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is asked back: a kind with its facts, told in words elsewhere."""

    kind: str
    typed: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A number that is asked back, with the choices offered. `id` is set once it is stored."""

    item: Item
    choices: tuple[Choice, ...]
    reason: Reason
    note: str | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read at all; nothing is stored of it."""

    kind: str
    typed: str = ""
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything a message means."""

    drafts: tuple[Draft, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    unread: Unread | None = None
    without_previous: tuple[Item, ...] = ()


def decide(
    text: str,
    items: Sequence[Item],
    *,
    scope: Sequence[int],
    histories: Mapping[int, Mapping[str, Decimal]],
    rules: CheckRules,
) -> Decision:
    """Read a message against a person's items.

    `scope` are the assignments that numbers without a name stand for, in order; when empty,
    those not answered yet. A named item is found whether answered or not.
    """
    meant = [key_of(item) for owner in scope for item in items if item.assignment.id == owner]
    missing = [key_of(item) for item in items if item.is_open]
    still_open = meant or missing or [key_of(item) for item in items]
    asked = still_open[0] if len(meant) == 1 or len(items) == 1 else None
    reader = reader_for(text, items)
    reading = reader.read(text, still_open=still_open, asked=asked)
    by_key = {key_of(item): item for item in items}
    parts = [
        _answer(by_key[given.key], given.answer, histories=histories, rules=rules)
        for given in reading.answers
    ]
    parts += [_asked_back(unclear, by_key) for unclear in reading.unclear]
    unread = next((part.unread for part in parts if part.unread), None)
    if not parts:
        unread = Unread(reading.kind.value, text)
    return Decision(
        drafts=_with_leftover([p.draft for p in parts if p.draft], reading.leftover),
        doubtful=tuple(part.doubtful for part in parts if part.doubtful),
        unread=unread,
        without_previous=tuple(p.without_previous for p in parts if p.without_previous),
    )


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
) -> _Part:
    match answer:
        case Amount():
            history = histories.get(item.assignment.id, {})
            return _amount(item, answer, history=history, rules=rules)
        case Same():
            if item.last_value is None:
                return _Part(without_previous=item)
            return _Part(Draft(item, Answer.NUMBER, item.last_value, note=answer.note or None))
        case NotApplicable():
            return _Part(Draft(item, Answer.NOT_APPLICABLE, note=answer.note or None))
        case NotAvailable():
            return _Part(Draft(item, Answer.NOT_AVAILABLE, note=answer.note or None))


def _amount(
    item: Item, amount: Amount, *, history: Mapping[str, Decimal], rules: CheckRules
) -> _Part:
    doubts = check(amount.value, context_of(item, history), rules)
    if not doubts and is_step_back(amount.stage, standing=item.figure):
        return _Part(doubtful=_step_back(item, amount))
    if not doubts:
        draft = Draft(
            item,
            Answer.NUMBER,
            amount.value,
            note=amount.note or None,
            estimate=amount.estimate,
            typed=amount.converted_from,
            stage=amount.stage,
        )
        return _Part(draft)
    return _Part(doubtful=_in_doubt(item, amount, doubts))


def _in_doubt(item: Item, amount: Amount, doubts: Sequence[Doubt]) -> Doubtful:
    odd = ",".join(dict.fromkeys(doubt.kind.value for doubt in doubts))
    suggestions = dict.fromkeys(d.suggestion for d in doubts if d.suggestion is not None)
    choices = [_number(item, replace(amount, value=value)) for value in suggestions]
    choices.append(_number(item, amount, odd=odd))
    first = doubts[0]
    return Doubtful(
        item,
        tuple(choices),
        Reason(
            first.kind.value,
            str(amount.value),
            {name: str(value) for name, value in first.facts.items()},
        ),
        note=amount.note or None,
    )


def _step_back(item: Item, amount: Amount) -> Doubtful:
    """快报 13.5 where 核定 13.4 stands: the number with the stage reached, or really one back."""
    reached, last = stage_reached(item.figure), item.figure.value if item.figure else None
    choices = (
        _number(item, replace(amount, stage=reached)),
        _number(item, amount, odd=STEP_BACK),
    )
    facts = {"reached": str(reached), "said": str(amount.stage), "last": str(last)}
    return Doubtful(
        item, choices, Reason(STEP_BACK, str(amount.value), facts), note=amount.note or None
    )


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
            return _number(item, answer)
        case NotAvailable():
            return Choice(item.assignment.id, Answer.NOT_AVAILABLE)
        case NotApplicable():
            return Choice(item.assignment.id, Answer.NOT_APPLICABLE)
        case Same() if item.last_value is not None:
            return _number(item, Amount(item.last_value))
        case _:
            return None


def _number(item: Item, amount: Amount, *, odd: str | None = None) -> Choice:
    own = item.assignment.id
    stage, estimate = amount.stage, amount.estimate
    return Choice(own, Answer.NUMBER, amount.value, odd, stage=stage, estimate=estimate)


def context_of(item: Item, history: Mapping[str, Decimal]) -> CheckContext:
    """What a value of this item is checked against; a running sum knows only its own year."""
    indicator, period = item.indicator, item.window.period
    is_cumulative = indicator.basis is Basis.CUMULATIVE
    year = period.key[:4]
    return CheckContext(
        history=tuple(v for key, v in history.items() if not is_cumulative or key[:4] == year),
        plan=_planned(item),
        lowest=indicator.lowest,
        highest=indicator.highest,
        is_cumulative=is_cumulative,
        is_rate=indicator.basis is Basis.RATE,
        decimals=indicator.decimals,
        last=item.last_value,
        confirmed=_confirmed(item),
    )


def _planned(item: Item) -> Decimal | None:
    """What the plan reaches by the end of the period; of a flow there is no such share."""
    plan = item.plan
    if plan is None or item.indicator.basis is Basis.FLOW:
        return None
    amount, parts = plan.planned_at(item.window.period.end)
    return amount / parts


def _confirmed(item: Item) -> tuple[Decimal, ...]:
    figure = item.figure
    return (figure.value,) if figure and figure.odd and figure.value is not None else ()
