"""Whether the bot is well, for whoever watches it: /healthz and /metrics."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web

from bot.dispatcher import Dispatcher
from bot.metrics import Metrics
from storage import deliveries, inbox
from storage.database import Database

log = logging.getLogger(__name__)

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
CHECK_SECONDS = 3.0
LONGEST_LAG = 30.0
SLOWEST_DELIVERY = 300.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; `facts` hold numbers and names, never what people typed."""

    ok: bool
    facts: Mapping[str, object] = field(default_factory=dict)


Check = Callable[[], Awaitable[Finding]]


class Pulse:
    """When something that must go on for ever last went well.

    Before the first time it is starting, and well for `start_within` seconds: a first long
    poll answers only when somebody writes, or after its own time is up.
    """

    def __init__(self, *, stale_after: float, start_within: float | None = None) -> None:
        self._stale_after = stale_after
        self._start_within = stale_after if start_within is None else start_within
        self._began = asyncio.get_running_loop().time()
        self._last: float | None = None
        self._failing: str | None = None

    def beat(self) -> None:
        """It went well, just now."""
        self._last, self._failing = asyncio.get_running_loop().time(), None

    def fail(self, why: str) -> None:
        """It went wrong; it counts as unwell until the next beat."""
        self._failing = why

    def age(self) -> float:
        """Seconds since the last beat; infinite before the first."""
        now = asyncio.get_running_loop().time()
        return float("inf") if self._last is None else now - self._last

    @property
    def is_well(self) -> bool:
        """Whether the last try went well, and not too long ago; or it has only begun."""
        if self._failing is not None:
            return False
        if self._last is not None:
            return self.age() <= self._stale_after
        return asyncio.get_running_loop().time() - self._began <= self._start_within

    async def check(self) -> Finding:
        """How it goes, as a finding."""
        facts = {
            "starting": self._last is None,
            "seconds_since_last": None if self._last is None else round(self.age(), 1),
            "failing": self._failing,
        }
        return Finding(self.is_well, facts)


def inbox_check(db: Database, dispatcher: Dispatcher) -> Check:
    """Updates are handled in time; quarantined ones are counted but do not make it unwell."""

    async def check() -> Finding:
        async with db.reading() as session:
            backlog = await inbox.backlog(session)
        lag = dispatcher.lag()
        facts = {
            "waiting": backlog.waiting,
            "lag_seconds": round(lag, 1),
            "quarantined": backlog.quarantined,
        }
        return Finding(lag <= LONGEST_LAG and not dispatcher.is_full, facts)

    return check


def outbox_check(db: Database, now: Callable[[], datetime]) -> Check:
    """What is due to be sent leaves in time."""

    async def check() -> Finding:
        async with db.reading() as session:
            lag = await deliveries.lag(session, now=now())
        age = (now() - lag.oldest).total_seconds() if lag.oldest else 0.0
        facts = {
            "due": lag.due,
            "oldest_seconds": round(age, 1),
            "later": lag.later,
            "uncertain": lag.uncertain,
        }
        return Finding(age <= SLOWEST_DELIVERY, facts)

    return check


def health_app(checks: Mapping[str, Check], metrics: Metrics) -> web.Application:
    """GET /healthz: 200 or 503 with what each check found; GET /metrics for Prometheus."""

    async def healthz(_: web.Request) -> web.Response:
        names = list(checks)
        findings = await asyncio.gather(*(_found(name, checks[name]) for name in names))
        ok = all(finding.ok for finding in findings)
        body: dict[str, object] = {"ok": ok}
        for name, finding in zip(names, findings, strict=True):
            body[name] = {"ok": finding.ok, **finding.facts}
        return web.json_response(body, status=200 if ok else 503)

    async def exposition(_: web.Request) -> web.Response:
        return web.Response(body=metrics.exposition(), headers={"Content-Type": METRICS_TYPE})

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/metrics", exposition)
    return app


async def _found(name: str, check: Check) -> Finding:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await check()
    except Exception as error:
        # A check that cannot be made is a finding of its own.
        log.exception("health check failed name=%s", name)
        return Finding(False, {"error": type(error).__name__})


@asynccontextmanager
async def serving(app: web.Application, *, host: str, port: int) -> AsyncIterator[int]:
    """Serve while the block lasts; yields the port, which matters when 0 was asked."""
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=2.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()
