"""Quiet hours: when nobody is written to of our own accord."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from domain.clocks import instant
from domain.workdays import Workdays


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` until before `end`, local wall time, across midnight if start is later.

    Equal times mean no quiet hours. A day that is no workday is quiet as a whole.
    """

    start: time
    end: time
    zone: ZoneInfo

    def leaves_at(self, at: datetime, workdays: Workdays) -> datetime:
        """When something that is ready at an instant (UTC) may leave: at once, or when work begins.

        That is the end of the quiet hours on the first workday that has not begun.
        """
        local = at.astimezone(self.zone)
        day, moment = local.date(), local.time()
        is_workday = workdays.is_workday(day)
        if is_workday and not self._covers(moment):
            return at
        if not (is_workday and moment < self.end):
            day = workdays.next_workday(day, inclusive=False)
        return instant(day, self.end, zone=self.zone)

    def _covers(self, moment: time) -> bool:
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end
