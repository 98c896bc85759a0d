"""What it takes from here, and where the own course leads.

    days ahead   how much later the plan reaches what is reached already; behind is negative
    needed       what is left of the target ÷ the weeks left
    forecast     the own course carried on to the target's day, with a band and a chance

The forecast is the drift method (Hyndman, Athanasopoulos: Forecasting, Principles and Practice,
3rd ed., 5.2 and 5.5): the value goes on at its own mean pace, and the band widens by
√(h (1 + h/T)), with Student's quantile because few steps are known. Steps are weighed by the
time they took, so that weeks without a number do no harm. Time is what the plan asks for, where
it grows all the while: a summer planned twice as busy as the winter is expected to be so, and
what a course was ahead of its plan it stays ahead. Otherwise days count. A rate has no drift: it
stays where it is, in a band of its own steps. The band holds four times in five, as a test on
made-up courses measures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import Final

from domain.figures import Basis, Direction, Indicator
from domain.student import quantile_90, share_below
from domain.targets import Anchor, Measure, Plan, days_between

LEAST_STEPS: Final = 4
"""Steps of the own course below which nothing is foretold."""

BAND: Final = 80  # percent
DAYS_A_WEEK: Final = 7
WORKDAYS_A_WEEK: Final = 5


@dataclass(frozen=True, slots=True)
class Point:
    """A value to date, as it stood at the end of a day."""

    day: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where the own course leads by a day, in the indicator's measure.

    Four times in five the value will lie between `low` and `high`. `chance` of meeting the
    target is in whole percent, 1 to 99: nothing ahead is certain. `steps` were known.
    """

    day: date
    low: Decimal
    middle: Decimal
    high: Decimal
    chance: int
    steps: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """One target seen from a day.

    `left` is what is missing of it; below zero it is exceeded. `weeks` until its day are
    exact; `needed` is what each of them must bring, or of a ceiling may still take, and None
    for a rate or without time left. `days_ahead` is None where the plan has no way to go.
    """

    anchor: Anchor
    left: Decimal
    weeks: Decimal
    needed: Decimal | None
    days_ahead: int | None
    forecast: Forecast | None


def outlook_of(
    indicator: Indicator,
    plan: Plan,
    course: Sequence[Point],
    *,
    day: date,
    anchor: Anchor | None = None,
    workdays: Measure | None = None,
) -> Outlook | None:
    """What is ahead of the last value of a course, by default until the target in sight.

    With `workdays` weeks are of five of them. None without a value.
    """
    if not course:
        return None
    anchor = anchor or plan.anchor_at(day)
    value = course[-1].value
    left = anchor.amount - value
    weeks = _weeks(day, anchor.day, workdays)
    return Outlook(
        anchor=anchor,
        left=left,
        weeks=weeks,
        needed=_needed(indicator, left, weeks),
        days_ahead=days_ahead(indicator, plan, value, day=day),
        forecast=forecast(indicator, plan, course, anchor=anchor),
    )


def needed_a_week(
    indicator: Indicator,
    value: Decimal,
    anchor: Anchor,
    *,
    day: date,
    workdays: Measure | None = None,
) -> Decimal | None:
    """What each week after the day must bring until a target; see `Outlook.needed`."""
    return _needed(indicator, anchor.amount - value, _weeks(day, anchor.day, workdays))


def days_ahead(indicator: Indicator, plan: Plan, value: Decimal, *, day: date) -> int | None:
    """Days between the day and the one on which the plan comes to this value.

    None for rates, for ceilings, and where the plan stands still: there value tells no time.
    """
    end = plan.anchors[-1]
    way = end.amount - plan.origin
    is_upwards = indicator.direction is Direction.HIGHER
    if indicator.basis is Basis.RATE or not way or (way > 0) is not is_upwards:
        return None
    low, high = plan.eve, end.day
    # The last day on which the plan asks for no more than was reached.
    while low < high:
        middle = low + timedelta(days=((high - low).days + 1) // 2)
        amount, parts = plan.planned_at(middle)
        is_reached = amount <= value * parts if is_upwards else amount >= value * parts
        low, high = (middle, high) if is_reached else (low, middle - timedelta(days=1))
    return (low - min(day, end.day)).days


def forecast(
    indicator: Indicator, plan: Plan, course: Sequence[Point], *, anchor: Anchor
) -> Forecast | None:
    """The course carried on to the target's day; None with too few steps or no time left."""
    if len(course) <= LEAST_STEPS:
        return None
    *ticks, end = _ticks(indicator, plan, [*(point.day for point in course), anchor.day])
    values, scale = _over_one([(point.value, 1) for point in course])
    steps = _steps(ticks, values)
    ahead = end - ticks[-1]
    if len(steps) < LEAST_STEPS or ahead <= 0:
        return None
    drifts = indicator.basis is not Basis.RATE
    gone = sum(time for time, _ in steps)
    grown = sum(brought for _, brought in steps) if drifts else 0
    freedom = len(steps) - 1 if drifts else len(steps)
    widening = ahead * (1 + Fraction(ahead, gone)) if drifts else ahead
    spread = _root(_scatter(steps, gone, grown) / freedom * widening / scale**2)
    middle = _decimal(Fraction(values[-1] * gone + grown * ahead, gone * scale))
    half = quantile_90(freedom) * spread
    low = middle - half
    if indicator.basis in (Basis.CUMULATIVE, Basis.FLOW) and grown >= 0:
        low = max(low, course[-1].value)
    return Forecast(
        day=anchor.day,
        low=_rounded(low, indicator),
        middle=_rounded(middle, indicator),
        high=_rounded(middle + half, indicator),
        chance=_chance(indicator, middle - anchor.amount, spread, freedom),
        steps=len(steps),
    )


def _weeks(day: date, until: date, workdays: Measure | None) -> Decimal:
    if day >= until:
        return Decimal(0)
    if workdays is None:
        return Decimal(days_between(day, until)) / DAYS_A_WEEK
    return _decimal(Fraction(workdays(day, until))) / WORKDAYS_A_WEEK


def _needed(indicator: Indicator, left: Decimal, weeks: Decimal) -> Decimal | None:
    if indicator.basis is Basis.RATE or not weeks:
        return None
    is_down = indicator.basis is Basis.LEVEL and indicator.direction is Direction.LOWER
    return left / weeks if is_down else max(left, Decimal(0)) / weeks


def _ticks(indicator: Indicator, plan: Plan, days: Sequence[date]) -> Sequence[int]:
    """When days are, by what the plan asks for until then; by days where it ever stands still.

    Only differences count, and of these only how they compare.
    """
    if indicator.basis is not Basis.RATE:
        planned, _ = _over_one([plan.planned_at(day) for day in days])
        if plan.anchors[-1].amount < plan.origin:
            planned = [-amount for amount in planned]
        if all(earlier < later for earlier, later in pairwise(planned)):
            return planned
    return [day.toordinal() for day in days]


def _over_one(shares: Sequence[tuple[Decimal, int]]) -> tuple[list[int], int]:
    """The numerators of exact shares over one denominator, and that: whole numbers are quick."""
    ratios = [(*amount.as_integer_ratio(), parts) for amount, parts in shares]
    common = lcm(*(below * parts for _, below, parts in ratios))
    return [above * (common // (below * parts)) for above, below, parts in ratios], common


def _steps(ticks: Sequence[int], values: Sequence[int]) -> list[tuple[int, int]]:
    """The time each step took and what it brought; those without time are part of the next."""
    steps: list[tuple[int, int]] = []
    at = 0
    for number in range(1, len(ticks)):
        time = ticks[number] - ticks[at]
        if time > 0:
            steps.append((time, values[number] - values[at]))
            at = number
    return steps


def _scatter(steps: Sequence[tuple[int, int]], gone: int, grown: int) -> Fraction:
    """The sum of (brought - pace × time)² ÷ time, at a pace of grown ÷ gone."""
    common = lcm(*(time for time, _ in steps))
    squares = sum(brought * brought * (common // time) for time, brought in steps)
    return Fraction(squares, common) - Fraction(grown * grown, gone)


def _chance(indicator: Indicator, above: Decimal, spread: Decimal, freedom: int) -> int:
    """How likely the target is met, in whole percent; never 0 and never 100."""
    if indicator.direction is Direction.LOWER:
        above = -above
    if not spread:
        return 99 if above >= 0 else 1
    share = share_below(float(above / spread), freedom)
    return min(max(round(share * 100), 1), 99)


def _root(square: Fraction) -> Decimal:
    return _decimal(square).sqrt()


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def _rounded(value: Decimal, indicator: Indicator) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-indicator.decimals))
