"""Once a workday, what concerned somebody's units that day: when it is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.clocks import instant
from domain.people import Person, Role
from domain.workdays import Workdays

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Digest:
    """The one of a local day; `at` is aware UTC."""

    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class DigestTime:
    """On every workday at a local wall time; None is never."""

    at: time | None = None

    def after(self, moment: datetime, workdays: Workdays, zone: ZoneInfo) -> Iterator[Digest]:
        """Every digest later than an instant, without end; none at all if there is no time."""
        if self.at is None:
            return
        day = moment.astimezone(zone).date() - A_DAY
        while True:
            day = workdays.next_workday(day, inclusive=False)
            found = Digest(day, instant(day, self.at, zone=zone))
            if found.at > moment:
                yield found

    def between(
        self, after: datetime, until: datetime, workdays: Workdays, zone: ZoneInfo
    ) -> tuple[Digest, ...]:
        """Those later than `after` and not later than `until`, in order."""
        found = []
        for digest in self.after(after, workdays, zone):
            if digest.at > until:
                break
            found.append(digest)
        return tuple(found)


def is_told(person: Person) -> bool:
    """Supervisors; whoever sees all has the ranking and the board."""
    return Role.SUPERVISOR in person.roles and not person.sees_all


def is_digested(time_of_day: DigestTime, person: Person) -> bool:
    """Whether somebody is told in a digest what needs no answer before the evening."""
    return time_of_day.at is not None and is_told(person)
