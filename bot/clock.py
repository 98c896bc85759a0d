"""The one place that reads the wall clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def wall_time() -> datetime:
    """The machine's own time, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  the one reading; everybody else is given the time


class Clock:
    """Aware UTC time that the demo may move ahead, so that a week can pass in a minute.

    `read` is where the real time comes from; tests give their own.
    """

    def __init__(self, read: Callable[[], datetime] = wall_time) -> None:
        self._read = read
        self._offset = timedelta(0)

    @classmethod
    def starting_at(cls, instant: datetime, read: Callable[[], datetime] = wall_time) -> "Clock":
        """A clock that shows `instant` now, earlier or later than the machine's."""
        clock = cls(read)
        clock._offset = instant - read()
        return clock

    def now(self) -> datetime:
        """The time everything in this process goes by."""
        return self._read() + self._offset

    def advance_to(self, instant: datetime) -> None:
        """Let it be `instant` now; from there time runs on at its usual pace.

        Raises:
            ValueError: `instant` has passed already, or has no zone.
        """
        if instant.tzinfo is None:
            raise ValueError("an instant without a zone is no instant")
        ahead = instant - self.now()
        if ahead < timedelta(0):
            raise ValueError(f"time does not run backwards: {instant.isoformat()}")
        self._offset += ahead

    def to_machine(self, instant: datetime) -> datetime:
        """When the machine's own clock shows what this one shows at `instant`."""
        # In UTC: a zone's own wall time is longer or shorter where its clocks change.
        return instant.astimezone(UTC) - self._offset

    def from_machine(self, instant: datetime) -> datetime:
        """What this clock shows when the machine's own shows `instant`."""
        return instant.astimezone(UTC) + self._offset
