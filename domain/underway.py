"""How far all units have come together on the way to a target whose day is still to come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.brief import adds_up
from domain.closing import is_reported, target_of
from domain.figures import Curve, Indicator
from domain.items import Item
from domain.outlook import Outlook, Point, outlook_of
from domain.pace import HUNDRED, shown
from domain.targets import Anchor, Plan
from domain.yardstick import Yardstick

ZERO = Decimal(0)
MOST = 2
"""Indicators that are told."""


@dataclass(frozen=True, slots=True)
class SoFar:
    """How far units have come together on the way to a target that most of them share.

    Of those alone that gave a number, `units` of them. `planned` is what was due by now; `left`
    what the `lacking` ones that are not there yet lack together, and `needed` what each of the
    `weeks` left must bring, None without time left.
    """

    indicator: Indicator
    slot: str
    done: Decimal
    target: Decimal
    planned: Decimal
    left: Decimal
    weeks: Decimal
    needed: Decimal | None
    units: int
    lacking: int

    @property
    def share(self) -> Decimal:
        """What is done of the target, in percent as shown."""
        return shown(HUNDRED * self.done / self.target)

    @property
    def pace(self) -> Decimal:
        """What was due by now of the target, in percent as shown."""
        return shown(HUNDRED * self.planned / self.target)


@dataclass(frozen=True, slots=True)
class _Way:
    """One unit on its way to the target."""

    indicator: Indicator
    plan: Plan
    target: Anchor
    value: Decimal


def so_far_of(
    items: Iterable[Item], slot: str, *, day: date, rules: Yardstick
) -> tuple[SoFar, ...]:
    """By indicator, the one furthest behind its plan first; only of amounts that add up."""
    by_indicator: dict[str, list[_Way]] = {}
    for item in items:
        way = _way(item, slot)
        if way is not None:
            by_indicator.setdefault(item.indicator.code, []).append(way)
    found = [_together(own, day, rules) for own in by_indicator.values()]
    found.sort(key=lambda one: (one.share - one.pace, one.indicator.position))
    return tuple(found[:MOST])


def _way(item: Item, slot: str) -> _Way | None:
    target, value = target_of(item, slot), item.progress.value
    if item.plan is None or target is None or target.amount <= 0 or value is None:
        return None
    if not is_reported(item) or not adds_up(item.indicator):
        return None
    return _Way(item.indicator, item.plan, target, value)


def _together(own: Sequence[_Way], day: date, rules: Yardstick) -> SoFar:
    first = own[0]
    ahead = [_ahead(way, day, rules) for way in own]
    lacking = [one for one in ahead if one.left > 0]
    needed = [one.needed for one in lacking if one.needed is not None]
    return SoFar(
        indicator=first.indicator,
        slot=first.target.slot,
        done=sum((way.value for way in own), ZERO),
        target=sum((way.target.amount for way in own), ZERO),
        planned=sum((_planned(way, day) for way in own), ZERO),
        left=sum((one.left for one in lacking), ZERO),
        weeks=ahead[0].weeks,
        needed=sum(needed, ZERO) if needed else None,
        units=len(own),
        lacking=len(lacking),
    )


def _ahead(way: _Way, day: date, rules: Yardstick) -> Outlook:
    by_workdays = rules.curve_of(way.indicator) is Curve.WORKDAYS
    found = outlook_of(
        way.indicator,
        way.plan,
        [Point(day, way.value)],
        day=day,
        anchor=way.target,
        workdays=rules.workdays.count if by_workdays else None,
    )
    assert found is not None  # there is a value
    return found


def _planned(way: _Way, day: date) -> Decimal:
    amount, parts = way.plan.planned_at(min(day, way.target.day))
    return amount / parts
