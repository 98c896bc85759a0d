"""What each unit brings to the district's total, and to its growth."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from domain.figures import Basis
from domain.lights import Light

ADDING_UP = (Basis.CUMULATIVE, Basis.FLOW)
"""Only amounts add up to a district's; levels and rates of its parts do not."""


@dataclass(frozen=True, slots=True)
class Brought:
    """One unit's value to date. `gained` is what the period added, `share` its percentage of
    the total; None where either cannot be told."""

    unit: str
    name: str
    value: Decimal
    light: Light
    gained: Decimal | None = None
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """Everybody's part of a total, the largest first. `target` is None unless all have one."""

    parts: tuple[Brought, ...]
    total: Decimal
    gained: Decimal | None
    target: Decimal | None

    @property
    def completion(self) -> Decimal | None:
        """The total as a percentage of the target."""
        if self.target is None or self.target <= 0:
            return None
        return 100 * self.total / self.target

    def share_of_first(self, count: int) -> Decimal | None:
        """The percentage that the first `count` bring together."""
        shares = [part.share for part in self.parts[:count]]
        known = [share for share in shares if share is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(shares) else None


@dataclass(frozen=True, slots=True)
class Given:
    """One unit's value to date, and at the end of the period before if that is known."""

    unit: str
    name: str
    value: Decimal
    before: Decimal | None
    target: Decimal | None
    light: Light


def contribution_of(given: Iterable[Given]) -> Contribution:
    """The parts of a total. With a total of nothing, or less, there are no shares."""
    ordered = sorted(given, key=lambda one: (-one.value, one.unit))
    total = sum((one.value for one in ordered), Decimal(0))
    targets = [one.target for one in ordered if one.target is not None]
    gains = [_gained(one) for one in ordered]
    known = [gain for gain in gains if gain is not None]
    return Contribution(
        parts=tuple(
            Brought(
                one.unit,
                one.name,
                one.value,
                one.light,
                gained=gain,
                share=100 * one.value / total if total > 0 else None,
            )
            for one, gain in zip(ordered, gains, strict=True)
        ),
        total=total,
        gained=sum(known, Decimal(0)) if known else None,
        target=sum(targets, Decimal(0)) if targets and len(targets) == len(ordered) else None,
    )


def _gained(one: Given) -> Decimal | None:
    return None if one.before is None else one.value - one.before
