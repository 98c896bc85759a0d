"""The stand-in for Telegram, in a process of its own, and what can be read off it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from benchmarks.processes import program
from sandbox.client import SandboxClient

LONGEST_WAIT = 120.0  # seconds until a bot that does not answer has failed
LOOK_EVERY = 0.02


@dataclass(frozen=True, slots=True)
class Message:
    """What a person types."""

    person: int
    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A message on its way to the bot, by the number it has in its chat."""

    message: Message
    number: int


@dataclass(frozen=True, slots=True)
class Heard:
    """Messages and the seconds that each waited for its answer; the two orders differ."""

    sent: tuple[Sent, ...]
    seconds: tuple[float, ...]
    per_second: float = 0.0


class SilentBot(Exception):  # noqa: N818  named for what it says
    """Messages stayed without an answer."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """A running stand-in and its control door."""

    api_base: str
    token: str
    client: SandboxClient

    async def polled(self) -> float:
        """Wait until a bot asks for updates; returns when it did, in seconds since 1970."""
        return await self.called("getUpdates")

    async def called(self, method: str) -> float:
        """Wait for the first call of a method; returns when it came, in seconds since 1970."""
        deadline = time.monotonic() + LONGEST_WAIT
        while not (calls := await self.client.calls(method)):
            await _moment(deadline, f"the bot never called {method}")
        return float(calls[0]["at"])

    async def knows(self, people: Iterable[int]) -> None:
        """Give a phone to everybody, and have them start the bot."""
        await self.client.people(
            {"id": one, "first_name": f"责任人{one}", "started": True} for one in people
        )

    async def says(self, messages: Sequence[Message]) -> tuple[Sent, ...]:
        """Let people type; all of it is queued when this returns."""
        body = [{"person": one.person, "text": one.text} for one in messages]
        numbers = (await self.client.post("/batch", {"messages": body}))["message_ids"]
        return tuple(map(Sent, messages, numbers))

    async def answered(self, count: int) -> tuple[float, ...]:
        """Wait for so many answers; returns the seconds that each message waited."""
        deadline = time.monotonic() + LONGEST_WAIT
        while (came := (await self.client.stats())["answers"]) < count:
            await _moment(deadline, f"{came} of {count} messages were answered")
        return tuple((await self.client.stats(answers=True))["answer_seconds"])

    async def steady(
        self, messages: Sequence[Message], *, per_second: float, anew: bool = True
    ) -> Heard:
        """Messages one after another at an even rate; `anew` forgets all calls before."""
        if anew:
            await self.client.reset_stats()
        sent: list[Sent] = []
        began = time.monotonic()
        for place, message in enumerate(messages):
            await asyncio.sleep(max(0.0, began + place / per_second - time.monotonic()))
            sent += await self.says([message])
        return Heard(tuple(sent), await self.answered(len(messages)))

    async def burst(self, messages: Sequence[Message]) -> Heard:
        """All messages at once; the rate is counted until the last answer is seen."""
        await self.client.reset_stats()
        sent = await self.says(messages)
        began = time.time()
        seconds = await self.answered(len(messages))
        ended = max(call["at"] for call in await self.client.calls("sendMessage"))
        return Heard(sent, seconds, len(messages) / (ended - began))


async def _moment(deadline: float, complaint: str) -> None:
    """Let a moment pass, unless too many have."""
    if time.monotonic() > deadline:
        raise SilentBot(complaint)
    await asyncio.sleep(LOOK_EVERY)


@asynccontextmanager
async def stand_in(*, limits: bool = False) -> AsyncIterator[StandIn]:
    """A fresh stand-in, with Telegram's limits on sending or without any."""
    wanted = ["--port", "0", "--uvloop", *([] if limits else ["--no-limits"])]
    async with program("sandbox", *wanted) as process:
        assert process.stdout
        told = json.loads(await process.stdout.readline())
        async with SandboxClient.at(told["api_base"]) as client:
            yield StandIn(told["api_base"], told["token"], client)
