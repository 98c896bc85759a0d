"""One amount against its item: plain enough to be saved, or asked back with the reason."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from domain.checks import check
from domain.doubts import CheckContext, CheckRules, Doubt, DoubtKind
from domain.families import Family, Relation, doubts_among
from domain.figures import Answer, Basis, Stage
from domain.measures import measure_of
from domain.stages import is_step_back, stage_reached
from domain.typed.readings import Amount
from handlers.actions.reporting.drafts import Choice, Doubtful, Draft, Reason
from handlers.actions.reporting.items import Item
from storage.past import RECENT

STEP_BACK = "step_back"
ESTIMATE_ONLY = "estimate_only"
BELOW_PART = "below_part"
SUM_WITH_OTHERS = "sum_with_others"


@dataclass(frozen=True, slots=True)
class Kin:
    """The numbers of the same period that others bear on; `names` are theirs.

    `beside` were given in the same message as the number that is judged.
    """

    families: Mapping[int, Family] = field(default_factory=dict)
    values: Mapping[int, Decimal] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    beside: Collection[int] = ()

    def with_given(self, given: Mapping[int, Decimal]) -> "Kin":
        """With what a message says itself."""
        if not self.families:
            return self
        return replace(self, values={**self.values, **given}, beside=(*self.beside, *given))


NO_KIN = Kin()


def judged(
    item: Item,
    amount: Amount,
    *,
    history: Mapping[str, Decimal],
    rules: CheckRules,
    kin: Kin = NO_KIN,
) -> Draft | Doubtful:
    """The amount as a draft if nothing is odd about it, else the first question about it."""
    doubts = check(amount.value, context_of(item, history), rules)
    if doubts:
        return _in_doubt(item, amount, doubts)
    if item.indicator.estimate_only and amount.stage not in (None, Stage.ESTIMATE):
        return _estimate_only(item, amount)
    if is_step_back(amount.stage, standing=item.figure):
        return _step_back(item, amount)
    relations = _relations(item, amount.value, kin)
    if relations:
        return _unrelated(item, amount, relations[0], kin)
    return Draft(
        item,
        Answer.NUMBER,
        amount.value,
        note=amount.note or None,
        estimate=amount.estimate,
        typed=amount.converted_from,
        stage=amount.stage,
    )


def _in_doubt(item: Item, amount: Amount, doubts: Sequence[Doubt]) -> Doubtful:
    odd = ",".join(dict.fromkeys(doubt.kind.value for doubt in doubts))
    suggestions = dict.fromkeys(d.suggestion for d in doubts if d.suggestion is not None)
    choices = [number(item, replace(amount, value=value)) for value in suggestions]
    choices.append(number(item, amount, odd=odd))
    first = doubts[0]
    return _asked(item, amount, choices, first.kind.value, _plain(first))


def _estimate_only(item: Item, amount: Amount) -> Doubtful:
    """核定 where others verify: from a cadre the number is an estimate, or not for now."""
    choices = [number(item, replace(amount, stage=Stage.ESTIMATE))]
    return _asked(item, amount, choices, ESTIMATE_ONLY, {"said": str(amount.stage)})


def _step_back(item: Item, amount: Amount) -> Doubtful:
    """快报 13.5 where 核定 13.4 stands: the number with the stage reached, or really one back."""
    reached, last = stage_reached(item.figure), item.figure.value if item.figure else None
    choices = [
        number(item, replace(amount, stage=reached)),
        number(item, amount, odd=STEP_BACK),
    ]
    facts = {"reached": str(reached), "said": str(amount.stage), "last": str(last)}
    return _asked(item, amount, choices, STEP_BACK, facts)


def _relations(item: Item, value: Decimal, kin: Kin) -> tuple[Relation, ...]:
    own = item.assignment.id
    family = kin.families.get(own)
    if family is None or value in _confirmed(item):
        return ()
    decimals = item.indicator.decimals
    beside = tuple(kin.beside)
    return doubts_among(own, value, family, kin.values, decimals=decimals, beside=beside)


def _unrelated(item: Item, amount: Amount, relation: Relation, kin: Kin) -> Doubtful:
    doubt = relation.doubt
    kind = doubt.kind.value
    if doubt.kind is DoubtKind.PART_ABOVE_TOTAL and not relation.is_part:
        kind = BELOW_PART
    elif doubt.kind is DoubtKind.SUM_DIFFERS and relation.is_part:
        kind = SUM_WITH_OTHERS
    choices = [number(item, amount, odd=kind)]
    if doubt.suggestion is not None:
        choices.insert(0, number(item, replace(amount, value=doubt.suggestion)))
    facts = {**_plain(doubt), "other": kin.names.get(relation.other, "")}
    return _asked(item, amount, choices, kind, facts)


def _plain(doubt: Doubt) -> dict[str, str]:
    return {name: str(value) for name, value in doubt.facts.items()}


def _asked(
    item: Item, amount: Amount, choices: Sequence[Choice], kind: str, facts: Mapping[str, str]
) -> Doubtful:
    reason = Reason(kind, str(amount.value), facts)
    return Doubtful(item, tuple(choices), reason, note=amount.note or None)


def number(item: Item, amount: Amount, *, odd: str | None = None) -> Choice:
    """The choice that stands for an amount."""
    own = item.assignment.id
    stage, estimate = amount.stage, amount.estimate
    return Choice(own, Answer.NUMBER, amount.value, odd, stage=stage, estimate=estimate)


def context_of(item: Item, history: Mapping[str, Decimal]) -> CheckContext:
    """What a value of this item is checked against; a running sum knows only its own year."""
    indicator, period = item.indicator, item.window.period
    is_cumulative = indicator.basis is Basis.CUMULATIVE
    year = period.key[:4]
    return CheckContext(
        history=tuple(
            v for key, v in list(history.items())[-RECENT:] if not is_cumulative or key[:4] == year
        ),
        plan=_planned(item),
        lowest=indicator.lowest,
        highest=indicator.highest,
        is_cumulative=is_cumulative,
        is_rate=indicator.basis is Basis.RATE,
        decimals=indicator.decimals,
        last=item.last_value,
        confirmed=_confirmed(item),
        period=period,
        past=history,
        is_flow=indicator.basis is Basis.FLOW,
        is_whole=indicator.decimals == 0 and measure_of(indicator.measure).is_whole,
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
