"""Why a unit is behind, and what it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.items import Item
from domain.pace import shown


@dataclass(frozen=True, slots=True)
class Drag:
    """The item that pulls a unit down most: its own gap, and its points in the overall gap."""

    indicator: str
    name: str
    gap: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Needed:
    """What it takes in one indicator, with its measure, as a list is frozen with it.

    `amount` is what each week left until the next target must bring; of a rate the target.
    """

    amount: Decimal
    measure: str
    decimals: int
    is_rate: bool = False


def drag_of(items: Sequence[Item]) -> Drag | None:
    """The item with the most points lost, its weight counted; None if no loss can be shown."""
    measured = [
        (item, item.indicator.weight, item.points - item.pace)
        for item in items
        if item.points is not None and item.pace is not None
    ]
    total = sum((weight for _, weight, _ in measured), Decimal(0))
    item, weight, lost = min(measured, key=lambda found: found[1] * found[2])
    points = shown(weight * lost / total)
    if item.progress.gap is None or points >= 0:
        return None
    return Drag(item.indicator.code, item.indicator.name, item.progress.gap, points)
