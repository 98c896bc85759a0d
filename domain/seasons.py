"""The same place in earlier years and quarters: what was as large there is nothing odd now.

Years end with a rush and so do quarters, the first slot of the months holds two of them, and
round the Spring Festival nothing moves. None of that is a slip, wherever it was so before.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final

from domain.periods import Period, PeriodKind

FESTIVALS: Final = {
    year: date(year, 1, 1) + timedelta(days=days - 1)
    for year, days in enumerate(
        (
            *(50, 39, 28, 47, 36, 25, 43, 32, 22, 41, 29, 48, 37, 26, 44, 34, 23, 42),  # from 2015
            *(31, 50, 39, 28, 46, 35, 24, 43, 32, 22, 41, 30, 48, 37, 26, 45, 33, 23),  # from 2033
        ),
        start=2015,
    )
}
"""The first day of the Spring Festival (正月初一), which wanders by up to a month."""

_YEARS: Final = 3  # looked back; a weekly history hardly holds more than one
_QUARTERS: Final = 4
_NEAR_FESTIVAL: Final = 4  # weeks before and after it that go by it, and not by the calendar
_NEAR_QUARTER_END: Final = 1  # weeks
_WEEK: Final = timedelta(days=7)

REACH: Final = Decimal("1.5")  # times the step there
GROWTH: Final = Decimal(3)  # at most so many times the level there
NEAR: Final = Decimal("1.8")  # times the amount there, up or down
NEAR_RATE: Final = Decimal(2)  # percentage points


@dataclass(frozen=True, slots=True)
class Step:
    """An earlier value at the same place, and the one before it in that year, if there was one."""

    before: Decimal | None
    after: Decimal


def steps_there(period: Period, past: Mapping[str, Decimal]) -> tuple[Step, ...]:
    """What happened at the same place before; `past` are earlier values by key, oldest first."""
    return tuple(
        Step(past[before] if before[:4] == key[:4] else None, past[key])
        for before, key in _pairs_there(period, past)
    )


def worth_knowing(period: Period, past: Mapping[str, Decimal]) -> frozenset[str]:
    """The keys that `steps_there` looks at."""
    return frozenset(key for pair in _pairs_there(period, past) for key in pair if key)


def _pairs_there(period: Period, past: Mapping[str, Decimal]) -> Iterator[tuple[str, str]]:
    """Each key at the same place with the one before it, "" where there is none."""
    places = _places(period)
    for before, key in pairwise(("", *past)):
        if key in places:
            yield before, key


def has_grown_so(value: Decimal, last: Decimal | None, steps: Sequence[Step]) -> bool:
    """Whether a running sum has grown about as much at the same place before.

    A district that stands higher by now takes larger steps.
    """
    if last is None:
        return any(step.before is None and _is_near(value, step.after) for step in steps)
    for step in steps:
        if step.before is None:
            continue
        scale = last / step.before if last > 0 and step.before > 0 else Decimal(1)
        scale = min(max(scale, Decimal(1)), GROWTH)
        if last < value <= last + (step.after - step.before) * scale * REACH:
            return True
    return False


def was_so_large(value: Decimal, steps: Sequence[Step]) -> bool:
    """Whether an amount that stands for itself was about as large at the same place before."""
    return any(_is_near(value, step.after) for step in steps)


def was_such_a_rate(value: Decimal, steps: Sequence[Step]) -> bool:
    """Whether a growth rate was about as high at the same place before."""
    return any(abs(value - s.after) <= max(NEAR_RATE, abs(s.after) / 2) for s in steps)


def _is_near(value: Decimal, there: Decimal) -> bool:
    return there > 0 and there / NEAR <= value <= there * NEAR


@lru_cache(maxsize=256)
def _places(period: Period) -> frozenset[str]:
    """Keys of earlier periods that stand where this one does."""
    match period.kind:
        case PeriodKind.WEEK:
            found = [*(_festival_week(period) or _same_weeks(period)), *_quarter_ends(period)]
        case PeriodKind.MONTH:
            months = _QUARTERS if period.number % 3 == 0 else 0
            found = [*_years_before(period), *_stepping_back(period, months)]
        case _:
            found = [*_years_before(period)]
    return frozenset(found)


def _same_weeks(period: Period) -> Iterator[str]:
    """The week of that number a year before, and those beside it."""
    yield from _beside(period.start - 52 * _WEEK)


def _festival_week(period: Period) -> tuple[str, ...]:
    """The week as many before or after the Spring Festival of the year before, where it is near."""
    here, there = FESTIVALS.get(period.year), FESTIVALS.get(period.year - 1)
    if here is None or there is None:
        return ()
    apart = round((period.start - _monday(here)) / _WEEK)
    if abs(apart) > _NEAR_FESTIVAL:
        return ()
    return (Period.containing(PeriodKind.WEEK, _monday(there) + apart * _WEEK).key,)


def _quarter_ends(period: Period) -> Iterator[str]:
    """As near to the ends of the quarters before."""
    quarter = Period.containing(PeriodKind.QUARTER, period.end)
    for end in (quarter.end, quarter.previous().end):
        apart = round((period.start - _monday(end)) / _WEEK)
        if abs(apart) > _NEAR_QUARTER_END:
            continue
        earlier = Period.containing(PeriodKind.QUARTER, end)
        for _ in range(_QUARTERS):
            earlier = earlier.previous()
            yield from _beside(_monday(earlier.end) + apart * _WEEK)


def _beside(monday: date) -> Iterator[str]:
    for weeks in (0, -1, 1):
        yield Period.containing(PeriodKind.WEEK, monday + weeks * _WEEK).key


def _years_before(period: Period) -> Iterator[str]:
    for years in range(1, _YEARS + 1):
        yield f"{period.year - years:04d}{period.key[4:]}"


def _stepping_back(period: Period, quarters: int) -> Iterator[str]:
    """The last months of the quarters before."""
    quarter = Period.containing(PeriodKind.QUARTER, period.end)
    for _ in range(quarters):
        quarter = quarter.previous()
        yield Period.containing(PeriodKind.MONTH, quarter.end).key


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
