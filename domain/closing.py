"""What the targets of a month or a quarter came to: met or missed, by whom and by how much.

A target is judged by the number that was given for its last days. Where there is none, it is open:
an older value would be no answer to it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.figures import Direction, Indicator
from domain.items import Item, Part
from domain.targets import Anchor

ZERO = Decimal(0)


class Outcome(StrEnum):
    """What a target came to."""

    EXCEEDED = "exceeded"
    MET = "met"  # to the digit
    MISSED = "missed"
    OPEN = "open"  # no number for its last days
    EXEMPT = "exempt"  # for a reason that is told


@dataclass(frozen=True, slots=True)
class Closed:
    """One target of one unit. `short` is what is missing of it, in its measure, 0 if nothing is.

    `reason` tells why it is exempt.
    """

    unit: str
    indicator: Indicator
    outcome: Outcome
    short: Decimal = ZERO
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Who missed the target of one indicator, the furthest from it first."""

    indicator: Indicator
    missed: tuple[Closed, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """All targets of a period together: how many came to what, and of how many units.

    `complete` counts the `units` that met everything they owe. `shortfalls` are the indicators
    that most units missed.
    """

    outcomes: Mapping[Outcome, int]
    units: int
    complete: int
    shortfalls: tuple[Shortfall, ...]

    @property
    def judged(self) -> int:
        """How many targets there were, those that were exempt left out."""
        return sum(self.outcomes.values()) - self.outcomes.get(Outcome.EXEMPT, 0)

    @property
    def met(self) -> int:
        """How many were met, those that were exceeded included."""
        return self.outcomes.get(Outcome.MET, 0) + self.outcomes.get(Outcome.EXCEEDED, 0)


def closed_of(unit: str, item: Item, slot: str, *, exempt: str | None = None) -> Closed | None:
    """What an item's target of a slot came to; None without such a target, or for 不涉及."""
    target = target_of(item, slot)
    if target is None or not _counted(item):
        return None
    if exempt is not None:
        return Closed(unit, item.indicator, Outcome.EXEMPT, reason=exempt)
    if item.progress.value is None or not is_reported(item):
        return Closed(unit, item.indicator, Outcome.OPEN)
    ahead = item.progress.value - target.amount
    if item.indicator.direction is Direction.LOWER:
        ahead = -ahead
    if ahead < 0:
        return Closed(unit, item.indicator, Outcome.MISSED, short=-ahead)
    return Closed(unit, item.indicator, Outcome.EXCEEDED if ahead else Outcome.MET)


def tally_of(closed: Sequence[Closed]) -> Tally | None:
    """All of them together; None without any."""
    if not closed:
        return None
    by_unit: dict[str, list[Outcome]] = {}
    missed: dict[str, list[Closed]] = {}
    for one in closed:
        if one.outcome is not Outcome.EXEMPT:
            by_unit.setdefault(one.unit, []).append(one.outcome)
        if one.outcome is Outcome.MISSED:
            missed.setdefault(one.indicator.code, []).append(one)
    found = [
        Shortfall(own[0].indicator, tuple(sorted(own, key=lambda one: -one.short)))
        for own in missed.values()
    ]
    found.sort(key=lambda one: (-len(one.missed), one.indicator.position))
    return Tally(
        outcomes=Counter(one.outcome for one in closed),
        units=len(by_unit),
        complete=sum(map(_is_complete, by_unit.values())),
        shortfalls=tuple(found),
    )


def target_of(item: Item, slot: str) -> Anchor | None:
    """What an item was to reach by the end of a slot; None where nothing was set."""
    anchors = item.plan.anchors if item.plan else ()
    return next((anchor for anchor in anchors if anchor.slot == slot), None)


def is_reported(item: Item) -> bool:
    """Whether all that its value is made of was given in this very period."""
    counted = _counted(item)
    return bool(counted) and all(part.has_number for part in counted)


def _counted(item: Item) -> Sequence[Part]:
    """The parts whose values make the item's: a unit's own number goes before its projects'."""
    own = [part for part in item.parts if part.assignment.project is None]
    return [part for part in own or item.parts if part.is_expected]


def _is_complete(outcomes: Iterable[Outcome]) -> bool:
    return all(outcome in (Outcome.MET, Outcome.EXCEEDED) for outcome in outcomes)
