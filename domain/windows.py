"""The window in which numbers count for a period."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.periods import Period


class Timing(StrEnum):
    """When in its window a number came."""

    ON_TIME = "on_time"  # up to the due moment
    GRACE = "grace"  # after it, up to the grace end: still counted as on time
    LATE = "late"  # after the grace end, before the lock: accepted and marked
    LOCKED = "locked"  # from the lock on: a correction needs an assessor

    @property
    def is_in_time(self) -> bool:
        """Whether the number is not marked late."""
        return self in (Timing.ON_TIME, Timing.GRACE)


@dataclass(frozen=True, slots=True)
class Window:
    """The instants (UTC) of one period; `opens` is the lock of the period asked before.

    It is open from `opens` up to, not including, `lock`, so that at every instant exactly
    one period of a kind is open.
    """

    period: Period
    opens: datetime
    prompt: datetime
    due: datetime
    grace_end: datetime
    lock: datetime

    def is_open(self, at: datetime) -> bool:
        """Whether a number sent at this instant counts for this period by itself."""
        return self.opens <= at < self.lock

    def timing(self, at: datetime) -> Timing:
        """How a number sent at this instant stands to the due moment."""
        if at <= self.due:
            return Timing.ON_TIME
        if at <= self.grace_end and at < self.lock:
            return Timing.GRACE
        return Timing.LATE if at < self.lock else Timing.LOCKED
