"""Values outside the band of their own history."""

from decimal import Decimal

from domain.doubts import CheckContext, CheckRules, Doubt, DoubtKind
from domain.spread import spread_of, steps


def unusual(value: Decimal, context: CheckContext, rules: CheckRules) -> tuple[Doubt, ...]:
    """A step, or of what does not add up a value, beyond all that there has been so far."""
    if len(context.history) < rules.band_points:
        return ()
    if context.is_cumulative and not context.is_rate:
        low, high = None, _highest_step(context, rules)
        usual = context.history[-1] + high
    else:
        low, usual = _usual_range(context, rules)
    if value <= usual and (low is None or value >= low):
        return ()
    lowest = {} if low is None else {"usual_low": low}
    return (Doubt(DoubtKind.UNUSUAL, {"usual_high": usual} | lowest),)


def _highest_step(context: CheckContext, rules: CheckRules) -> Decimal:
    """The largest believable step of a running sum; a standstill is never odd."""
    taken = steps(context.history)
    spread = spread_of(taken)
    floor = abs(context.history[-1]) / 20
    by_scatter = spread.median + rules.band_width * max(spread.scatter, floor)
    return max(by_scatter, rules.band_reach * spread.most)


def _usual_range(context: CheckContext, rules: CheckRules) -> tuple[Decimal, Decimal]:
    spread = spread_of(context.history)
    floor = Decimal(1) if context.is_rate else abs(spread.median) / 10
    reach = rules.band_width * max(spread.scatter, floor)
    span = spread.most - spread.least
    return min(spread.median - reach, spread.least - span), max(
        spread.median + reach, spread.most + span
    )
