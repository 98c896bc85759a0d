"""The sandbox's own time: real time, moved on request."""

import time
from collections.abc import Callable
from datetime import UTC, datetime


class WorldClock:
    """Seconds since 1970 as the people in the sandbox live them.

    It runs like a real clock from wherever it is set. Rate limits never use it: a jump of a
    week must not lift them.
    """

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._offset = 0.0

    def now(self) -> float:
        """The present moment, in seconds since 1970."""
        return self._source() + self._offset

    def set(self, moment: datetime) -> None:
        """Jump to an aware moment; time runs on from there."""
        if moment.tzinfo is None:
            raise ValueError("the moment needs a zone")
        self._offset = moment.timestamp() - self._source()

    def moment(self) -> datetime:
        """The present moment, aware, UTC."""
        return datetime.fromtimestamp(self.now(), UTC)
