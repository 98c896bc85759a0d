"""Weeks, months, quarters and years as the district counts them."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from domain.errors import Refusal

YEARS = range(1990, 2200)
"""Years a key may name; anything else is a slip of the finger."""

_KEY = re.compile(r"([0-9]{4})(?:-?([WMQ]?)([0-9]{1,2}))?")
_DAY = timedelta(days=1)


class PeriodKind(StrEnum):
    """Rhythms at which numbers are asked."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(eq=False)
class BadPeriod(Refusal):
    """No period has this key; `nearest` is the key probably meant, if one comes near."""

    typed: str
    nearest: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One span that numbers are reported for; `end` is its last day.

    A week is an ISO week and belongs to the year of its Thursday. January and February are
    one month slot, because they are surveyed together; its number is 2.
    """

    kind: PeriodKind
    start: date
    end: date
    key: str = field(init=False, compare=False, repr=False)
    """The name that parse reads back. Made once: it is asked for dozens of times a message."""

    def __post_init__(self) -> None:
        if (self.start, self.end) != _bounds(self.kind, self.start):
            raise ValueError(f"{self.start} to {self.end} is no {self.kind}")
        object.__setattr__(self, "key", _key(self))

    @classmethod
    def containing(cls, kind: PeriodKind, day: date) -> "Period":
        """The one period of this kind that the day lies in."""
        return cls(kind, *_bounds(kind, day))

    @classmethod
    def parse(cls, key: str) -> "Period":
        """Read a key: "2026-W10", "2026-M03", "2026-03", "2026-Q1", "2026"; hyphen optional.

        Raises:
            BadPeriod: no such period, e.g. week 53 of a year of 52, or January alone.
        """
        typed = unicodedata.normalize("NFKC", key).strip().upper()
        match = _KEY.fullmatch(typed)
        if match is None or int(match[1]) not in YEARS:
            raise BadPeriod(key)
        if match[3] is None:
            return cls.containing(PeriodKind.YEAR, date(int(match[1]), 1, 1))
        if not match[2] and "-" not in typed:
            raise BadPeriod(key)  # "202603" may be a month or the head of a date
        return _slot(key, year=int(match[1]), letter=match[2] or "M", number=int(match[3]))

    @property
    def year(self) -> int:
        """The year whose targets the period works towards."""
        if self.kind is PeriodKind.WEEK:
            return self.start.isocalendar().year
        return self.start.year

    @property
    def number(self) -> int:
        """Its place within the year: week 1–53, month 2–12, quarter 1–4; a year's is 1."""
        match self.kind:
            case PeriodKind.WEEK:
                return self.start.isocalendar().week
            case PeriodKind.MONTH:
                return self.end.month
            case PeriodKind.QUARTER:
                return self.end.month // 3
            case PeriodKind.YEAR:
                return 1

    @property
    def days(self) -> int:
        """How many calendar days it has."""
        return (self.end - self.start).days + 1

    @property
    def dates(self) -> Iterator[date]:
        """Every day of it, in order."""
        return (self.start + timedelta(days=n) for n in range(self.days))

    @property
    def last_day_of_year(self) -> date:
        """The last of its days inside its own year: week 53 may reach into the next."""
        return min(self.end, date(self.year, 12, 31))

    def next(self) -> "Period":
        """The one that begins the day after this one ends."""
        return Period.containing(self.kind, self.end + _DAY)

    def previous(self) -> "Period":
        """The one that ends the day before this one begins."""
        return Period.containing(self.kind, self.start - _DAY)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return self.key


def _bounds(kind: PeriodKind, day: date) -> tuple[date, date]:
    match kind:
        case PeriodKind.WEEK:
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6)
        case PeriodKind.MONTH:
            return _months(day.year, 1 if day.month <= 2 else day.month, max(day.month, 2))
        case PeriodKind.QUARTER:
            last = (day.month + 2) // 3 * 3
            return _months(day.year, last - 2, last)
        case PeriodKind.YEAR:
            return _months(day.year, 1, 12)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _slot(typed: str, *, year: int, letter: str, number: int) -> Period:
    match letter:
        case "W":
            last = date(year, 12, 28).isocalendar().week  # 28 December is always in the last week
            _require(typed, number, 1, last, nearest=f"{year}-W{{:02d}}")
            return Period.containing(PeriodKind.WEEK, date.fromisocalendar(year, number, 1))
        case "M":
            _require(typed, number, 2, 12, nearest=f"{year}-M{{:02d}}")
            return Period.containing(PeriodKind.MONTH, date(year, number, 1))
        case _:
            _require(typed, number, 1, 4, nearest=f"{year}-Q{{}}")
            return Period.containing(PeriodKind.QUARTER, date(year, number * 3, 1))


def _require(typed: str, number: int, lowest: int, highest: int, *, nearest: str) -> None:
    if not lowest <= number <= highest:
        raise BadPeriod(typed, nearest.format(min(max(number, lowest), highest)))


def _key(period: Period) -> str:
    match period.kind:
        case PeriodKind.WEEK:
            return f"{period.year:04d}-W{period.number:02d}"
        case PeriodKind.MONTH:
            return f"{period.year:04d}-M{period.number:02d}"
        case PeriodKind.QUARTER:
            return f"{period.year:04d}-Q{period.number}"
        case PeriodKind.YEAR:
            return f"{period.year:04d}"
