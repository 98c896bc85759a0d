"""Fetching updates from Telegram, through whatever happens to the network."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.dispatcher import RawUpdate
from bot.health import Pulse
from bot.inbox import ALLOWED_UPDATES, Inbox, is_update
from bot.metrics import Metrics
from bot.transport import seconds_to_wait

log = logging.getLogger(__name__)

T = TypeVar("T")
Fetch = Callable[[int], Awaitable[list[object]]]  # offset -> updates, after a long poll

BATCH = 100


class TokenRefused(Exception):  # noqa: N818  said as it is
    """Telegram has refused the token for so long that it is no passing fault."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Delays in seconds. A long poll that hangs and one delay stay below 35 together."""

    first_delay: float = 1.0
    longest_delay: float = 8.0
    longest_asked_delay: float = 30.0
    conflict_delay: float = 5.0  # the other poller is likely our own predecessor, still stopping
    refused_for: float = 300.0
    empty_delay: float = 0.5  # after an empty answer that came suspiciously fast


def updates_from(
    request: BaseRequest,
    *,
    url: str,
    allowed: Sequence[str] = ALLOWED_UPDATES,
    seconds: int = 20,
    margin: float = 5.0,
) -> Fetch:
    """Long polls of `seconds` by getUpdates at `url`, with the allowed updates named each time.

    An answer may come `margin` seconds later than promised before it counts as hanging.
    """

    async def fetch(offset: int) -> list[object]:
        asked = urlencode(
            {
                "offset": offset,
                "timeout": seconds,
                "limit": BATCH,
                "allowed_updates": json.dumps(allowed),
            }
        )
        found: object = await request.post(f"{url}?{asked}", read_timeout=seconds + margin)
        if not isinstance(found, list):
            raise TelegramError("getUpdates did not answer with a list")
        return found

    return fetch


class Poller:
    """Asks for the next updates only when the last are on disk, and never gives up by itself.

    The offset starts at 0 and returns to 0 after an empty answer: by then everything before is
    confirmed, and Telegram may start its numbers anew, lower, after a quiet week. What comes
    twice is known by its row.
    """

    def __init__(
        self,
        fetch: Fetch,
        inbox: Inbox,
        metrics: Metrics,
        *,
        pulse: Pulse,
        rhythm: Rhythm = Rhythm(),
    ) -> None:
        self._fetch = fetch
        self._inbox = inbox
        self._metrics = metrics
        self._pulse = pulse
        self._rhythm = rhythm
        self._offset = 0
        self._failures = 0
        self._refused_since: float | None = None
        self._stopping = False
        self._interruptible: asyncio.Task[Any] | None = None

    async def run(self) -> None:
        """Poll until stopped.

        Raises:
            TokenRefused: 401 or 404 was all that came for `refused_for` seconds.
        """
        while not self._stopping:
            try:
                await self._wait_for(self._inbox.room())
                found = await self._wait_for(self._poll())
                await self._take_in(found)
            except asyncio.CancelledError:
                if not self._stopping:
                    raise
            except Exception as error:  # noqa: BLE001  told by _failed; polling must go on
                await self._pause(self._failed(error))

    def stop(self) -> None:
        """Ask no more; a batch that is being committed is committed."""
        self._stopping = True
        if self._interruptible is not None:
            self._interruptible.cancel()

    async def _poll(self) -> list[object]:
        loop = asyncio.get_running_loop()
        began = loop.time()
        found = await self._fetch(self._offset)
        if not found and loop.time() - began < self._rhythm.empty_delay:
            await asyncio.sleep(self._rhythm.empty_delay)
        return found

    async def _take_in(self, found: Sequence[object]) -> None:
        updates: list[RawUpdate] = [u for u in found if isinstance(u, dict) and is_update(u)]
        if len(updates) < len(found):
            log.error("updates without a number dropped count=%s", len(found) - len(updates))
            if not updates:
                raise TelegramError("no update had a number")
        if updates:
            await self._inbox.take_in(updates)
        self._offset = updates[-1]["update_id"] + 1 if updates else 0
        if self._failures:
            log.info("polling again after failures=%s", self._failures)
        self._failures, self._refused_since = 0, None
        self._pulse.beat()
        self._metrics.polls.labels("ok").inc()

    def _failed(self, error: Exception) -> float:
        """Count a failure; returns the seconds until the next try."""
        name = type(error).__name__
        self._failures += 1
        self._pulse.fail(name)
        self._metrics.polls.labels(name).inc()
        if isinstance(error, TelegramError):
            log.warning("poll failed in a row=%s why=%s", self._failures, name)
        else:
            # Not Telegram's doing: the database or ourselves. Nothing was confirmed.
            log.error("poll not taken in", exc_info=error)
        self._note_refusal(error)
        if isinstance(error, RetryAfter):
            return min(seconds_to_wait(error), self._rhythm.longest_asked_delay)
        if isinstance(error, Conflict):
            return self._rhythm.conflict_delay
        doubled = self._rhythm.first_delay * float(2 ** min(self._failures - 1, 16))
        return min(doubled, self._rhythm.longest_delay)

    def _note_refusal(self, error: Exception) -> None:
        now = asyncio.get_running_loop().time()
        if not isinstance(error, InvalidToken):
            self._refused_since = None
        elif self._refused_since is None:
            self._refused_since = now
        elif now - self._refused_since >= self._rhythm.refused_for:
            raise TokenRefused from error

    async def _pause(self, seconds: float) -> None:
        try:
            await self._wait_for(asyncio.sleep(seconds))
        except asyncio.CancelledError:
            if not self._stopping:
                raise

    async def _wait_for(self, work: Coroutine[Any, Any, T]) -> T:
        """Wait for something that stop() may cut short."""
        task: asyncio.Task[T] = asyncio.get_running_loop().create_task(work)
        self._interruptible = task
        try:
            return await task
        finally:
            self._interruptible = None
