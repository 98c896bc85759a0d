"""Everything there is in the sandbox: the bot's account, people, chats, files, updates.

Pure state: no HTTP, no sleeping. Time comes from the clock that is passed in.
"""

import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.chats import Chat, Event, Group, Person
from sandbox.clock import WorldClock
from sandbox.faults import FaultBoard
from sandbox.files import FileStore
from sandbox.limits import REAL_LIMITS, Limits, RateKeeper
from sandbox.polling import Polling
from sandbox.updates import MESSAGE_LIFE, QUERY_LIFE, UpdateQueue
from sandbox.wire import Json, bad_request, forbidden, too_many

DEFAULT_TOKEN = "7000000001:AA-sandbox-only-not-a-real-secret-0000"  # noqa: S105 (opens nothing)
_CALLS_KEPT = 200_000


@dataclass(slots=True)
class CallRecord:
    """One call of the Bot API as it was made and answered."""

    number: int
    at: float  # real seconds since 1970
    method: str
    params: Json
    status: int  # 0 = neither done nor answered
    answer: Json | None = None  # the error, or the small part of a result worth keeping
    took: float = 0.0
    fault: str | None = None

    def described(self) -> Json:
        """As the control API tells it."""
        return {
            "number": self.number,
            "at": self.at,
            "method": self.method,
            "params": self.params,
            "status": self.status,
            "answer": self.answer,
            "took": self.took,
            "fault": self.fault,
        }


@dataclass(slots=True)
class Webhook:
    """Where updates are posted; an empty address means polling."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_at: float = 0.0


@dataclass(slots=True)
class Press:
    """One button press and what became of it."""

    id: str
    person_id: int
    chat_id: int
    pressed_at: float
    answered: bool = False


@dataclass(slots=True)
class Profile:
    """What the bot says about itself, by language and scope."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)


class World:
    """The whole state; one bot, any number of people and groups."""

    def __init__(
        self,
        *,
        token: str = DEFAULT_TOKEN,
        username: str = "progress_bot",
        name: str = "周报助手",
        clock: WorldClock | None = None,
        limits: Limits | None = REAL_LIMITS,
        reads_all: bool = False,
        zone: str = "Asia/Shanghai",
        seed: int | None = None,
    ) -> None:
        """`reads_all`: privacy mode off, the bot sees every message in its groups.

        `zone`: where the page's clock hangs.
        """
        self.token = token
        self.clock = clock or WorldClock()
        self.lot = random.Random(seed)  # noqa: S311 (numbers for ids, no secret)
        self.bot: Json = {
            "id": int(token.split(":", 1)[0]),
            "is_bot": True,
            "first_name": name,
            "username": username,
        }
        self.reads_all = reads_all
        self.zone = zone
        self.rates = RateKeeper(limits)
        self.faults = FaultBoard()
        self.files = FileStore()
        self.updates = UpdateQueue(first_id=self.lot.randrange(100_000_000, 900_000_000))
        self.polling = Polling(self.updates, self.clock.now)
        self.updates.listeners.append(self.polling.notice)
        self.webhook = Webhook()
        self.profile = Profile()
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.inline_queries: dict[str, Json] = {}
        self.inline_asked: dict[str, str] = {}
        self.inline_feedback = False  # whether the bot hears which result was chosen
        self.calls: deque[CallRecord] = deque(maxlen=_CALLS_KEPT)
        self.call_count = 0
        self.violations: list[str] = []
        self.answer_seconds: list[float] = []
        self.seq = 0
        self._listeners: list[Callable[[Event], None]] = []

    # -- people and groups -------------------------------------------------------------

    def add_person(self, person: Person) -> Person:
        """Put a person, or a new description of one, into the world."""
        self.people[person.id] = person
        described = {"id": person.id, "type": "private", "first_name": person.first_name}
        described |= {
            key: value
            for key, value in (("last_name", person.last_name), ("username", person.username))
            if value
        }
        chat = self.chats.setdefault(person.id, Chat(person.id, described))
        chat.described = described
        self.emit("person", person.id, person.described())
        return person

    def add_group(self, group: Group) -> Group:
        """Put a group into the world; nobody is told."""
        self.groups[group.id] = group
        chat = self.chats.setdefault(group.id, Chat(group.id, {}))
        chat.described = group_chat(group)
        self.emit("group", group.id, group.described())
        return group

    # -- what is seen ------------------------------------------------------------------

    def emit(self, kind: str, chat_id: int | None, body: Json) -> Event:
        """Tell every phone and every listener."""
        self.seq += 1
        event = Event(self.seq, kind, chat_id, body)
        chat = self.chats.get(chat_id) if chat_id is not None else None
        if chat is not None:
            chat.events.append(event)
            if chat.waiting:
                chat.wake()
        for listener in self._listeners:
            listener(event)
        return event

    def listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call `listener` for every event until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell_bot(self, kind: str, payload: Json, *, chat_id: int | None, life_from: float) -> None:
        """Queue an update, if the bot asked for that kind."""
        if not self.updates.wants(kind):
            return
        life = QUERY_LIFE if kind.endswith("_query") else MESSAGE_LIFE
        self.updates.add({kind: payload}, chat_id=chat_id, expires_at=life_from + life)

    # -- what the bot does -------------------------------------------------------------

    def chat_for_bot(self, chat_id: int | str) -> Chat:
        """The chat the bot may write to, or Telegram's refusal."""
        if isinstance(chat_id, str):
            chat_id = self._id_of(chat_id)
        group = self.groups.get(chat_id)
        if group is not None:
            self._check_group(group)
            return self.chats[chat_id]
        person = self.people.get(chat_id)
        if person is None:
            raise bad_request("chat not found")
        if person.deactivated:
            raise forbidden("user is deactivated")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        return self.chats[chat_id]

    def check_rate(self, chat: Chat, amount: int = 1) -> None:
        """Count messages on their way to a chat; refuses with 429 when they are too many."""
        wait = self.rates.retry_after(chat.id, amount, time.monotonic())
        if wait:
            raise too_many(wait)

    def post(self, chat: Chat, content: Json) -> Json:
        """The bot's new message in a chat."""
        message = {
            "message_id": chat.next_id(),
            "from": self.bot,
            "chat": chat.described,
            "date": int(self.clock.now()),
            **content,
        }
        chat.messages[message["message_id"]] = message
        if chat.unanswered:
            self.answer_seconds.append(time.perf_counter() - chat.unanswered.popleft())
        self.emit("message", chat.id, message)
        return message

    def replace(self, chat: Chat, message: Json) -> Json:
        """Put a changed message in the place of the old one."""
        chat.messages[message["message_id"]] = message
        self.emit("edited", chat.id, message)
        return message

    def _id_of(self, name: str) -> int:
        wanted = name.removeprefix("@").lower()
        for group in self.groups.values():
            if group.username and group.username.lower() == wanted:
                return group.id
        raise bad_request("chat not found")

    @staticmethod
    def _check_group(group: Group) -> None:
        if group.moved_to is not None:
            raise bad_request(
                "group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": group.moved_to},
            )
        if group.bot == "kicked":
            raise forbidden(f"bot was kicked from the {group.kind} chat")
        if group.bot == "left":
            raise forbidden(f"bot is not a member of the {group.kind} chat")


def group_chat(group: Group) -> Json:
    """A group as the Chat object of the Bot API."""
    chat: Json = {"id": group.id, "title": group.title, "type": group.kind}
    if group.username:
        chat["username"] = group.username
    return chat
