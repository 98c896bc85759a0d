"""Pictures without a stalled event loop: one warm drawing process, watched and replaced."""

import asyncio
import logging
import os
import sys
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from charts import wire
from charts.sheets import Sheet

log = logging.getLogger(__name__)

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-m", "charts.worker")
# The process that draws needs no token, so it is not given one.
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "MPLCONFIGDIR", "PYTHONDONTWRITEBYTECODE")
WAKING = 60.0  # seconds; a first start reads every font of the machine


@dataclass(eq=False)
class DrawingFailed(Exception):  # noqa: N818  named for what it says, like the refusals
    """There is no picture, and why; the words can still go out without it."""

    why: str

    def __str__(self) -> str:
        return self.why


class _WorkerDied(Exception):  # noqa: N818
    """The process ended before it answered."""


class Renderer:
    """Draws one sheet at a time; the same sheet again comes from memory.

    Args:
        patience: seconds one sheet may take before its process is replaced.
        kept: how many sheets' pages are remembered.
        sheets_per_process: after so many the process is replaced, so that it cannot grow for ever.
        command: how the drawing process is started.
    """

    def __init__(
        self,
        *,
        patience: float = 30.0,
        kept: int = 64,
        sheets_per_process: int = 500,
        command: Sequence[str] = COMMAND,
    ) -> None:
        self._patience = patience
        self._kept = kept
        self._sheets_per_process = sheets_per_process
        self._command = tuple(command)
        self._process: asyncio.subprocess.Process | None = None
        self._drawn_by_process = 0
        self._turn = asyncio.Lock()
        self._pages: OrderedDict[Sheet, tuple[bytes, ...]] = OrderedDict()
        self._drawing: dict[Sheet, asyncio.Task[tuple[bytes, ...]]] = {}

    @property
    def pid(self) -> int | None:
        """The drawing process, if there is one."""
        return self._process.pid if self._process else None

    async def start(self) -> None:
        """Start the process and wait until it has shown that it can draw.

        Raises:
            DrawingFailed: fonts or libraries are not in order.
        """
        async with self._turn:
            try:
                await self._living_process()
            except _WorkerDied:
                raise DrawingFailed("the drawing process does not start") from None

    async def stop(self) -> None:
        """End the process; drawings under way are given up."""
        for task in self._drawing.values():
            task.cancel()
        await asyncio.gather(*self._drawing.values(), return_exceptions=True)
        async with self._turn:
            await self._end_process()

    async def render(self, sheet: Sheet) -> list[bytes]:
        """The sheet's pages as PNG.

        Raises:
            DrawingFailed: it cannot be drawn, took too long, or the process died twice.
        """
        if sheet in self._pages:
            self._pages.move_to_end(sheet)
            return list(self._pages[sheet])
        task = self._drawing.get(sheet)
        if task is None:
            task = self._drawing[sheet] = asyncio.create_task(self._draw(sheet))
            task.add_done_callback(lambda done: self._is_done(sheet, done))
        # Whoever asked first may leave; the others still get their picture.
        return list(await asyncio.shield(task))

    def _is_done(self, sheet: Sheet, task: asyncio.Task[tuple[bytes, ...]]) -> None:
        self._drawing.pop(sheet, None)
        # Looked at here, for everybody who asked may have left by now.
        if not task.cancelled() and (error := task.exception()):
            log.warning("no picture: %s", error)

    async def _draw(self, sheet: Sheet) -> tuple[bytes, ...]:
        async with self._turn:
            try:
                pages = await self._ask(sheet)
            except _WorkerDied:
                log.warning("the drawing process died; trying once more")
                pages = await self._ask_again(sheet)
        self._pages[sheet] = pages
        while len(self._pages) > self._kept:
            self._pages.popitem(last=False)
        return pages

    async def _ask_again(self, sheet: Sheet) -> tuple[bytes, ...]:
        try:
            return await self._ask(sheet)
        except _WorkerDied:
            raise DrawingFailed("the drawing process died twice") from None

    async def _ask(self, sheet: Sheet) -> tuple[bytes, ...]:
        process = await self._living_process()
        self._drawn_by_process += 1
        return await self._answer(process, wire.packed(sheet), patience=self._patience)

    async def _living_process(self) -> asyncio.subprocess.Process:
        worn_out = self._drawn_by_process >= self._sheets_per_process
        if self._process and (worn_out or self._process.returncode is not None):
            await self._end_process()
        if self._process is None:
            self._process = await self._start_process()
            await self._answer(self._process, b"", patience=WAKING)
        return self._process

    async def _start_process(self) -> asyncio.subprocess.Process:
        self._drawn_by_process = 0
        return await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
        )

    async def _answer(
        self, process: asyncio.subprocess.Process, message: bytes, *, patience: float
    ) -> tuple[bytes, ...]:
        """Exchange one message; a process left in the middle of one is never used again."""
        try:
            async with asyncio.timeout(patience):
                answer = await _exchange(process, message)
        except TimeoutError:
            await self._end_process()
            raise DrawingFailed(f"no picture within {patience:g} s") from None
        except (asyncio.IncompleteReadError, OSError):
            await self._end_process()
            raise _WorkerDied from None
        except asyncio.CancelledError:
            await self._end_process()
            raise
        match answer:
            case wire.Drawn(pages=pages):
                return pages
            case wire.Refused(why=why):
                raise DrawingFailed(why)
            case _:
                raise DrawingFailed(f"the drawing process answered {answer!r}")

    async def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        # Reading to the end lets the pipes close before the loop may be closed.
        await process.communicate()


async def _exchange(process: asyncio.subprocess.Process, message: bytes) -> object:
    """Send `message` (none at all for the greeting) and read what comes back."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(message)
    await process.stdin.drain()
    length = int.from_bytes(await process.stdout.readexactly(wire.LENGTH), "big")
    return wire.unpacked(await process.stdout.readexactly(length))
