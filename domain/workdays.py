"""Which days people work, with holidays and make-up workdays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)
_SATURDAY = 5
_LONGEST_REST = 400  # days; a calendar without one workday in more than a year is a mistake


class DayKind(StrEnum):
    """What a special day is, whatever its weekday says."""

    OFF = "off"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is not what its weekday says, and the holiday behind it.

    A make-up workday (调休上班) carries the name of the holiday it makes up for.
    """

    kind: DayKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Workdays:
    """The working calendar.

    `covered` are the years whose holidays are known. In any other year Monday to Friday
    are taken for workdays, and its days are provisional.
    """

    special: Mapping[date, SpecialDay] = field(default_factory=dict)
    covered: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Whether offices are open on this day."""
        special = self.special.get(day)
        if special is None:
            return day.weekday() < _SATURDAY
        return special.kind is DayKind.WORK

    def name_of(self, day: date) -> str | None:
        """The holiday behind a special day, e.g. 春节; None for an ordinary day."""
        special = self.special.get(day)
        return special.name or None if special else None

    def is_provisional(self, day: date) -> bool:
        """Whether the day's year has no holiday data yet."""
        return day.year not in self.covered

    def next_workday(self, day: date, *, inclusive: bool) -> date:
        """The first workday after the day, or the day itself if `inclusive` and it is one."""
        return self._walk(day if inclusive else day + _DAY, _DAY)

    def previous_workday(self, day: date, *, inclusive: bool) -> date:
        """The last workday before the day, or the day itself if `inclusive` and it is one."""
        return self._walk(day if inclusive else day - _DAY, -_DAY)

    def nth_workday_after(self, day: date, nth: int) -> date:
        """The nth workday strictly after the day, counted from 1."""
        for _ in range(nth):
            day = self.next_workday(day, inclusive=False)
        return day

    def workdays_between(self, first: date, last: date) -> tuple[date, ...]:
        """Every workday from first to last, both included, in order."""
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return tuple(day for day in days if self.is_workday(day))

    def corrected(self, days: Mapping[date, SpecialDay]) -> "Workdays":
        """The same calendar with these days put right; the new word wins."""
        return Workdays({**self.special, **days}, self.covered)

    def uncovered(self, years: Iterable[int]) -> tuple[int, ...]:
        """Those of the years whose holidays are not known yet, in order."""
        return tuple(sorted(set(years) - self.covered))

    def _walk(self, day: date, step: timedelta) -> date:
        for _ in range(_LONGEST_REST):
            if self.is_workday(day):
                return day
            day += step
        raise ValueError(f"the calendar has no workday in {_LONGEST_REST} days up to {day}")
