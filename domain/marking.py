"""Points by rule families (得分): from what was reached to marks out of a hundred.

    attainment (序时完成率)   what was reached ÷ what was due by the day, in percent; at the end of
                            a quarter that is the completion of its target
    target      目标完成法    met is full marks; below in proportion, or nothing
    completion  完成率法      the attainment itself, up to a cap
    place       争先进位法    the best of the group 100, then so many points less a place
    coefficient 功效系数法    60 + 40 × (x − unsatisfactory) ÷ (satisfactory − unsatisfactory)
    average     偏离平均法    a base ± so many points for each point above or below the average

The families are those of published assessment rules of Chinese districts. A growth rate has no
attainment to divide: each percentage point to its target counts as several points. Where what
was due is not above zero, the difference takes the place of the quotient. All marks are rounded
to hundredths, and totals are made of rounded marks, so that anybody can check them by hand.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from domain.figures import Basis
from domain.items import Item
from domain.lights import Light
from domain.marking_rules import FULL, SIXTY, ZERO, Family, MarkingRules
from domain.pace import shown

_NEAR, _CENT = Decimal("1e-9"), Decimal("0.01")
_WIDE: Final = Context(prec=60)  # the default 28 digits do not hold a slip of many zeros


@dataclass(frozen=True, slots=True)
class Peers:
    """What an item is compared with: its place in the group, and the average attainment."""

    place: int | None = None
    average: Decimal | None = None


def rounded(points: Decimal) -> Decimal:
    """To hundredths, halves away from zero."""
    near = points.quantize(_NEAR, context=_WIDE)
    return near.quantize(_CENT, ROUND_HALF_UP, context=_WIDE) + 0


def attainment(item: Item, rules: MarkingRules) -> Decimal | None:
    """What was reached of what was due by the day, in percent as shown; None without a share."""
    known = item.progress
    if item.indicator.basis is Basis.RATE:
        return None if known.gap is None else shown(FULL + rules.rate_points * known.gap)
    if known.completion is None or known.pace is None:
        return None
    if known.pace <= 0:
        return shown(FULL + known.completion - known.pace)
    return shown(FULL * known.completion / known.pace)


def marks(item: Item, rules: MarkingRules, peers: Peers) -> Decimal | None:
    """The points of an item, 0 to `most`; None where they cannot be told.

    Where nothing can be divided, only 目标完成法 tells: the target is met or it is not.
    """
    family, reached = rules.family_of(item.indicator.code), attainment(item, rules)
    if family is Family.TARGET and reached is None and item.progress.light is not Light.NONE:
        return FULL if item.progress.light is Light.GREEN else ZERO
    if reached is None or family is Family.NONE:
        return None
    points = _points(family, reached, rules, peers)
    return None if points is None else rounded(min(max(points, ZERO), rules.most))


def _points(family: Family, reached: Decimal, rules: MarkingRules, peers: Peers) -> Decimal | None:
    match family:
        case Family.TARGET:
            if reached >= FULL:
                return FULL
            return reached if rules.proportional else ZERO
        case Family.COMPLETION:
            return reached
        case Family.PLACE:
            return None if peers.place is None else FULL - rules.place_step * (peers.place - 1)
        case Family.COEFFICIENT:
            span = rules.satisfactory - rules.unsatisfactory
            return SIXTY + (FULL - SIXTY) * (reached - rules.unsatisfactory) / span
        case _:
            if peers.average is None:
                return None
            above = rules.average_step * (reached - peers.average)
            bounded = min(max(above, -rules.average_most), rules.average_most)
            return rules.average_base + bounded
