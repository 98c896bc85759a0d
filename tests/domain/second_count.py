"""The ranking and the points once more, in exact fractions, written from the decision pages.

Nothing of the program is used here: the pages about the overall ranking and about points by rule
families are followed on plain numbers, so that two counts that agree share no mistake.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

HUNDRED = Fraction(100)


@dataclass(frozen=True)
class Asked:
    """One indicator of one unit: what was reached by now, and what by the target's day is due.

    `kind` is share (value ÷ target), ceiling (a limit on what may be used) or rate. `value` is
    None where nothing was ever reported, `now` tells whether this period was answered.
    """

    unit: str
    group: str
    indicator: str
    weight: Fraction
    kind: str
    value: Fraction | None
    target: Fraction
    now: bool


@dataclass(frozen=True)
class Rules:
    """What the points are made by."""

    family: str
    families: Mapping[str, str]
    proportional: bool = True
    step: Fraction = Fraction(5)
    low: Fraction = Fraction(70)
    high: Fraction = Fraction(100)
    whole_district: bool = False
    base: Fraction = Fraction(80)
    each: Fraction = Fraction(1)
    reach: Fraction = Fraction(20)
    rate_points: Fraction = Fraction(5)
    missing_loses: bool = False
    missing_most: Fraction = Fraction(200)


def places(points: Fraction, digits: int) -> Fraction:
    """Rounded, halves away from zero."""
    scale = 10**digits
    sign = -1 if points < 0 else 1
    return Fraction(sign * floor(abs(points) * scale + Fraction(1, 2)), scale)


def share(one: Asked, gone: Fraction) -> Fraction | None:
    """Completion in percent as it enters the mean; a rate lays its gap on the days gone."""
    if one.value is None:
        return None
    if one.kind == "rate":
        return HUNDRED * gone + one.value - one.target
    if one.target <= 0:
        return None
    reached = HUNDRED * one.value / one.target
    return reached if one.kind == "share" else 2 * HUNDRED * gone - reached


def completions(asked: Sequence[Asked], gone: Fraction) -> dict[str, Fraction]:
    """Every ranked unit's overall number, to one decimal."""
    found = {}
    for unit in dict.fromkeys(one.unit for one in asked):
        own = [one for one in asked if one.unit == unit]
        terms = [(one.weight, s) for one in own if (s := share(one, gone)) is not None]
        weights = sum((weight for weight, _ in terms), Fraction(0))
        if weights and any(one.now for one in own):
            total = sum((weight * s for weight, s in terms), Fraction(0))
            found[unit] = places(total / weights, 1)
    return found


def ranks(numbers: Mapping[str, Fraction], groups: Mapping[str, str]) -> dict[str, int]:
    """1, 1, 3 inside each group."""
    return {
        unit: 1
        + sum(groups[other] == groups[unit] and theirs > own for other, theirs in numbers.items())
        for unit, own in numbers.items()
    }


def reached(one: Asked, gone: Fraction, rules: Rules) -> Fraction | None:
    """What was reached of what was due by the day, in percent to one decimal."""
    if one.value is None:
        return None
    if one.kind == "rate":
        return places(HUNDRED + rules.rate_points * (one.value - one.target), 1)
    completion = share(one, gone)
    return None if completion is None else places(completion / gone, 1)


def totals(asked: Sequence[Asked], gone: Fraction, rules: Rules) -> dict[str, Fraction]:
    """Every ranked unit's points, to two decimals."""
    groups = {one.unit: one.group for one in asked}
    ranked = completions(asked, gone)
    found = {}
    for unit in ranked:
        own = [one for one in asked if one.unit == unit]
        terms = []
        for one in own:
            points = marks(one, asked, groups, gone, rules)
            if points is not None:
                terms.append((one.weight, points))
        weights = sum((weight for weight, _ in terms), Fraction(0))
        if not weights:
            continue
        mean = places(sum((w * p for w, p in terms), Fraction(0)) / weights, 2)
        if not all(one.now for one in own):
            mean = min(mean, rules.missing_most)
        found[unit] = mean
    return found


def marks(
    one: Asked, asked: Sequence[Asked], groups: Mapping[str, str], gone: Fraction, rules: Rules
) -> Fraction | None:
    """The points of one item; None leaves it out."""
    family = rules.families.get(one.indicator, rules.family)
    if family == "none":
        return None
    if rules.missing_loses and not one.now:
        return Fraction(0)
    own = reached(one, gone, rules)
    if own is None:
        if family == "target" and one.value is not None:
            planned = one.target * gone
            is_met = one.value >= planned if one.kind == "share" else one.value <= planned
            return HUNDRED if is_met else Fraction(0)
        return None
    points = by_family(family, own, one, asked, groups, gone, rules)
    return None if points is None else places(min(max(points, Fraction(0)), HUNDRED), 2)


def by_family(
    family: str,
    own: Fraction,
    one: Asked,
    asked: Sequence[Asked],
    groups: Mapping[str, str],
    gone: Fraction,
    rules: Rules,
) -> Fraction | None:
    same = [other for other in asked if other.indicator == one.indicator]
    if family == "target":
        return HUNDRED if own >= 100 else own if rules.proportional else Fraction(0)
    if family == "completion":
        return own
    if family == "coefficient":
        return 60 + 40 * (own - rules.low) / (rules.high - rules.low)
    if family == "place":
        if not one.now:
            return None
        shown = {
            other.unit: places(points, 1)
            for other in same
            if other.now and (points := share(other, gone)) is not None
        }
        return HUNDRED - rules.step * (ranks(shown, groups)[one.unit] - 1)
    circle = [
        theirs
        for other in same
        if (rules.whole_district or other.group == one.group)
        and (theirs := reached(other, gone, rules)) is not None
    ]
    average = places(sum(circle, Fraction(0)) / len(circle), 1)
    above = rules.each * (own - average)
    return rules.base + min(max(above, -rules.reach), rules.reach)
