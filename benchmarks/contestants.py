"""The bots that are compared: ours and two bare echo bots, each on a stand-in of its own."""

import os
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from benchmarks.ours import Settings
from benchmarks.processes import program
from benchmarks.standin import StandIn, stand_in

ECHOES = {"python-telegram-bot": "benchmarks.echo_telegram", "aiogram": "benchmarks.echo_aiogram"}


@dataclass(frozen=True, slots=True)
class Running:
    """A bot that polls, the stand-in it polls, and its database if it has one."""

    stand_in: StandIn
    pid: int
    database: Path | None = None

    def toggle_drawing(self) -> None:
        """Let our bot draw without pause, or stop it."""
        os.kill(self.pid, signal.SIGUSR1)


@asynccontextmanager
async def echo(name: str) -> AsyncIterator[Running]:
    """A bare echo bot with the defaults of its library."""
    async with stand_in() as found, program(ECHOES[name], found.api_base, found.token) as process:
        await found.polled()
        yield Running(found, process.pid)


@asynccontextmanager
async def ours(
    template: Path, *, at: datetime, limits: bool = False, profile: str = ""
) -> AsyncIterator[Running]:
    """Our bot on a copy of a database, at an instant on its own and everybody's clock."""
    database = template.with_name("running.db")
    shutil.copyfile(template, database)
    async with stand_in(limits=limits) as found:
        await found.client.set_clock(at)
        settings = Settings(
            found.api_base,
            found.token,
            str(database),
            at.isoformat(),
            lifted=not limits,
            profile=profile,
        )
        log = template.with_name("running.log")
        async with program("benchmarks.ours", settings.packed(), log=log) as process:
            await found.polled()
            yield Running(found, process.pid, database)
