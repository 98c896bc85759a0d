"""Questions about doubtful values: nothing is refused, everything odd is asked once.

A number slipped by a power of ten (万 for 亿, a lost point) is told from a surge by two signs
together: the number as typed does not fit the own past, and the number shifted by 10^k does.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from domain.periods import Period, PeriodKind
from domain.seasons import has_grown_so, steps_there, was_so_large, was_such_a_rate
from domain.spread import median, spread_of, steps
from domain.typed.units import tidy

_SHIFTS: Final = (1, 2, 3, 4)


class DoubtKind(StrEnum):
    """Why a value is questioned."""

    MAGNITUDE = "magnitude"  # ×10, ×100, ×1,000 or ×10,000 off
    FALLING = "falling"  # a cumulative value below the last one
    UNUSUAL = "unusual"  # outside the band of its own history
    ABOVE_HIGHEST = "above_highest"
    BELOW_LOWEST = "below_lowest"
    PART_ABOVE_TOTAL = "part_above_total"
    SUM_DIFFERS = "sum_differs"
    NOT_WHOLE = "not_whole"  # 3.4 firms


_OF_SEASONS: Final = frozenset({DoubtKind.MAGNITUDE, DoubtKind.UNUSUAL})
"""Doubts that vanish where the same was so at the same place of an earlier year or quarter."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question: its kind, the facts to state, and the value probably meant."""

    kind: DoubtKind
    facts: Mapping[str, Decimal]
    suggestion: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What is known about an item before the new value.

    `history` are the values of earlier periods, oldest first, in the same run: for a cumulative
    item those of the same year, so that January never looks like a fall. `last` defaults to the
    newest of them. `plan` is what should be reached by now. `confirmed` are odd values the person
    has stood by already; they are not questioned again. `past` are the values of all earlier
    periods by their keys, other years' as well: what was as large at the same place of `period`
    is not questioned. `is_flow`: it counts this period alone, of which the first month slot
    is two. `is_whole`: it counts what cannot be halved.
    """

    history: Sequence[Decimal] = ()
    plan: Decimal | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    is_cumulative: bool = False
    is_rate: bool = False
    decimals: int = 2
    last: Decimal | None = None
    confirmed: Collection[Decimal] = ()
    period: Period | None = None
    past: Mapping[str, Decimal] = field(default_factory=dict)
    is_flow: bool = False
    is_whole: bool = False

    @property
    def newest(self) -> Decimal | None:
        """The last value, however it was given."""
        if self.last is not None:
            return self.last
        return self.history[-1] if self.history else None


@dataclass(frozen=True, slots=True)
class CheckRules:
    """How odd is odd."""

    band_points: int = 6  # earlier values before the own band speaks
    band_width: Decimal = Decimal(6)  # robust deviations
    band_reach: Decimal = Decimal(2)  # times the largest step so far
    slip_ratio: Decimal = Decimal(5)  # to the last value, from where a slip is thought of
    plan_ratio: Decimal = Decimal(6)  # to the plan, where there is no last value
    settled_after: int = 3  # earlier values before the plan no longer excuses a surge
    far_ratio: Decimal = Decimal(40)  # to the last value: odd even if no shifted value fits
    far_below: Decimal = Decimal(400)  # times below it: odd as well
    fit_low: Decimal = Decimal("0.9")  # a shifted value fits from here …
    fit_high: Decimal = Decimal("2.5")  # … to here, in last values
    rate_jump: Decimal = Decimal(25)  # percentage points


_DEFAULT: Final = CheckRules()


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
    slip = _rate_slip(value, context, rules) if context.is_rate else _slip(value, context, rules)
    if slip is not None:
        return (slip,)
    if context.is_whole and value != value.to_integral_value():
        return (Doubt(DoubtKind.NOT_WHOLE, {}), *bounds)
    falling = _falling(value, context)
    if falling or bounds:
        return (*falling, *bounds)
    return _unusual(value, context, rules)


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


# Slips by a power of ten


def _slip(value: Decimal, context: CheckContext, rules: CheckRules) -> Doubt | None:
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


def _rate_slip(value: Decimal, context: CheckContext, rules: CheckRules) -> Doubt | None:
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


# The band of the own history


def _unusual(value: Decimal, context: CheckContext, rules: CheckRules) -> tuple[Doubt, ...]:
    if len(context.history) < rules.band_points:
        return ()
    if context.is_cumulative and not context.is_rate:
        low, high = None, _highest_step(context, rules)
        usual = context.history[-1] + high
    else:
        low, usual = _usual_range(context, rules)
    if value > usual:
        return (Doubt(DoubtKind.UNUSUAL, {"usual_high": usual} | _low(low)),)
    if low is not None and value < low:
        return (Doubt(DoubtKind.UNUSUAL, {"usual_high": usual} | _low(low)),)
    return ()


def _low(low: Decimal | None) -> dict[str, Decimal]:
    return {} if low is None else {"usual_low": low}


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
