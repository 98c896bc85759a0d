"""The long poll: one waits, a second one ousts it."""

import asyncio
from collections.abc import Callable

from sandbox.updates import UpdateQueue
from sandbox.wire import Json, Refused

LONGEST_POLL = 50
MOST_UPDATES = 100
# The real server slows down callers who ask the same thing again and again.
_SAME_AGAIN_SOON = 0.5
_SAME_AGAIN = 3.0


class Polling:
    """Hands the queue to whoever asked last."""

    def __init__(self, updates: UpdateQueue, now: Callable[[], float]) -> None:
        self._updates = updates
        self._now = now
        self._current: asyncio.Future[bool] | None = None  # True = something came, False = ousted
        self._last_offset: int | None = None
        self._last_began = 0.0
        self.impatient = False  # True = never slow a caller down

    @property
    def is_waiting(self) -> bool:
        """Whether somebody waits for news."""
        return self._current is not None

    def notice(self) -> None:
        """Something was queued."""
        if self._current is not None and not self._current.done():
            self._current.set_result(True)

    def oust(self) -> None:
        """End the wait that is going on."""
        if self._current is not None and not self._current.done():
            self._current.set_result(False)
        elif self._current is not None:
            # It was just woken and has not run yet: it finds another future in its place.
            self._current = None

    async def poll(self, *, offset: int, limit: int, timeout: float) -> list[Json]:
        """Updates from `offset` on, as soon as there are any, or [] after `timeout` seconds."""
        loop = asyncio.get_running_loop()
        self.oust()
        limit, timeout = self._slowed(offset, limit, timeout, loop.time())
        deadline = loop.time() + timeout
        while True:
            batch = self._updates.take(offset=offset, limit=limit, now=self._now())
            left = deadline - loop.time()
            if batch or left <= 0:
                return batch
            waiting: asyncio.Future[bool] = loop.create_future()
            self._current = waiting
            try:
                await asyncio.wait([waiting], timeout=left)
            finally:
                if self._current is waiting:
                    self._current = None
                    ousted = waiting.done() and not waiting.result()
                else:
                    ousted = True
            if ousted:
                raise Refused(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )

    def _slowed(self, offset: int, limit: int, timeout: float, at: float) -> tuple[int, float]:
        since = at - self._last_began
        if offset == self._last_offset and not self.impatient:
            if since < _SAME_AGAIN:
                timeout = max(timeout, _SAME_AGAIN)
            if since < _SAME_AGAIN_SOON:
                limit = 1
        self._last_offset = offset
        self._last_began = at
        return limit, timeout
