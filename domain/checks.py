"""Questions about doubtful values: nothing is refused, everything odd is asked once."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from domain.bands import unusual
from domain.doubts import CheckContext, CheckRules, Doubt, DoubtKind
from domain.periods import PeriodKind
from domain.seasons import has_grown_so, steps_there, was_so_large, was_such_a_rate
from domain.slips import rate_slip_of, slip_of

_DEFAULT: Final = CheckRules()
_OF_SEASONS: Final = frozenset({DoubtKind.MAGNITUDE, DoubtKind.UNUSUAL})
"""Doubts that vanish where the same was so at the same place of an earlier year or quarter."""


def check(value: Decimal, context: CheckContext, rules: CheckRules = _DEFAULT) -> tuple[Doubt, ...]:
    """Every question worth asking about a value, the most telling first; usually none.

    A slip explains a fall, an unusual step and a broken bound, so it stands alone.
    """
    if value in context.confirmed:
        return ()
    bounds = _beyond_bounds(value, context)
    if value == context.newest:
        return bounds
    doubts = _doubts(value, context, rules, bounds)
    if doubts and doubts[0].kind in _OF_SEASONS and _is_seasonal(value, context, rules):
        return bounds
    return doubts


def _doubts(
    value: Decimal, context: CheckContext, rules: CheckRules, bounds: tuple[Doubt, ...]
) -> tuple[Doubt, ...]:
    slip = (
        rate_slip_of(value, context, rules) if context.is_rate else slip_of(value, context, rules)
    )
    if slip is not None:
        return (slip,)
    if context.is_whole and value != value.to_integral_value():
        return (Doubt(DoubtKind.NOT_WHOLE, {}), *bounds)
    falling = _falling(value, context)
    if falling or bounds:
        return (*falling, *bounds)
    return unusual(value, context, rules)


def _is_seasonal(value: Decimal, context: CheckContext, rules: CheckRules) -> bool:
    """Whether the place in the year explains the value, by what was there before."""
    period = context.period
    if period is None:
        return False
    if context.is_flow and period.kind is PeriodKind.MONTH and period.number == 2:
        half = value / 2
        if not _doubts(half, context, rules, _beyond_bounds(half, context)):
            return True
    steps = steps_there(period, context.past)
    if context.is_rate:
        return was_such_a_rate(value, steps)
    if context.is_cumulative:
        return has_grown_so(value, context.newest, steps)
    return was_so_large(value, steps)


def part_above_total(part: Decimal, total: Decimal, *, decimals: int) -> Doubt | None:
    """A part may exceed its total only by rounding."""
    if part - total <= _half_unit(decimals) * 2:
        return None
    return Doubt(DoubtKind.PART_ABOVE_TOTAL, {"part": part, "total": total})


def sum_differs(parts: Sequence[Decimal], total: Decimal, *, decimals: int) -> Doubt | None:
    """Rounded parts add up to a rounded total within half a unit each."""
    gap = sum(parts, Decimal(0)) - total
    if abs(gap) <= _half_unit(decimals) * (len(parts) + 1):
        return None
    return Doubt(
        DoubtKind.SUM_DIFFERS, {"sum": total + gap, "total": total, "gap": gap}, total + gap
    )


def _half_unit(decimals: int) -> Decimal:
    return Decimal(5).scaleb(-decimals - 1)


def _beyond_bounds(value: Decimal, context: CheckContext) -> tuple[Doubt, ...]:
    doubts: list[Doubt] = []
    if context.highest is not None and value > context.highest:
        doubts.append(Doubt(DoubtKind.ABOVE_HIGHEST, {"highest": context.highest}))
    if context.lowest is not None and value < context.lowest:
        positive = -value if context.lowest >= 0 and value < 0 else None
        doubts.append(Doubt(DoubtKind.BELOW_LOWEST, {"lowest": context.lowest}, positive))
    return tuple(doubts)


def _falling(value: Decimal, context: CheckContext) -> tuple[Doubt, ...]:
    last = context.newest
    if not context.is_cumulative or context.is_rate or last is None or value >= last:
        return ()
    return (Doubt(DoubtKind.FALLING, {"last": last, "drop": last - value}),)
