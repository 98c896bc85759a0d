"""How far along one is, how far one should be, and the light that follows.

    completion  value to date ÷ target by the next target day, in percent
    pace        what the plan reaches by the end of the day ÷ the same target, in percent
    gap         completion − pace, in percentage points; positive is ahead

Both shares have the same denominator, so that the gap is about the target in sight: in
March the first quarter's. A level (时点) with a known state at the year's beginning counts
the way gone: (value − base) ÷ (target − base). A level that is only to be held, having no way to
go, is measured by value ÷ target against a pace of 100. Where lower is better without a way
to go, completion is mirrored at the pace, 2 × pace − value ÷ target, which at full pace is the
customary (2 − actual ÷ planned). A rate (增速) has a gap, value − target in percentage
points, and no completion. Where the denominator is not positive there is only the difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import partial

from domain.figures import Basis, Direction, Indicator
from domain.lights import Light
from domain.targets import Plan

HUNDRED = Decimal(100)
_WIDE = Context(prec=60)  # the default 28 digits do not hold a slip of many zeros


@dataclass(frozen=True, slots=True)
class LightRules:
    """Points behind the pace that are still yellow; beyond is red, and at the pace green.

    Rates have their own, because two points of growth are much. Where red `holds`, it turns
    yellow only when the arrears are made up, see domain.arrears.
    """

    yellow_points: Decimal = Decimal(10)
    rate_yellow_points: Decimal = Decimal(2)
    holds: bool = True

    def light_of(self, gap: Decimal | None, *, is_rate: bool = False) -> Light:
        """The light of a gap; every gap has one."""
        if gap is None:
            return Light.NONE
        if gap >= 0:
            return Light.GREEN
        points = self.rate_yellow_points if is_rate else self.yellow_points
        return Light.YELLOW if gap >= -points else Light.RED


class Method(StrEnum):
    """By which formula a value is measured against its plan."""

    SHARE = "share"  # value ÷ target
    WAY = "way"  # (value − origin) ÷ (target − origin)
    CEILING = "ceiling"  # 2 × pace − value ÷ target
    RATE = "rate"  # value − target
    DIFFERENCE = "difference"  # nothing can be divided: value − target
    NONE = "none"  # there is no target


@dataclass(frozen=True, slots=True)
class Progress:
    """How one number stands on one day.

    `value` is the value to date, `target` what it is measured against and `until` by when,
    both in the indicator's measure; `difference` is value − target. `completion`, `pace` and
    `elapsed` (days alone) are exact percentages. `gap` is the difference of completion and
    pace as they are shown; of a rate it is exact.
    """

    value: Decimal | None
    target: Decimal | None = None
    until: date | None = None
    completion: Decimal | None = None
    pace: Decimal | None = None
    elapsed: Decimal | None = None
    gap: Decimal | None = None
    difference: Decimal | None = None
    light: Light = Light.NONE


def shown(points: Decimal) -> Decimal:
    """A percentage as people see it: one decimal, halves away from zero.

    Rounded to a billionth first, lest a mean of thirds falls a hair short of a half.
    """
    near = points.quantize(Decimal("1e-9"), context=_WIDE)
    return near.quantize(Decimal("0.1"), ROUND_HALF_UP, context=_WIDE) + 0  # + 0: never "-0.0"


def value_to_date(basis: Basis, values: Sequence[Decimal]) -> Decimal | None:
    """The value that targets are compared with, from the year's values in order."""
    if not values:
        return None
    return sum(values, Decimal(0)) if basis is Basis.FLOW else values[-1]


def progress_of(
    indicator: Indicator,
    plan: Plan | None,
    *,
    value: Decimal | None,
    day: date,
    rules: LightRules,
) -> Progress:
    """Measure a value to date against its plan at the end of a day.

    Without a value the pace is still told; without a plan only the value.
    """
    if plan is None:
        return Progress(value)
    anchor = plan.anchor_at(day)
    target = anchor.amount
    known = partial(
        Progress,
        value,
        target=target,
        until=anchor.day,
        elapsed=plan.elapsed_at(day),
        difference=None if value is None else value - target,
    )
    if indicator.basis is Basis.RATE:
        if value is None:
            return known()
        gap = (value - target) * _sign(indicator.direction)
        return known(gap=gap, light=rules.light_of(gap, is_rate=True))
    pace = _pace(indicator, plan, target, day=day)
    if value is None:
        return known(pace=pace)
    if pace is None:
        return known(light=_undivided(indicator, plan, value, day=day))
    completion = _completion(indicator, plan, target, value=value, pace=pace)
    gap = shown(completion) - shown(pace)
    return known(completion=completion, pace=pace, gap=gap, light=rules.light_of(gap))


def method_of(indicator: Indicator, plan: Plan | None, day: date) -> Method:
    """The formula that `progress_of` follows on a day."""
    if plan is None:
        return Method.NONE
    if indicator.basis is Basis.RATE:
        return Method.RATE
    target = plan.anchor_at(day).amount
    if _way(indicator, plan, target) is not None:
        return Method.WAY if plan.origin else Method.SHARE
    if target <= 0:
        return Method.DIFFERENCE
    return Method.SHARE if indicator.direction is Direction.HIGHER else Method.CEILING


def behind(indicator: Indicator, plan: Plan, known: Progress) -> Decimal | None:
    """What is missing of the plan today, in the indicator's measure; below zero it is ahead.

    Of a rate the points below its target. None without a value or a share to tell.
    """
    if indicator.basis is Basis.RATE:
        return None if known.gap is None else -known.gap
    if known.completion is None or known.pace is None or known.target is None:
        return None
    whole = abs(_way(indicator, plan, known.target) or known.target)
    return (known.pace - known.completion) * whole / HUNDRED


def _way(indicator: Indicator, plan: Plan, target: Decimal) -> Decimal | None:
    """How far it is from the origin to the target, if the target lies on the better side."""
    way = target - plan.origin
    if indicator.direction is Direction.HIGHER:
        return way if way > 0 else None
    return way if way < 0 and indicator.basis is Basis.LEVEL else None


def _pace(indicator: Indicator, plan: Plan, target: Decimal, *, day: date) -> Decimal | None:
    """The share of the target that is planned by the day; None if nothing can be divided."""
    way = _way(indicator, plan, target)
    if way is None and target <= 0:
        return None
    if way is None and indicator.basis is Basis.LEVEL:
        return HUNDRED
    amount, parts = plan.planned_at(day)
    return HUNDRED * (amount - plan.origin * parts) / ((way or target) * parts)


def _completion(
    indicator: Indicator, plan: Plan, target: Decimal, *, value: Decimal, pace: Decimal
) -> Decimal:
    way = _way(indicator, plan, target)
    if way is not None:
        return HUNDRED * (value - plan.origin) / way
    reached = HUNDRED * value / target
    return reached if indicator.direction is Direction.HIGHER else 2 * pace - reached


def _undivided(indicator: Indicator, plan: Plan, value: Decimal, *, day: date) -> Light:
    """No share can be told, so there is no shade of yellow either."""
    amount, parts = plan.planned_at(day)
    ahead = (value * parts - amount) * _sign(indicator.direction)
    return Light.GREEN if ahead >= 0 else Light.RED


def _sign(direction: Direction) -> int:
    return 1 if direction is Direction.HIGHER else -1
