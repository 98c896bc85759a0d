"""How a target grows between its dates: by days, workdays, months, a plan of months, last year.

DOMAIN 3: 序时进度 counts months in official tables and days in the weekly view; a plan curve
(manual months, last year's shape) may replace it. The targets themselves stay what they are:
a curve only says how the way from one to the next is walked.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from domain.figures import Basis, Curve
from domain.periods import PeriodKind
from domain.slots import MONTH_SLOTS, PAST_SLOTS
from domain.targets import Anchor, Measure, Plan, plan_of
from domain.workdays import Workdays


def curved(
    plan: Plan,
    targets: Mapping[str, Decimal],
    curve: Curve,
    *,
    basis: Basis,
    year: int,
    workdays: Workdays,
    due: date | None = None,
) -> Plan:
    """The same targets, reached along a curve; along the days where the curve has no ground.

    A plan of months has none without months, and last year's shape none unless every month of
    last year is known and adds up.
    """
    match curve:
        case Curve.WORKDAYS:
            return replace(plan, measure=workdays.count, curve=curve)
        case Curve.MONTHS:
            return replace(plan, measure=months_between, curve=curve)
        case Curve.MANUAL:
            months = plan_of(targets, basis=basis, year=year, kind=PeriodKind.MONTH, due=due)
            if months is None or not any(slot in targets for slot in MONTH_SLOTS):
                return plan
            return replace(plan, bends=_through(plan, months), curve=curve)
        case Curve.LAST_YEAR:
            grown = last_years(targets, year=year)
            adds_up = basis in (Basis.CUMULATIVE, Basis.FLOW)
            return replace(plan, measure=grown, curve=curve) if grown and adds_up else plan
        case Curve.DAYS:
            return plan


def months_between(after: date, until: date) -> Fraction:
    """Months after a day, up to and with another; inside a month by its days."""
    return _month_of(until) - _month_of(after)


def last_years(targets: Mapping[str, Decimal], *, year: int) -> Measure | None:
    """What last year came to after a day, up to and with another.

    None with a month unknown, and of a year of nothing, which has no shape.
    """
    if any(slot not in targets for slot in PAST_SLOTS):
        return None
    # January and February are one amount, spread over their days.
    lengths = [_length(year, 1) + _length(year, 2), *(_length(year, n) for n in range(3, 13))]
    amounts = [Fraction(targets[slot]) for slot in PAST_SLOTS]
    if not any(amounts):
        return None
    eve = date(year - 1, 12, 31)

    def reached(day: date) -> Fraction:
        left, total = (day - eve).days, Fraction(0)
        for length, amount in zip(lengths, amounts, strict=True):
            if left < length:
                return total + amount * max(left, 0) / length
            left, total = left - length, total + amount
        return total

    return lambda after, until: reached(until) - reached(after)


def _through(plan: Plan, months: Plan) -> tuple[Anchor, ...]:
    """The months' points, and the plan's own where both name a day."""
    own = {anchor.day: anchor for anchor in plan.anchors}
    points = {anchor.day: anchor for anchor in months.anchors} | own
    return tuple(points[day] for day in sorted(points))


def _month_of(day: date) -> Fraction:
    return 12 * day.year + day.month - 1 + Fraction(day.day, _length(day.year, day.month))


def _length(year: int, month: int) -> int:
    return monthrange(year, month)[1]
