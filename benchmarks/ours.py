"""The bot itself, wired and run as `python -m bot run` does it; settings come as one JSON object.

Three things differ: what the clock shows at the start is told, the limits on sending can be
lifted, and SIGUSR1 makes it draw pictures without pause, or stop drawing.
"""

import asyncio
import cProfile
import json
import math
import signal
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import count

import uvloop

from benchmarks.pictures import sheet
from bot import logs, memory, process
from bot.app import Parts, build
from bot.cli.running import calendar
from bot.clock import Clock
from bot.config import Config
from bot.sections.process import StorageSection, TelegramSection
from bot.transport import AiohttpRequest
from bot.turns import Rates
from storage.database import Database

UNLIMITED = Rates(math.inf, math.inf, 1_000_000, math.inf)


@dataclass(frozen=True, slots=True)
class Settings:
    """`now` is an ISO instant; `profile` names a file for cProfile's findings."""

    api_base: str
    token: str
    database: str
    now: str
    lifted: bool = True
    profile: str = ""

    def packed(self) -> str:
        """As the argument of this program."""
        return json.dumps(asdict(self))


async def run(settings: Settings) -> None:
    """Until told to stop."""
    stop, toggle = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGUSR1, toggle.set)
    parts = await _parts(settings)
    memory.settle()
    drawing = loop.create_task(_draw_by_turns(parts, toggle))
    with _profiling(settings.profile):
        await process.run(parts, stop)
    drawing.cancel()
    await asyncio.gather(drawing, return_exceptions=True)


async def _parts(settings: Settings) -> Parts:
    config = Config(
        telegram=TelegramSection(api_base=settings.api_base),
        storage=StorageSection(url=f"sqlite+aiosqlite:///{settings.database}"),
    )
    db = Database(config.storage.url)
    return build(
        config,
        token=settings.token,
        db=db,
        workdays=await calendar(db),
        request=AiohttpRequest(),
        clock=Clock.starting_at(datetime.fromisoformat(settings.now)),
        rates=UNLIMITED if settings.lifted else None,
    )


async def _draw_by_turns(parts: Parts, toggle: asyncio.Event) -> None:
    """Quiet until toggled, drawing until toggled again. No picture comes from memory."""
    numbers = count()
    while True:
        await _toggled(toggle)
        while not toggle.is_set():
            await parts.deps.draw(sheet(next(numbers)))
        await _toggled(toggle)


async def _toggled(toggle: asyncio.Event) -> None:
    await toggle.wait()
    toggle.clear()


class _Profiled(AbstractContextManager[None]):
    """cProfile around the event loop's thread, written to a file at the end."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._profile = cProfile.Profile()

    def __enter__(self) -> None:
        self._profile.enable()

    def __exit__(self, *_: object) -> None:
        self._profile.disable()
        self._profile.dump_stats(self._path)


def _profiling(path: str) -> AbstractContextManager[None]:
    return _Profiled(path) if path else nullcontext()


if __name__ == "__main__":
    wanted = Settings(**json.loads(sys.argv[1]))
    logs.configure("INFO", style="text", secrets=[wanted.token], stream=sys.stderr)
    uvloop.run(run(wanted))
