"""Quiet hours: when nobody is written to of our own accord."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` until before `end`, local wall time, across midnight if start is later.

    Equal times mean no quiet hours.
    """

    start: time
    end: time
    zone: ZoneInfo

    def leaves_at(self, at: datetime) -> datetime:
        """When something that is ready at an instant (UTC) may leave: at once, or at the end."""
        local = at.astimezone(self.zone)
        if not self._covers(local.time()):
            return at
        day = local.date()
        if local.time() >= self.end:  # the evening: quiet ends tomorrow
            day += timedelta(days=1)
        return datetime.combine(day, self.end, self.zone).astimezone(at.tzinfo)

    def _covers(self, moment: time) -> bool:
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end
