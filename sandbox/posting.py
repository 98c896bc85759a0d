"""The webhook: updates posted in order for each chat, repeated until they are accepted."""

import asyncio
import logging

import aiohttp

from sandbox.updates import Queued
from sandbox.world import World

log = logging.getLogger(__name__)
_FIRST_PAUSES = (0.0, 2.0)
_LONGEST_PAUSE = 60.0
_LONGEST_RETRY_AFTER = 3_600.0


class Poster:
    """Works through the queue while a webhook is set; one failing chat blocks only itself."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._waiting: asyncio.Event | None = None
        self._lanes: dict[int | None, asyncio.Task[None]] = {}
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; needs a running loop."""
        self._waiting = asyncio.Event()
        self._world.updates.listeners.append(self._waiting.set)
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End, whatever is on its way."""
        if self._task is None or self._waiting is None:
            return
        self._world.updates.listeners.remove(self._waiting.set)
        tasks = [self._task, *self._lanes.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self) -> None:
        assert self._waiting is not None
        gate = asyncio.Semaphore(100)
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
            while True:
                await self._waiting.wait()
                self._waiting.clear()
                if not self._world.webhook.url:
                    continue
                for queued in self._world.updates.again():
                    await self._posted(session, queued)
                for key in {queued.chat_id for queued in self._world.updates.pending()}:
                    lane = self._lanes.get(key)
                    if lane is None or lane.done():
                        self._lanes[key] = asyncio.create_task(self._lane(session, gate, key))

    async def _lane(
        self, session: aiohttp.ClientSession, gate: asyncio.Semaphore, key: int | None
    ) -> None:
        failures = 0
        world = self._world
        while world.webhook.url:
            now = world.clock.now()
            mine = (q for q in world.updates.pending() if q.chat_id == key and q.expires_at > now)
            queued = next(mine, None)
            if queued is None:
                return
            async with gate:
                retry_after = await self._posted(session, queued)
            if retry_after is None:
                world.updates.settle(queued)
                failures = 0
                continue
            await asyncio.sleep(max(_pause(failures), retry_after))
            failures += 1

    async def _posted(self, session: aiohttp.ClientSession, queued: Queued) -> float | None:
        """Post one update; None if it was accepted, else the least seconds to wait."""
        webhook = self._world.webhook
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        try:
            async with session.post(webhook.url, json=queued.body, headers=headers) as answer:
                if 200 <= answer.status < 300:
                    return None
                error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                retry_after = answer.headers.get("Retry-After", "0")
        except (aiohttp.ClientError, TimeoutError) as failure:
            error, retry_after = f"Connection failed: {type(failure).__name__}", "0"
        webhook.last_error, webhook.last_error_at = error, self._world.clock.now()
        log.info("webhook refused update=%s reason=%s", queued.id, error)
        return min(float(retry_after), _LONGEST_RETRY_AFTER) if retry_after.isdigit() else 0.0


def _pause(failures: int) -> float:
    """Seconds before the next try: at once, then 2, 4, 8 … up to a minute."""
    if failures < len(_FIRST_PAUSES):
        return _FIRST_PAUSES[failures]
    return min(_LONGEST_PAUSE, 2.0**failures)
