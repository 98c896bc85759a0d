"""A chat from where somebody looks at it: what is there, and what comes."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from sandbox.seen import Seen
from sandbox.wire import Json

PATIENCE = 30.0  # seconds to wait for the bot, however busy the machine is


class Line(Protocol):
    """The way to the control API."""

    async def get(self, path: str) -> Any: ...
    async def post(self, path: str, body: Json) -> Any: ...
    async def file(self, file_id: str) -> bytes: ...


class NotSeen(AssertionError):  # noqa: N818 (a test reads it as a sentence)
    """What was expected did not appear; the message shows what did."""


@dataclass(frozen=True, slots=True)
class PressedButton:
    """A press on its way; ask it for the bot's answer."""

    chat: "ChatView"
    id: str
    seq: int

    async def answer(self, *, timeout: float = PATIENCE) -> Json:
        """The toast or alert: {text, show_alert, url}."""
        event = await self.chat.event(
            lambda event: (
                event["kind"] == "answered" and event["body"]["callback_query_id"] == self.id
            ),
            after=self.seq,
            timeout=timeout,
            wanted="an answer to the press",
        )
        body: Json = event["body"]
        return body


class ChatView:
    """A chat from where one looks at it; `sees` looks at what came after one's last act."""

    def __init__(self, line: Line, chat_id: int, *, seq: int) -> None:
        self._line = line
        self.chat_id = chat_id
        self.seq = seq

    async def messages(self) -> list[Seen]:
        """Everything in the chat, oldest first, as it stands now."""
        content = await self._line.get(f"/chats/{self.chat_id}/messages")
        return [Seen(raw) for raw in content["messages"]]

    async def bot_messages(self) -> list[Seen]:
        """What the bot wrote, oldest first, as it stands now."""
        return [seen for seen in await self.messages() if seen.from_bot]

    async def message(self, message: "Seen | int") -> Seen:
        """One message as it stands now."""
        wanted = message if isinstance(message, int) else message.id
        return next(seen for seen in await self.messages() if seen.id == wanted)

    async def last(self) -> Seen:
        """The latest message."""
        return (await self.messages())[-1]

    async def transcript(self) -> str:
        """The chat as lines of text."""
        return "\n".join(str(seen) for seen in await self.messages())

    async def sees(self, *words: str, timeout: float = PATIENCE) -> Seen:
        """A message of the bot, new or edited since one's last act, with all these words."""
        event = await self.event(
            lambda event: (
                event["kind"] in {"message", "edited"}
                and Seen(event["body"]).from_bot
                and all(each in _readable(event["body"]) for each in words)
            ),
            after=self.seq,
            timeout=timeout,
            wanted=" + ".join(map(repr, words)) or "any message",
        )
        return Seen(event["body"])

    async def sees_picture(self, *words: str, timeout: float = PATIENCE) -> Seen:
        """A picture of the bot since one's last act, with all these words in its caption."""
        event = await self.event(
            lambda event: (
                event["kind"] in {"message", "edited"}
                and "photo" in event["body"]
                and Seen(event["body"]).from_bot
                and all(each in _readable(event["body"]) for each in words)
            ),
            after=self.seq,
            timeout=timeout,
            wanted="a picture " + " + ".join(map(repr, words)),
        )
        return Seen(event["body"])

    async def waits_for(
        self, n: int = 1, *, after: "Seen | int | None" = None, timeout: float = PATIENCE
    ) -> list[Seen]:
        """The first `n` new messages of the bot since one's last act, or after a message."""
        least = 0 if after is None else after if isinstance(after, int) else after.id
        seq = self.seq if after is None else 0
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        found: dict[int, Seen] = {}
        while True:
            left = max(0.0, deadline - loop.time())
            batch = await self._events(seq, left)
            for event in batch["events"]:
                seen = Seen(event["body"]) if event["kind"] == "message" else None
                if seen is not None and seen.from_bot and seen.id > least:
                    found[seen.id] = seen
            if len(found) >= n:
                return list(found.values())[:n]
            if not batch["events"] and left <= 0:
                raise await self._not_seen(f"{n} messages, {len(found)} came")
            seq = batch["events"][-1]["seq"] if batch["events"] else seq

    async def sees_nothing(self, *, for_seconds: float = 0.3) -> None:
        """The bot keeps quiet for a while."""
        seq, deadline = self.seq, asyncio.get_running_loop().time() + for_seconds
        while (left := deadline - asyncio.get_running_loop().time()) > 0:
            for event in (await self._events(seq, left))["events"]:
                seq = event["seq"]
                if event["kind"] in {"message", "edited"} and Seen(event["body"]).from_bot:
                    raise NotSeen(f"expected quiet, but: {Seen(event['body'])}")

    async def download(self, message: Seen) -> bytes:
        """The picture or file of a message."""
        assert message.file_id is not None, f"no file in: {message}"
        return await self._line.file(message.file_id)

    async def looks_up(self) -> None:
        """What came so far has been seen; `sees` looks for what comes from now on."""
        self.seq = int((await self._line.get("/seq"))["seq"])

    async def event(
        self, fits: Callable[[Json], bool], *, after: int, timeout: float, wanted: str
    ) -> Json:
        """The first event later than `after` that fits."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while True:
            left = max(0.0, deadline - loop.time())
            batch = await self._events(after, left)
            for event in batch["events"]:
                found: Json = event
                if fits(found):
                    return found
                after = event["seq"]
            if left <= 0:
                raise await self._not_seen(wanted)

    async def _events(self, after: int, timeout: float) -> Json:
        batch: Json = await self._line.get(
            f"/chats/{self.chat_id}/events?after={after}&timeout={timeout:.3f}"
        )
        return batch

    async def _not_seen(self, wanted: str) -> NotSeen:
        lines = (await self.transcript()).splitlines()[-12:]
        return NotSeen(f"waited for {wanted}; the chat ends:\n  " + "\n  ".join(lines))


def _readable(raw: Json) -> str:
    return "\n".join([Seen(raw).text, *Seen(raw).buttons])
