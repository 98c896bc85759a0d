"""Which days people work, with holidays and make-up workdays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate

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
    _counts: dict[int, tuple[int, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

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

    def count(self, after: date, until: date) -> int:
        """How many workdays there are after a day, up to and with another."""
        if until < after:
            return -self.count(until, after)
        if after.year == until.year:
            return self._passed(until) - self._passed(after)
        ends = [date(year, 12, 31) for year in range(after.year, until.year)]
        return sum(map(self._passed, ends)) - self._passed(after) + self._passed(until)

    def _passed(self, day: date) -> int:
        """Workdays of its year up to and with the day; a year is counted once."""
        counts = self._counts.get(day.year)
        if counts is None:
            first = date(day.year, 1, 1)
            length = (date(day.year, 12, 31) - first).days + 1
            days = (first + timedelta(days=n) for n in range(length))
            counts = tuple(accumulate(map(self.is_workday, days)))
            self._counts[day.year] = counts
        return counts[day.timetuple().tm_yday - 1]

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
