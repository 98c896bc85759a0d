"""A person's phone and a group chat, as a test reads them."""

import base64
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from sandbox.chat_view import PATIENCE, ChatView, Line, NotSeen, PressedButton
from sandbox.seen import Seen
from sandbox.wire import Json

__all__ = [
    "PATIENCE",
    "ChatView",
    "GroupChat",
    "Line",
    "NotSeen",
    "Opened",
    "Phone",
    "PressedButton",
    "Seen",
]


@dataclass(frozen=True, slots=True)
class Opened:
    """A page opened on a phone: its address, with what it is told behind the #."""

    url: str

    @property
    def init_data(self) -> str:
        """Who opened it and when, signed."""
        return parse_qs(urlsplit(self.url).fragment)["tgWebAppData"][0]


class Phone(ChatView):
    """Somebody's phone, looking at their chat with the bot or at a group."""

    def __init__(self, line: Line, person_id: int, chat_id: int, *, seq: int) -> None:
        super().__init__(line, chat_id, seq=seq)
        self.id = person_id
        self._in_groups: dict[int, Phone] = {}

    def at(self, group: "GroupChat") -> "Phone":
        """The same person's phone, looking at a group; it keeps its place there."""
        if group.chat_id not in self._in_groups:
            seq = max(self.seq, group.seq)
            self._in_groups[group.chat_id] = Phone(self._line, self.id, group.chat_id, seq=seq)
        return self._in_groups[group.chat_id]

    async def says(
        self, text: str, *, reply_to: Seen | int | None = None, date: datetime | None = None
    ) -> Seen:
        """Send a text; `date` backdates it."""
        return await self._sends({"text": text}, reply_to, date)

    async def sends_photo(
        self,
        content: bytes,
        caption: str = "",
        *,
        reply_to: Seen | int | None = None,
        album: str = "",
    ) -> Seen:
        """Send a picture, alone or as one of an album."""
        photo = _upload(content, "photo.jpg", "image/jpeg")
        body = {"photo": photo, "text": caption, "album": album}
        return await self._sends(body, reply_to, None)

    async def sends_document(
        self,
        content: bytes,
        name: str,
        caption: str = "",
        mime: str = "application/octet-stream",
        *,
        reply_to: Seen | int | None = None,
        album: str = "",
    ) -> Seen:
        """Send a file, alone or as one of an album."""
        document = _upload(content, name, mime)
        body = {"document": document, "text": caption, "album": album}
        return await self._sends(body, reply_to, None)

    async def edits(self, message: Seen | int, text: str, *, date: datetime | None = None) -> Seen:
        """Change an own message."""
        body = {"message_id": _number(message), "text": text, "chat_id": self.chat_id}
        if date is not None:
            body["date"] = date.isoformat()
        return Seen((await self._does("edit", body))["message"])

    async def presses(self, message: Seen | int, button: str | int) -> PressedButton:
        """Press a button by its words, a part of them, or its number from 0."""
        return await self._presses(message, {"button": button})

    async def opens(
        self, message: Seen | int | None = None, button: str | int = 0, *, theme: str = "light"
    ) -> Opened:
        """Open a page by a button, or without one by the button beside the typing box."""
        body: Json = {"button": button, "theme": theme}
        if message is not None:
            body["message_id"] = _number(message)
        return Opened((await self._does("open", body))["url"])

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

    async def menu_button(self) -> Json:
        """The button beside the typing box."""
        button: Json = await self._line.get(f"/people/{self.id}/menu_button")
        return button

    async def asks_inline(self, query: str, *, timeout: float = PATIENCE) -> list[Json] | None:
        """Type `@bot query`; the results, None if the bot gave none in time."""
        body = {"query": query, "timeout": timeout}
        results: list[Json] | None = (await self._does("inline", body))["results"]
        return results

    async def chooses_inline(self, query: str, result_id: str) -> Seen:
        """Type `@bot query` and tap one of the results; the message it becomes."""
        asked = await self._does("inline", {"query": query, "timeout": PATIENCE})
        body = {"query_id": asked["id"], "result_id": result_id, "chat_id": self.chat_id}
        return Seen((await self._does("choose", body))["message"])

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


def _upload(content: bytes, name: str, mime: str) -> Json:
    return {"base64": base64.b64encode(content).decode(), "name": name, "mime": mime}
