"""From the parts of a whole to the whole: what projects say together about their unit.

DOMAIN: roll-up by operator: sum, last value, weighted, or none. Rates are not additive and
are never averaged or summed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

ZERO: Final = Decimal(0)


class Rollup(StrEnum):
    """How several values become one (汇总)."""

    SUM = "sum"  # 合计
    MEAN = "mean"  # 平均
    WEIGHTED = "weighted"  # 加权: by the share of each part
    HIGHEST = "highest"  # 最大
    LOWEST = "lowest"  # 最小
    LAST = "last"  # 最新: the one reported last
    NONE = "none"  # 不汇总


@dataclass(frozen=True, slots=True)
class Portion:
    """One part's value; `share` weighs it (above 0), `at` is when it was reported."""

    value: Decimal
    share: Decimal = Decimal(1)
    at: datetime | None = None


def rolled_up(portions: Sequence[Portion], operator: Rollup) -> Decimal | None:
    """The one value of all portions; None where there are none or nothing rolls up."""
    if len(portions) == 1 and operator is not Rollup.NONE:
        return portions[0].value
    return _OPERATORS[operator](portions) if portions else None


def targets_together(
    slots: Sequence[Mapping[str, Decimal]], portions: Sequence[Portion], operator: Rollup
) -> dict[str, Decimal]:
    """The targets of several parts as one, by the operator of their values.

    `portions` are the parts' own, in the same order; their values are not looked at, except
    that of the last reported part counts its target. A slot that a part lacks is left out;
    only a missing base is nothing (0), as it is for a single part.
    """
    if not slots or operator is Rollup.NONE:
        return {}
    if len(slots) == 1:
        return dict(slots[0])
    if operator is Rollup.LAST:
        newest = _newest(portions)
        return dict(slots[newest])
    if any("base" in part for part in slots):
        slots = [{"base": ZERO, **part} for part in slots]
    common = set.intersection(*(set(part) for part in slots))
    found = {}
    for slot in common:
        own = [Portion(s[slot], p.share, p.at) for s, p in zip(slots, portions, strict=True)]
        amount = rolled_up(own, operator)
        if amount is not None:
            found[slot] = amount
    return found


def _sum(portions: Sequence[Portion]) -> Decimal:
    return sum((portion.value for portion in portions), ZERO)


def _mean(portions: Sequence[Portion]) -> Decimal:
    return _sum(portions) / len(portions)


def _weighted(portions: Sequence[Portion]) -> Decimal:
    shares = sum((portion.share for portion in portions), ZERO)
    return sum((p.value * p.share for p in portions), ZERO) / shares


def _highest(portions: Sequence[Portion]) -> Decimal:
    return max(portion.value for portion in portions)


def _lowest(portions: Sequence[Portion]) -> Decimal:
    return min(portion.value for portion in portions)


def _last(portions: Sequence[Portion]) -> Decimal:
    return portions[_newest(portions)].value


def _newest(portions: Sequence[Portion]) -> int:
    """The place of the portion reported last; of several at once the last in order."""
    known = [(portion.at, place) for place, portion in enumerate(portions) if portion.at]
    return max(known)[1] if known else len(portions) - 1


def _none(portions: Sequence[Portion]) -> None:
    return None


_OPERATORS: Final[Mapping[Rollup, Callable[[Sequence[Portion]], Decimal | None]]] = {
    Rollup.SUM: _sum,
    Rollup.MEAN: _mean,
    Rollup.WEIGHTED: _weighted,
    Rollup.HIGHEST: _highest,
    Rollup.LOWEST: _lowest,
    Rollup.LAST: _last,
    Rollup.NONE: _none,
}
