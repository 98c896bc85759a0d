"""Programs under measurement, each in a process of its own."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST_END = 15.0  # seconds a program may take to end by itself


@asynccontextmanager
async def program(
    module: str,
    *arguments: str,
    log: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m module …` until the block ends; what it says on stderr goes to `log`."""
    errors = log.open("ab") if log else None
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        cwd=ROOT,
        env={**os.environ, **(environ or {})},
        stdout=asyncio.subprocess.PIPE,
        stderr=errors or asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        await _ended(process)
        if errors:
            errors.close()


async def _ended(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
    try:
        async with asyncio.timeout(LONGEST_END):
            await process.communicate()
    except TimeoutError:
        process.kill()
        await process.communicate()


async def finished(module: str, *arguments: str) -> str:
    """What `python -m module …` prints, once it has ended well."""
    return await _output([sys.executable, "-m", module, *arguments])


async def imported(*modules: str, environ: Mapping[str, str] | None = None) -> None:
    """A Python that imports these modules and ends."""
    await _output([sys.executable, "-c", f"import {', '.join(modules)}"], environ)


async def _output(command: Sequence[str], environ: Mapping[str, str] | None = None) -> str:
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=ROOT,
        env={**os.environ, **(environ or {})},
        stdout=asyncio.subprocess.PIPE,
    )
    printed, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return printed.decode()


def resident(pid: int) -> float | None:
    """Megabytes of memory that a process has in use; None where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
