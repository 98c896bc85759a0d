"""What is known about an item before a new value, and what may be doubted about it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from domain.periods import Period


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
