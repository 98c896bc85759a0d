"""Updates as the library's objects."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from telegram import Bot, Chat, Message, Update, User
from telegram._utils.datetime import extract_tzinfo_from_defaults

from bot.dispatcher import RawUpdate

# What somebody's plain words consist of; whatever has more, the library takes apart itself.
PLAIN_UPDATE = frozenset({"update_id", "message"})
PLAIN_MESSAGE = frozenset({"message_id", "date", "chat", "from", "text"})
SCALARS = frozenset({str, int, bool})
REMEMBERED = 4096

Parts = tuple[tuple[str, str | int | bool], ...]


# What a message and an update hold where nothing is said of it.
_NO_WORDS = Message(0, datetime.fromtimestamp(0, tz=UTC), Chat(0, Chat.PRIVATE))
_NO_UPDATE = Update(0)


class _Words(Message):
    """A message with five things in it; whatever else it is asked for is as in an empty one.

    Made quickly: a hundred fields need not be filled, and as nobody changes it, nothing has to
    be guarded.
    """

    __slots__ = ()
    __setattr__ = object.__setattr__  # type: ignore[assignment]  # a C slot takes any name

    def __init__(self, number: int, date: datetime, chat: Chat, user: User, text: str) -> None:
        # Nothing of the inherited one is used: it fills every field.
        self.message_id, self.date, self.chat, self.from_user = number, date, chat, user
        self.text = text
        self._id_attrs = (number, chat)

    def __getattr__(self, name: str) -> Any:
        return getattr(_NO_WORDS, name)


class PlainWords(Update):
    """An update with nothing but plain words of a person, made in the same way."""

    __slots__ = ()
    __setattr__ = object.__setattr__  # type: ignore[assignment]  # a C slot takes any name

    def __init__(self, number: int, message: Message) -> None:
        # As above.
        self.update_id, self.message = number, message
        self._id_attrs = (number,)

    def __getattr__(self, name: str) -> Any:
        return getattr(_NO_UPDATE, name)


def reader(bot: Bot) -> Callable[[RawUpdate], Update]:
    """A function that makes what `Update.de_json` makes; of plain words in a tenth of the time.

    The library looks for eighty things that a message may hold besides. And the same people
    write from the same chats again and again: objects that cannot be changed serve many
    messages.
    """
    zone = extract_tzinfo_from_defaults(bot) or UTC

    @lru_cache(REMEMBERED)
    def chat(parts: Parts) -> Chat:
        return Chat.de_json(dict(parts), bot)

    @lru_cache(REMEMBERED)
    def user(parts: Parts) -> User:
        return User.de_json(dict(parts), bot)

    def plain(number: int, message: dict[str, Any]) -> Update:
        made = _Words(
            message["message_id"],
            datetime.fromtimestamp(message["date"], tz=zone),
            chat(tuple(message["chat"].items())),
            user(tuple(message["from"].items())),
            message["text"],
        )
        made.set_bot(bot)
        update = PlainWords(number, made)
        update.set_bot(bot)
        return update

    def read(raw: RawUpdate) -> Update:
        if _is_plain(raw):
            return plain(raw["update_id"], raw["message"])
        return Update.de_json(raw, bot)

    return read


def _is_plain(raw: RawUpdate) -> bool:
    """Whether nothing is there but words, and each part is what Telegram says it is."""
    message = raw.get("message")
    if raw.keys() != PLAIN_UPDATE or not isinstance(message, dict):
        return False
    return (
        message.keys() == PLAIN_MESSAGE
        and type(message["date"]) is int
        and message["date"] > 0
        and _is_flat(message["chat"])
        and _is_flat(message["from"])
    )


def _is_flat(found: object) -> bool:
    return isinstance(found, dict) and all(type(value) in SCALARS for value in found.values())
