"""From the command to the first question to Telegram, and the memory it takes."""

import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from benchmarks import district
from benchmarks.processes import imported, program, resident
from benchmarks.rows import Row, at_most, bounded, compared
from benchmarks.standin import stand_in

TOPIC = "start"
LIBRARIES = (
    "telegram.ext",
    "sqlmodel",
    "sqlalchemy.ext.asyncio",
    "aiosqlite",
    "apscheduler.schedulers.asyncio",
    "apscheduler.triggers.date",
    "aiohttp",
    "uvloop",
    "pydantic_settings",
    "prometheus_client",
)
"""What the running bot is made of, matplotlib left out: that lives in the drawing process."""

MOST_MEMORY = 150.0  # megabytes


async def measure(folder: Path, *, rounds: int) -> list[Row]:
    """`python -m bot run` on a database that is there, and bare imports, by turns."""
    database = await district.founded(
        folder / "starting.db", cadres=500, at=district.PROMPT - timedelta(days=1)
    )
    bare: list[float] = []
    ours: list[float] = []
    memory: list[float] = []
    # Both have been started before: the files are in memory, and compiled.
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    await imported(*LIBRARIES, environ=kept)
    await _started(database, kept)
    for _ in range(rounds):
        began = time.time()
        await imported(*LIBRARIES, environ=kept)
        bare.append(1e3 * (time.time() - began))
        seconds, megabytes = await _started(database, kept)
        ours.append(1e3 * seconds)
        memory += [megabytes] if megabytes else []
    rows = [
        compared(
            TOPIC,
            "command to first poll",
            ours,
            bare,
            unit="ms",
            other="bare imports",
            goal=at_most(1.3),
        )
    ]
    if memory:
        rows.append(
            bounded(TOPIC, "memory of the bot's process, idle", max(memory), MOST_MEMORY, unit="MB")
        )
    return rows


async def _started(database: Path, kept: Mapping[str, str]) -> tuple[float, float | None]:
    """Seconds until the first poll, and megabytes by then where the system tells."""
    async with stand_in() as found:
        environ = {
            **kept,
            "BOT_TOKEN": found.token,
            "BOT__TELEGRAM__API_BASE": found.api_base,
            "BOT__STORAGE__URL": f"sqlite+aiosqlite:///{database}",
        }
        began = time.time()
        async with program("bot", "run", environ=environ) as process:
            first = await found.polled()
            return first - began, resident(process.pid)
