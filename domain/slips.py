"""Slips by a power of ten: 万 for 亿, a lost point.

A slip is told from a surge by two signs together: the number as typed does not fit the own past,
and the number shifted by 10^k does.
"""

from decimal import Decimal
from typing import Final

from domain.doubts import CheckContext, CheckRules, Doubt, DoubtKind
from domain.spread import median
from domain.typed.units import tidy

_SHIFTS: Final = (1, 2, 3, 4)


def slip_of(value: Decimal, context: CheckContext, rules: CheckRules) -> Doubt | None:
    """An amount that is several times off, with what was probably meant; None if it is near."""
    if value <= 0:
        return None
    reference = _reference(context)
    if reference is None or reference <= 0:
        return _slip_against_plan(value, context, rules)
    if _is_small_count(reference, context):
        return None
    ratio = value / reference
    if 1 / rules.slip_ratio < ratio < rules.slip_ratio:
        return None
    if _plan_excuses(value, context, rules):
        return None
    shifted = _best_shift(value, reference, context, rules)
    if shifted is None and 1 / rules.far_below < ratio < rules.far_ratio:
        return None
    facts = {"last": reference, "ratio": ratio}
    if context.plan is not None:
        facts["plan"] = context.plan
    return Doubt(DoubtKind.MAGNITUDE, facts, shifted)


def _reference(context: CheckContext) -> Decimal | None:
    """What the next value is near to: the last of a running sum, else the usual size."""
    if context.is_cumulative or not context.history:
        return context.newest
    return median(context.history)


def _is_small_count(reference: Decimal, context: CheckContext) -> bool:
    """From 1 to 12 new firms is a good week, not a slip."""
    return context.decimals == 0 and reference <= 2


def _plan_excuses(value: Decimal, context: CheckContext, rules: CheckRules) -> bool:
    """Early in the year a running sum may leap to where the plan has it."""
    if len(context.history) >= rules.settled_after or context.plan is None:
        return False
    return context.plan / 3 <= value <= context.plan * 2


def _best_shift(
    value: Decimal, reference: Decimal, context: CheckContext, rules: CheckRules
) -> Decimal | None:
    """The value moved by 10^k that lies nearest to the reference, if it fits there."""
    sign = -1 if value > reference else 1
    low, high = rules.fit_low, rules.fit_high
    if not context.is_cumulative:
        low, high = 1 / high, high * 2
    shifted = [tidy(value.scaleb(sign * k)) for k in _SHIFTS]
    fitting = [moved for moved in shifted if reference * low <= moved <= reference * high]
    if fitting:
        return min(fitting, key=lambda moved: abs(moved - reference))
    if sign > 0 or context.plan is None:
        return None
    planned = [moved for moved in shifted if max(reference, context.plan / 3) <= moved]
    return next((m for m in reversed(planned) if m <= context.plan * 2), None)


def _slip_against_plan(value: Decimal, context: CheckContext, rules: CheckRules) -> Doubt | None:
    """The very first value: far above the plan, or thousands of times below it."""
    plan = context.plan
    if plan is None or plan <= 0 or (context.decimals == 0 and plan <= 10):
        return None
    ratio = value / plan
    if ratio >= rules.plan_ratio:
        moved = [tidy(value.scaleb(-k)) for k in _SHIFTS]
    elif ratio * 1000 <= 1:
        moved = [tidy(value.scaleb(k)) for k in _SHIFTS[2:]]
    else:
        return None
    fitting = [m for m in moved if plan / 5 <= m <= plan * 2]
    if not fitting:
        return None
    nearest = min(fitting, key=lambda m: abs(m - plan))
    return Doubt(DoubtKind.MAGNITUDE, {"plan": plan, "ratio": ratio}, nearest)


def rate_slip_of(value: Decimal, context: CheckContext, rules: CheckRules) -> Doubt | None:
    """Growth rates swing through zero, so they are compared by distance: 62 for 6.2."""
    last = context.newest if context.newest is not None else context.plan
    if last is None:
        return None
    distance = abs(value - last)
    lost_point = [tidy(value.scaleb(-k)) for k in (1, 2)] if distance > rules.rate_jump else []
    as_fraction = (
        [tidy(value.scaleb(2))] if 0 < abs(value) < Decimal("0.2") and abs(last) >= 2 else []
    )
    near = [m for m in (*lost_point, *as_fraction) if abs(m - last) <= distance / 3]
    if not near:
        return None
    nearest = min(near, key=lambda m: abs(m - last))
    return Doubt(DoubtKind.MAGNITUDE, {"last": last}, nearest)
