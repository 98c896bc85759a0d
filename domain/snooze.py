"""Later, please: the moments a reminder may be put off to, none of them past the due time."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum

from domain.clocks import instant
from domain.quiet import QuietHours
from domain.workdays import Workdays


class Later(StrEnum):
    """What a person may choose."""

    HOUR = "hour"  # in an hour
    TODAY = "today"  # this afternoon
    MORNING = "morning"  # at the beginning of the next workday


AN_HOUR = timedelta(hours=1)
AFTERNOON, MORNING = time(16), time(9)
BEFORE_DUE = timedelta(minutes=30)  # the afternoon's reminder leaves time to answer
LEAST = timedelta(minutes=15)  # anything sooner is now


def choices(
    now: datetime, *, due: datetime, hours: QuietHours, workdays: Workdays
) -> Mapping[Later, datetime]:
    """The instants that can be chosen at `now`; empty when the due time is near or past.

    Each is in working hours, before `due`, and a while later than the one before it.
    """
    today = now.astimezone(hours.zone).date()
    tomorrow = workdays.next_workday(today, inclusive=False)
    afternoon = min(instant(today, AFTERNOON, zone=hours.zone), due - BEFORE_DUE)
    wished = {
        Later.HOUR: now + AN_HOUR,
        Later.TODAY: afternoon,
        Later.MORNING: instant(tomorrow, max(MORNING, hours.end), zone=hours.zone),
    }
    found: dict[Later, datetime] = {}
    earliest = now + LEAST
    for choice, at in wished.items():
        if earliest <= at < due and hours.leaves_at(at, workdays) == at:
            found[choice] = at
            earliest = at + LEAST
    return found
