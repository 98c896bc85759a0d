"""A person's phone and a group chat, as a test reads them."""

import asyncio
import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from sandbox.wire import Json

PATIENCE = 5.0  # seconds to wait for the bot


class Line(Protocol):
    """The way to the control API."""

    async def get(self, path: str) -> Any: ...
    async def post(self, path: str, body: Json) -> Any: ...
    async def file(self, file_id: str) -> bytes: ...


class NotSeen(AssertionError):  # noqa: N818 (a test reads it as a sentence)
    """What was expected did not appear; the message shows what did."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as it stands in a chat."""

    raw: Json

    @property
    def id(self) -> int:
        return int(self.raw["message_id"])

    @property
    def chat_id(self) -> int:
        return int(self.raw["chat"]["id"])

    @property
    def text(self) -> str:
        """The words: the text, or the caption of a picture or file."""
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def from_bot(self) -> bool:
        return bool(self.raw.get("from", {}).get("is_bot"))

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(self.raw["date"], UTC)

    @property
    def is_edited(self) -> bool:
        return "edit_date" in self.raw

    @property
    def reply_to(self) -> int | None:
        """The number of the message it answers."""
        quoted = self.raw.get("reply_to_message")
        return int(quoted["message_id"]) if quoted else None

    @property
    def buttons(self) -> list[str]:
        """The words on its buttons, row after row."""
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return [button["text"] for row in rows for button in row]

    @property
    def data(self) -> dict[str, str]:
        """The callback data of its buttons by their words."""
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return {b["text"]: b["callback_data"] for row in rows for b in row if "callback_data" in b}

    @property
    def file_id(self) -> str | None:
        """The picture or file it carries."""
        if "photo" in self.raw:
            return str(self.raw["photo"][-1]["file_id"])
        return str(self.raw["document"]["file_id"]) if "document" in self.raw else None

    @property
    def has_photo(self) -> bool:
        return "photo" in self.raw

    def __contains__(self, words: str) -> bool:
        return words in self.text

    def __str__(self) -> str:
        kind = "[图片] " if self.has_photo else "[文件] " if "document" in self.raw else ""
        buttons = f"  〔{' | '.join(self.buttons)}〕" if self.buttons else ""
        who = "bot" if self.from_bot else self.raw["from"]["first_name"]
        return f"{who}: {kind}{self.text}{buttons}"


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
        self.seq = int((await self._line.get("/state"))["seq"])

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


class Phone(ChatView):
    """Somebody's phone, looking at their chat with the bot or at a group."""

    def __init__(self, line: Line, person_id: int, chat_id: int, *, seq: int) -> None:
        super().__init__(line, chat_id, seq=seq)
        self.id = person_id

    def at(self, group: "GroupChat") -> "Phone":
        """The same person's phone, looking at a group."""
        return Phone(self._line, self.id, group.chat_id, seq=max(self.seq, group.seq))

    async def says(
        self, text: str, *, reply_to: Seen | int | None = None, date: datetime | None = None
    ) -> Seen:
        """Send a text; `date` backdates it."""
        return await self._sends({"text": text}, reply_to, date)

    async def sends_photo(self, content: bytes, caption: str = "") -> Seen:
        """Send a picture."""
        photo = _upload(content, "photo.jpg", "image/jpeg")
        return await self._sends({"photo": photo, "text": caption}, None, None)

    async def sends_document(
        self, content: bytes, name: str, caption: str = "", mime: str = "application/octet-stream"
    ) -> Seen:
        """Send a file."""
        document = _upload(content, name, mime)
        return await self._sends({"document": document, "text": caption}, None, None)

    async def edits(self, message: Seen | int, text: str, *, date: datetime | None = None) -> Seen:
        """Change an own message."""
        body = {"message_id": _number(message), "text": text, "chat_id": self.chat_id}
        if date is not None:
            body["date"] = date.isoformat()
        return Seen((await self._does("edit", body))["message"])

    async def presses(self, message: Seen | int, button: str | int) -> PressedButton:
        """Press a button by its words, a part of them, or its number from 0."""
        return await self._presses(message, {"button": button})

    async def forges(
        self, message: Seen | int, data: str, *, inaccessible: bool = False
    ) -> PressedButton:
        """Press a button that is not there."""
        return await self._presses(message, {"data": data, "inaccessible": inaccessible})

    async def starts(self, payload: str = "") -> Seen:
        """Open the bot by its link."""
        return Seen((await self._does("start", {"payload": payload}))["message"])

    async def blocks(self) -> None:
        """Block the bot."""
        await self._does("block", {})

    async def unblocks(self) -> None:
        """Let the bot in again."""
        await self._does("unblock", {})

    async def deletes_account(self) -> None:
        """Leave Telegram."""
        await self._does("deactivate", {})

    async def menu(self) -> list[Json]:
        """The commands offered in this chat."""
        path = f"/people/{self.id}/menu?chat_id={self.chat_id}"
        commands: list[Json] = await self._line.get(path)
        return commands

    async def asks_inline(self, query: str, *, timeout: float = PATIENCE) -> list[Json] | None:
        """Type `@bot query`; the results, None if the bot gave none in time."""
        body = {"query": query, "timeout": timeout}
        results: list[Json] | None = (await self._does("inline", body))["results"]
        return results

    async def _sends(self, body: Json, reply_to: Seen | int | None, date: datetime | None) -> Seen:
        body["chat_id"] = self.chat_id
        if reply_to is not None:
            body["reply_to"] = _number(reply_to)
        if date is not None:
            body["date"] = date.isoformat()
        return Seen((await self._does("send", body))["message"])

    async def _presses(self, message: Seen | int, how: Json) -> PressedButton:
        body = {"message_id": _number(message), "chat_id": self.chat_id, **how}
        pressed = await self._does("press", body)
        return PressedButton(self, pressed["callback_query_id"], self.seq)

    async def _does(self, act: str, body: Json) -> Json:
        done: Json = await self._line.post(f"/people/{self.id}/{act}", body)
        self.seq = int(done.get("seq", self.seq))
        return done


class GroupChat(ChatView):
    """A group, looked at from inside."""

    @property
    def id(self) -> int:
        return self.chat_id

    async def sets_bot(self, standing: str, *, by: Phone | int | None = None) -> None:
        """Make the bot member, administrator, left or kicked."""
        body: Json = {"standing": standing}
        if by is not None:
            body["by"] = by if isinstance(by, int) else by.id
        self.seq = (await self._line.post(f"/groups/{self.chat_id}/bot", body))["seq"]

    async def takes_in(self, phone: Phone, standing: str = "member") -> None:
        """Somebody joins, or changes standing."""
        body = {"person": phone.id, "standing": standing}
        self.seq = (await self._line.post(f"/groups/{self.chat_id}/members", body))["seq"]

    async def lets_go(self, phone: Phone) -> None:
        """Somebody leaves."""
        await self.takes_in(phone, "left")

    async def becomes_supergroup(self, new_id: int | None = None) -> "GroupChat":
        """Migrate; the new chat has another id."""
        path = f"/groups/{self.chat_id}/migrate"
        grown = await self._line.post(path, {"new_id": new_id})
        return GroupChat(self._line, grown["id"], seq=self.seq)


def _number(message: Seen | int) -> int:
    return message if isinstance(message, int) else message.id


def _readable(raw: Json) -> str:
    return "\n".join([Seen(raw).text, *Seen(raw).buttons])


def _upload(content: bytes, name: str, mime: str) -> Json:
    return {"base64": base64.b64encode(content).decode(), "name": name, "mime": mime}
