"""The reported weeks of the sample quarter, on the real calendar of 2026."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

LOCAL = timezone(timedelta(hours=8), "Asia/Shanghai")  # China keeps no summer time
_NEW_YEAR = date(2026, 1, 1)
_QUARTER_DAYS = 90
_PROMPT, _GRACE_END, _LOCK = time(9, 0), time(18, 0), time(9, 0)


@dataclass(frozen=True, slots=True)
class Week:
    """One reported week. `asked` and `closed` are the days of the prompt and the grace end."""

    code: str
    monday: date
    asked: date
    closed: date
    locked: date

    @property
    def prompt(self) -> datetime:
        """When everybody is asked."""
        return datetime.combine(self.asked, _PROMPT, LOCAL)

    @property
    def grace_end(self) -> datetime:
        """What comes after this is late."""
        return datetime.combine(self.closed, _GRACE_END, LOCAL)

    @property
    def lock(self) -> datetime:
        """What comes after this is not taken."""
        return datetime.combine(self.locked, _LOCK, LOCAL)

    @property
    def pace(self) -> float:
        """The share of the first quarter that is over on this week's Sunday, by days."""
        sunday = self.monday + timedelta(days=6)
        return ((sunday - _NEW_YEAR).days + 1) / _QUARTER_DAYS


def _ordinary(number: int) -> Week:
    monday = date.fromisocalendar(2026, number, 1)
    thursday, friday, next_monday = (monday + timedelta(days=n) for n in (3, 4, 7))
    return Week(f"2026-W{number:02d}", monday, thursday, friday, next_monday)


_NEW_YEAR_WEEK = Week(
    "2026-W01",
    date(2025, 12, 29),
    # Thursday 1 to Saturday 3 January are a holiday; Sunday is a make-up workday.
    asked=date(2026, 1, 4),
    closed=date(2026, 1, 4),
    locked=date(2026, 1, 5),
)
_WEEK_BEFORE_FESTIVAL = Week(
    "2026-W07",
    date(2026, 2, 9),
    asked=date(2026, 2, 12),
    closed=date(2026, 2, 13),
    locked=date(2026, 2, 24),  # the first workday after the festival
)
HOLIDAY_WEEK = "2026-W08"
"""Spring Festival, 16 to 22 February, has no workday at all: nobody is asked."""

REPORTED = (
    _NEW_YEAR_WEEK,
    *(_ordinary(n) for n in (2, 3, 4, 5, 6)),
    _WEEK_BEFORE_FESTIVAL,
    *(_ordinary(n) for n in (9, 10, 11)),
)
LIVE = _ordinary(12)
"""The week that is played in the demonstration."""

LAST = REPORTED[-1]
