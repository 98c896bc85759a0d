"""Updates that live for seconds: inline queries, of which only the newest of each person counts."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

log = logging.getLogger(__name__)

Handle = Callable[[dict[str, Any]], Awaitable[None]]

KIND = "inline_query"
PATIENCE = 8.0  # seconds; Telegram forgets the question soon after
MOST = 8  # handled side by side; the rest waits, one for each person


def is_fleeting(update: dict[str, Any]) -> bool:
    """Whether an update is one of those."""
    return KIND in update


class Fleeting:
    """Handles them beside everything else. Nothing is kept: whoever still waits after a restart
    types one more letter."""

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._waiting: dict[object, dict[str, Any]] = {}
        self._workers: set[asyncio.Task[None]] = set()

    def offer(self, update: dict[str, Any]) -> None:
        """Handle it soon; an older one of the same person that still waits is dropped."""
        query = update[KIND]
        sender = query.get("from") if isinstance(query, dict) else None
        number = sender.get("id") if isinstance(sender, dict) else None
        self._waiting[number if type(number) is int else None] = update
        if len(self._workers) < MOST:
            worker = asyncio.get_running_loop().create_task(self._work(), name="inline")
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)

    async def stop(self) -> None:
        """Drop what waits, and what is being handled."""
        self._waiting.clear()
        workers = list(self._workers)
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)

    async def _work(self) -> None:
        while self._waiting:
            update = self._waiting.pop(next(iter(self._waiting)))
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._handle(update)
            except Exception as error:  # noqa: BLE001  nobody is owed an answer any more
                log.info("inline query dropped why=%s", type(error).__name__)
