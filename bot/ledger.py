"""What became of each update, written down in batches."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from storage import inbox
from storage.database import Database
from storage.inbox import Kept

log = logging.getLogger(__name__)

GATHER_SECONDS = 0.2
GATHER_MOST = 200
RETRY_SECONDS = 1.0


class Ledger:
    """Marks updates as done a little later and many at once.

    A mark lost in a crash means that its update is handled again, which is harmless; a
    transaction of its own for each mark would cost more than handling the update.
    """

    def __init__(self, db: Database, now: Callable[[], datetime]) -> None:
        self._db = db
        self._now = now
        self._done: list[int] = []
        self._timer: asyncio.TimerHandle | None = None
        self._flushing: asyncio.Task[None] | None = None

    def done(self, row: int) -> None:
        """Mark one row as done, within the next moments."""
        self._done.append(row)
        if len(self._done) >= GATHER_MOST:
            self._start()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(GATHER_SECONDS, self._start)

    async def quarantine(self, row: int, *, error: str, attempts: int) -> None:
        """Put one row aside, at once."""
        async with self._db.transaction() as session:
            await inbox.quarantine(session, row, error=error, attempts=attempts, at=self._now())

    async def still_new(self, rows: Sequence[int]) -> list[Kept]:
        """Which of these rows have not been handled, oldest first."""
        async with self._db.reading() as session:
            return await inbox.still_new(session, rows)

    async def close(self) -> None:
        """Write what is left."""
        if self._flushing is not None:
            await self._flushing
        if self._timer is not None:
            self._timer.cancel()
        await self._flush()

    def _start(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._flushing is None or self._flushing.done():
            self._flushing = asyncio.get_running_loop().create_task(self._flush())

    async def _flush(self) -> None:
        while self._done:
            rows, self._done = self._done, []
            try:
                async with self._db.transaction(brief=True) as session:
                    await inbox.mark_done(session, rows, at=self._now())
            except Exception:
                # Whatever it was, the marks are kept: losing them would only repeat work.
                log.exception("marks not written rows=%s", len(rows))
                self._done[:0] = rows
                self._timer = asyncio.get_running_loop().call_later(RETRY_SECONDS, self._start)
                return
