"""Updates on their way to the doors: in order within a chat, side by side across chats."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.ledger import Ledger
from bot.metrics import Metrics
from bot.transport import seconds_to_wait
from storage.inbox import UNAVAILABLE

log = logging.getLogger(__name__)

RawUpdate = dict[str, Any]
Handle = Callable[[RawUpdate], Awaitable[None]]
Alert = Callable[[int, str], Awaitable[None]]


class Unparsable(Exception):  # noqa: N818  what it is, not who is to blame
    """An update that nobody will ever understand; raised by the handler, not tried again."""


@dataclass(slots=True)
class Job:
    """One update waiting in memory, with its row on disk."""

    row: int
    chat_id: int
    update: RawUpdate
    taken_in: float  # loop time
    attempts: int = 0
    delays: int = 0


@dataclass(slots=True)
class Lane:
    """The jobs of one chat; the first is the one being handled.

    `spilled` are the rows of what the chat has on disk behind these.
    """

    chat_id: int
    jobs: deque[Job] = field(default_factory=deque)
    spilled: deque[int] = field(default_factory=deque)
    ready_since: float = 0.0  # loop time


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long, in seconds."""

    workers: int = 64
    attempts: int = 3  # for an error of ours; Telegram's bad days are waited out for ever
    retry_delay: float = 0.2
    longest_delay: float = 60.0
    handling: float = 60.0  # one update may not take longer
    most_waiting: int = 5000
    most_per_chat: int = 100  # the rest of a flood stays on disk until its turn


class Dispatcher:
    """Hands each update to `handle`, one at a time per chat, chats in turn.

    A chat that floods gets one place among the others, and little memory. A chat whose update
    has to wait, for Telegram or the database, waits without a worker and keeps its order. An
    update that fails `attempts` times is quarantined, `on_quarantine(row, error)` is told, and
    its chat goes on.
    """

    def __init__(
        self,
        handle: Handle,
        ledger: Ledger,
        metrics: Metrics,
        *,
        on_quarantine: Alert,
        patience: Patience = Patience(),
    ) -> None:
        self._handle = handle
        self._ledger = ledger
        self._metrics = metrics
        self._on_quarantine = on_quarantine
        self._patience = patience
        self._lanes: dict[int, Lane] = {}
        self._ready: deque[Lane] = deque()
        self._workers: set[asyncio.Task[None]] = set()
        self._pauses: set[asyncio.TimerHandle] = set()
        self._stopping = False
        self._backlog = 0
        self._room = asyncio.Event()
        self._room.set()
        self._handled = metrics.handled.labels("done")

    @property
    def backlog(self) -> int:
        """Updates in memory, the ones being handled included."""
        return self._backlog

    @property
    def is_full(self) -> bool:
        """Too much waits in memory; more must stay where it is."""
        return not self._room.is_set()

    def lag(self) -> float:
        """Seconds that the next chat has waited for a worker; 0 when none waits.

        Chats that wait for Telegram do not count: they hold nobody up.
        """
        now = asyncio.get_running_loop().time()
        return now - self._ready[0].ready_since if self._ready else 0.0

    async def room(self) -> None:
        """Wait until there is room for more."""
        await self._room.wait()

    def submit(self, jobs: Sequence[Job]) -> None:
        """Queue jobs in their order; each will be handled or stay on disk as new."""
        for job in jobs:
            lane = self._lanes.get(job.chat_id)
            if lane is None:
                lane = self._lanes[job.chat_id] = Lane(job.chat_id)
                self._line_up(lane)
            if lane.spilled or len(lane.jobs) >= self._patience.most_per_chat:
                lane.spilled.append(job.row)
            else:
                lane.jobs.append(job)
                self._backlog += 1
        if self._backlog >= self._patience.most_waiting:
            self._room.clear()
        self._hire()

    async def stop(self, *, grace: float = 2.5) -> None:
        """Finish what is being handled, for at most `grace` seconds; the rest stays on disk."""
        self._stopping = True
        for pause in self._pauses:
            pause.cancel()
        workers = set(self._workers)
        if workers:
            _, late = await asyncio.wait(workers, timeout=grace)
            for worker in late:
                worker.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._ledger.close()

    def _line_up(self, lane: Lane) -> None:
        lane.ready_since = asyncio.get_running_loop().time()
        self._ready.append(lane)

    def _hire(self) -> None:
        loop = asyncio.get_running_loop()
        for _ in range(min(len(self._ready), self._patience.workers - len(self._workers))):
            worker = loop.create_task(self._work())
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)

    async def _work(self) -> None:
        while self._ready and not self._stopping:
            lane = self._ready.popleft()
            if not lane.jobs:
                await self._go_on(lane)
                continue
            job = lane.jobs[0]
            try:
                async with asyncio.timeout(self._patience.handling):
                    await self._handle(job.update)
            except Exception as error:  # noqa: BLE001  one update must never stop the others
                await self._failed(lane, job, error)
            else:
                self._ledger.done(job.row)
                self._handled.inc()
                await self._settled(lane, job)

    async def _settled(self, lane: Lane, job: Job) -> None:
        """Forget the job and let its chat go on."""
        self._metrics.acknowledged.observe(asyncio.get_running_loop().time() - job.taken_in)
        lane.jobs.popleft()
        self._backlog -= 1
        if self._backlog <= self._patience.most_waiting // 2:
            self._room.set()
        await self._go_on(lane)

    async def _go_on(self, lane: Lane) -> None:
        """The chat goes to the end of the queue, or home when it has nothing left."""
        if lane.spilled and not lane.jobs:
            await self._refill(lane)
        if lane.jobs:
            self._line_up(lane)
        elif lane.spilled:
            self._pause(lane, self._patience.retry_delay)
        else:
            del self._lanes[lane.chat_id]

    async def _refill(self, lane: Lane) -> None:
        """Fetch the next jobs of a chat that flooded from disk.

        By their rows: there may be others on disk already that are yet to be submitted.
        """
        rows = list(islice(lane.spilled, self._patience.most_per_chat))
        try:
            kept = await self._ledger.still_new(rows)
        except Exception:
            # Whatever it was, the rows are safe; the chat asks again in a moment.
            log.exception("rows not read chat=%s", lane.chat_id)
            return
        # Until here, what came meanwhile has queued up behind these.
        for _ in rows:
            lane.spilled.popleft()
        now = asyncio.get_running_loop().time()
        lane.jobs.extend(Job(k.id, lane.chat_id, json.loads(k.payload), now) for k in kept)
        self._backlog += len(kept)

    async def _failed(self, lane: Lane, job: Job, error: Exception) -> None:
        if isinstance(error, Unparsable):
            await self._give_up(lane, job, error)
        elif _is_passing(error):
            job.delays += 1
            self._metrics.handled.labels("delayed").inc()
            log.warning("update waits row=%s delays=%s why=%s", job.row, job.delays, _name(error))
            self._pause(lane, self._delay(job, error))
        else:
            job.attempts += 1
            log.error("update failed row=%s attempt=%s", job.row, job.attempts, exc_info=error)
            if job.attempts >= self._patience.attempts:
                await self._give_up(lane, job, error)
            else:
                self._pause(lane, self._patience.retry_delay * 4 ** (job.attempts - 1))

    async def _give_up(self, lane: Lane, job: Job, error: Exception) -> None:
        self._metrics.handled.labels("quarantined").inc()
        log.error("update quarantined row=%s why=%s", job.row, _name(error))
        try:
            why = repr(error)
            await self._ledger.quarantine(job.row, error=why, attempts=job.attempts)
            await self._on_quarantine(job.row, _name(error))
        except Exception:
            # The row stays new and comes again at the next start; its chat must go on now.
            log.exception("quarantine not recorded row=%s", job.row)
        await self._settled(lane, job)

    def _delay(self, job: Job, error: Exception) -> float:
        if isinstance(error, RetryAfter):
            return seconds_to_wait(error)
        return float(min(self._patience.longest_delay, 2 ** (job.delays - 1)))

    def _pause(self, lane: Lane, seconds: float) -> None:
        """Come back to this chat later, with the same update first."""

        def resume() -> None:
            self._pauses.discard(handle)
            self._line_up(lane)
            self._hire()

        handle = asyncio.get_running_loop().call_later(seconds, resume)
        self._pauses.add(handle)


def _is_passing(error: Exception) -> bool:
    """Whether waiting helps: Telegram or the database is away, nothing is wrong with the update."""
    if isinstance(error, BadRequest):  # a NetworkError by descent only
        return False
    return isinstance(error, (NetworkError, RetryAfter, *UNAVAILABLE))


def _name(error: Exception) -> str:
    return type(error).__name__
