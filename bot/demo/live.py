"""The demo that stays: phones in the browser, and a button to the next moment of the week."""

import asyncio
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bot.config import Config
from bot.demo.player import Player
from bot.demo.stage import Stage, staged
from domain.clocks import Clock
from domain.people import Language
from handlers.texts import figures
from handlers.texts.catalog import catalog
from sandbox import district
from sandbox.district.steps import Wait

VISITORS = frozenset({"p07", "p01", "p06", "stranger"})
"""Phones left to whoever tries the demo: a cadre with six numbers, a leader, an admin."""


async def stay(config: Config, folder: Path, *, port: int, say: Callable[[str], None]) -> None:
    """Serve the phones until Ctrl-C or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    ready: asyncio.Future[_Show] = loop.create_future()

    async def to_next() -> dict[str, str]:
        show = await asyncio.shield(ready)  # whoever presses at once waits for the beginning
        return await show.next()

    async with staged(config, folder, port=port, on_next=to_next, with_form=True) as stage:
        show = _Show(stage)
        await show.begin()
        ready.set_result(show)
        say(f"phones: {stage.base}/  (Ctrl-C ends)")
        await stop.wait()


class _Show:
    """The week in steps: between two clocks the others answer, the visitors' phones wait."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._turn = asyncio.Lock()
        self._script = [
            event
            for event in district.live_week()
            if not isinstance(event, Wait) and event.who not in VISITORS
        ]

    async def begin(self) -> None:
        """Bind the group and ask, so that there is something to answer at once."""
        events = district.live_week()
        player = await self._player()
        await player.play(events[0])
        await self._stage.advance(district.LIVE.prompt)
        await self._stage.quiet()

    async def next(self) -> dict[str, str]:
        """Go to the next clock; what the others say until then is said. Returns its label.

        Nothing is held to the story's promises: whoever plays changes the story.
        """
        async with self._turn:
            stage = self._stage
            clock = self._following()
            player = await self._player()
            while self._script and self._script[0].at < clock.at:
                event = self._script.pop(0)
                if event.at > stage.parts.clock.now():
                    await player.play(event)
            await stage.advance(clock.at)
            await stage.quiet()
            return {"label": self._label(clock)}

    def _following(self) -> Clock:
        now = self._stage.parts.clock.now()
        found = self._stage.parts.deps.schedule.clocks_between(now, now + timedelta(days=14))
        return found[0]

    def _label(self, clock: Clock) -> str:
        texts = catalog(Language.ZH)
        kind = texts.plain(f"clock.{clock.kind.value}")
        zone = self._stage.parts.deps.schedule.zone
        return f"{figures.moment(clock.at, zone, Language.ZH)} {kind}"

    async def _player(self) -> Player:
        return Player(self._stage, await self._stage.parts.deps.roster.current())
