"""What assessors say about points beside the numbers, and in which periods it holds.

Nothing of it is ever taken back from the record: what is lifted is lifted by another statement.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from domain.periods import Period, PeriodKind

EXEMPT: Final = "exempt"
LIFTED: Final = "lifted"
EFFECT: Final = "effect"

_FROM_MONDAY = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time a statement is about: one period by its key, or every period from `since` on.

    Those that belong to a day up to `until`; without it until it is lifted. A week belongs to its
    Thursday, every longer period to its last day, on which it is measured.
    """

    period: str
    since: date | None = None
    until: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it goes on until somebody ends it."""
        return self.since is not None and self.until is None

    @property
    def ends(self) -> date:
        """Its last day; of one that is open the last there is."""
        if self.since is None:
            return Period.parse(self.period).end
        return self.until or date.max

    def covers(self, period: Period) -> bool:
        """Whether it is about a period."""
        if self.since is None:
            return self.period == period.key
        return self.since <= _day_of(period) <= self.ends

    def contains(self, other: "Stretch") -> bool:
        """Whether it is about everything that another is about."""
        if other.since is None:
            return self.covers(Period.parse(other.period))
        return self.since is not None and self.since <= other.since and other.ends <= self.ends

    def last(self, kind: PeriodKind) -> Period | None:
        """The last period of a rhythm that it is about; None if there is none, or no last one."""
        if self.since is None:
            period = Period.parse(self.period)
            return period if period.kind is kind else None
        if self.until is None:
            return None
        found = Period.containing(kind, self.until)
        found = found if _day_of(found) <= self.until else found.previous()
        return found if self.covers(found) else None


@dataclass(frozen=True, slots=True)
class Allowance:
    """One statement of one assessor about a unit; `indicator` "" is all of its own.

    An exemption with its reason, its end, or points for effect. `id` is 0 until it is on record.
    """

    kind: str
    stretch: Stretch
    unit: str
    indicator: str
    points: Decimal | None
    reason: str
    person: str
    made_at: datetime
    id: int = 0

    @property
    def place(self) -> tuple[str, str]:
        """The unit and the indicator."""
        return self.unit, self.indicator


def holding(
    said: Iterable[Allowance], period: Period, *, published_at: datetime | None
) -> tuple[Allowance, ...]:
    """What holds in a period, of statements in the order they were made; exemptions go first.

    What was said about a time and not about this very period holds only if it was said before the
    period was published: what was published stays as it was.
    """
    exempt: dict[tuple[str, str], Allowance] = {}
    effects: list[Allowance] = []
    for one in said:
        if not one.stretch.covers(period) or _is_too_late(one, published_at):
            continue
        if one.kind == EFFECT:
            effects.append(one)
        elif one.kind == EXEMPT:
            exempt[one.place] = one
        else:
            exempt.pop(one.place, None)
    return (*exempt.values(), *effects)


def still_said(said: Iterable[Allowance]) -> tuple[Allowance, ...]:
    """The exemptions that were not lifted as a whole, in the order they were made."""
    kept: list[Allowance] = []
    for one in said:
        if one.kind == EXEMPT:
            kept.append(one)
        elif one.kind == LIFTED:
            kept = [k for k in kept if k.place != one.place or not one.stretch.contains(k.stretch)]
    return tuple(kept)


def _is_too_late(one: Allowance, published_at: datetime | None) -> bool:
    is_of_a_time = one.stretch.since is not None
    return is_of_a_time and published_at is not None and one.made_at > published_at


def _day_of(period: Period) -> date:
    """The day that a period belongs to."""
    return period.start + _FROM_MONDAY if period.kind is PeriodKind.WEEK else period.end
