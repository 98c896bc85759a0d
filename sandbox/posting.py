"""The webhook: updates posted in order for each chat, repeated until they are accepted."""

import asyncio
import logging
from collections import deque

import aiohttp

from sandbox.updates import Queued
from sandbox.world import World

log = logging.getLogger(__name__)
_MOST_CONNECTIONS = 100
_FIRST_PAUSES = (0.0, 2.0)
_LONGEST_PAUSE = 60.0
_LONGEST_RETRY_AFTER = 3_600.0


class Poster:
    """Works through the queue while a webhook is set; one failing chat blocks only itself."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._waiting = asyncio.Event()
        self._lanes: dict[int | None, deque[Queued]] = {}
        self._taken: set[int] = set()  # ids that a lane has in hand
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin; needs a running loop."""
        self._world.updates.listeners.append(self._waiting.set)
        self._keep(asyncio.create_task(self._run()))

    async def stop(self) -> None:
        """End, whatever is on its way."""
        self._world.updates.listeners.remove(self._waiting.set)
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self) -> None:
        gate = asyncio.Semaphore(_MOST_CONNECTIONS)
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
            while True:
                await self._waiting.wait()
                self._waiting.clear()
                if self._world.webhook.url:
                    for queued in self._world.updates.again():
                        await self._posted(session, queued)
                    self._fill_lanes(session, gate)

    def _fill_lanes(self, session: aiohttp.ClientSession, gate: asyncio.Semaphore) -> None:
        for queued in self._world.updates.pending():
            if queued.id in self._taken:
                continue
            self._taken.add(queued.id)
            lane = self._lanes.get(queued.chat_id)
            if lane is not None:
                lane.append(queued)
                continue
            self._lanes[queued.chat_id] = deque([queued])
            self._keep(asyncio.create_task(self._empty(session, gate, queued.chat_id)))

    async def _empty(
        self, session: aiohttp.ClientSession, gate: asyncio.Semaphore, key: int | None
    ) -> None:
        lane, failures = self._lanes[key], 0
        while lane and self._world.webhook.url:
            queued = lane[0]
            if queued.expires_at > self._world.clock.now():
                async with gate:
                    retry_after = await self._posted(session, queued)
                if retry_after is not None:
                    await asyncio.sleep(max(_pause(failures), retry_after))
                    failures += 1
                    continue
                self._world.updates.settle(queued)
            lane.popleft()
            self._taken.discard(queued.id)
            failures = 0
        # What is left when the webhook goes stays in the queue, for polling.
        self._taken.difference_update(queued.id for queued in lane)
        del self._lanes[key]

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
