"""People, groups, and the chats they share with the bot."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Literal

from sandbox.wire import Json

Standing = Literal["creator", "administrator", "member", "left", "kicked"]
_EVENTS_KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Event:
    """Something seen on a phone: numbered through the whole world."""

    seq: int
    kind: str
    chat_id: int | None
    body: Json

    def described(self) -> Json:
        """As the control API tells it."""
        return {"seq": self.seq, "kind": self.kind, "chat_id": self.chat_id, "body": self.body}


@dataclass(slots=True)
class Person:
    """Somebody with a phone."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language: str = "zh-hans"
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    caption: str = ""
    start_payload: str = ""

    def user(self) -> Json:
        """As a User object of the Bot API."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if self.language:
            user["language_code"] = self.language
        return user

    def described(self) -> Json:
        """As the control API tells it."""
        return {
            "id": self.id,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language": self.language,
            "started": self.started,
            "blocked": self.blocked,
            "deactivated": self.deactivated,
            "caption": self.caption,
            "start_payload": self.start_payload,
        }


@dataclass(slots=True)
class Group:
    """A group and who is in it; `bot` is the bot's own standing."""

    id: int
    title: str
    kind: Literal["group", "supergroup"] = "supergroup"
    username: str = ""
    members: dict[int, Standing] = field(default_factory=dict)
    bot: Standing = "left"
    moved_to: int | None = None
    caption: str = ""

    def described(self) -> Json:
        """As the control API tells it."""
        return {
            "id": self.id,
            "title": self.title,
            "type": self.kind,
            "username": self.username,
            "members": {str(person): standing for person, standing in self.members.items()},
            "bot": self.bot,
            "moved_to": self.moved_to,
            "caption": self.caption,
        }


@dataclass(slots=True)
class Chat:
    """One conversation: its messages by number, and what happened in it."""

    id: int
    described: Json  # the Chat object inside messages
    messages: dict[int, Json] = field(default_factory=dict)
    events: deque[Event] = field(default_factory=lambda: deque(maxlen=_EVENTS_KEPT))
    waiting: list[asyncio.Future[None]] = field(default_factory=list)
    unanswered: deque[float] = field(default_factory=deque)  # when a person spoke, monotonic
    pinned: list[int] = field(default_factory=list)
    keyboard: Json | None = None
    last_id: int = 0

    def next_id(self) -> int:
        """A number for the next message; numbers count in each chat for itself."""
        self.last_id += 1
        return self.last_id

    def wake(self) -> None:
        """Tell everybody who waits for something new."""
        waiting, self.waiting = self.waiting, []
        for waiter in waiting:
            if not waiter.done():
                waiter.set_result(None)

    def after(self, seq: int) -> list[Event]:
        """What happened later than `seq`."""
        later = []
        for event in reversed(self.events):
            if event.seq <= seq:
                break
            later.append(event)
        return later[::-1]
