"""The bot as a process of its own: `python -m bot run`, to be stopped or killed."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from sandbox.server import Running
from tests.patience import PATIENCE

ROOT = Path(__file__).parent.parent.parent
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "MPLCONFIGDIR")


def settings_for(sandbox: Running, database: Path, **more: str) -> dict[str, str]:
    """The environment of a bot that talks to the sandbox."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {
        **kept,
        "BOT_TOKEN": sandbox.world.token,
        "BOT__STORAGE__URL": f"sqlite:///{database}",
        "BOT__TELEGRAM__API_BASE": sandbox.api_base,
        **more,
    }


class BotProcess:
    """One `python -m bot run`."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process = process
        self._log = log

    @property
    def log(self) -> str:
        """Everything it wrote."""
        return self._log.read_text("utf-8")

    async def terminate(self, *, within: float) -> int:
        """SIGTERM; the exit code, if it comes in time."""
        self._process.terminate()
        return await self.ended(within=within)

    async def ended(self, *, within: float) -> int:
        """The exit code of a process that ends by itself."""
        return await asyncio.wait_for(self._process.wait(), within)

    async def kill(self) -> None:
        """kill -9, if it still runs."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()


@asynccontextmanager
async def started(
    folder: Path, settings: Mapping[str, str], *, name: str = "bot"
) -> AsyncIterator[BotProcess]:
    """A real process; killed at the end if it still runs."""
    log = folder / f"{name}.log"
    with log.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"), cwd=ROOT, env=settings, stdout=out, stderr=out
        )
    bot = BotProcess(process, log)
    try:
        yield bot
    finally:
        await bot.kill()


class Nursery:
    """Gives birth to processes that are loaded already."""

    def __init__(self, process: asyncio.subprocess.Process, settings: Mapping[str, str]) -> None:
        self._process = process
        self._settings = dict(settings)

    async def birth(self) -> int:
        """A new process of the bot; its number."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"settings": self._settings}).encode() + b"\n")
        await self._process.stdin.drain()
        return int(await asyncio.wait_for(self._process.stdout.readline(), PATIENCE))


@asynccontextmanager
async def nursery(folder: Path, settings: Mapping[str, str]) -> AsyncIterator[Nursery]:
    """One that is loaded; its children write to `nursery.log` in the folder."""
    with (folder / "nursery.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.endtoend.nursery"),
            cwd=ROOT,
            env=dict(settings),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
    try:
        yield Nursery(process, settings)
    finally:
        process.kill()
        await process.communicate()


def is_alive(pid: int) -> bool:
    """Whether a process runs."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


async def killed(pid: int) -> None:
    """kill -9, and wait until it is gone."""
    os.kill(pid, signal.SIGKILL)
    while is_alive(pid):  # noqa: ASYNC110  the system tells nobody but its parent
        await asyncio.sleep(0.002)


async def polled(
    sandbox: Running, *, after: int, unless: "asyncio.Task[None] | None" = None
) -> None:
    """Wait until somebody asks for updates, in a call later than this one.

    `unless` is who should: when it ends instead, that is raised.
    """
    async with asyncio.timeout(PATIENCE):
        while not _has_polled(sandbox, after):
            if unless is not None and unless.done():
                unless.result()
                raise AssertionError("the bot has stopped before it asked for updates")
            await asyncio.sleep(0.005)


def _has_polled(sandbox: Running, after: int) -> bool:
    calls = reversed(sandbox.world.calls)
    return any(call.method == "getUpdates" and call.number > after for call in calls)
