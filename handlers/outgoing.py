"""A message to be sent, as a value: words, buttons and pictures, free of Telegram."""

from dataclasses import dataclass, replace
from datetime import datetime

from storage.posts import Post


class NoPicture(Exception):  # noqa: N818  named for what it says, like the refusals
    """A picture cannot be drawn; the words go out without it."""


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button. `data` is 1–64 bytes and is checked as if forged when it comes back.

    With `form`, the address of the form, it opens that instead; only in private chats.
    """

    label: str
    data: str = ""
    form: str = ""


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file to send, with the name it is saved under."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message: `text` is Telegram HTML, ≤ 4,096 characters (≤ 1,024 beside pictures).

    One picture is a photo, two to ten an album; the keyboard then follows below the text. With
    `is_album` the text is the album's caption instead, ≤ 1,024, and there is no keyboard: Telegram
    has no room for one.
    `post` is what the message is about, remembered so that a reply to it finds its item.
    `silent`: no phone rings for it.
    """

    text: str
    keyboard: Keyboard = ()
    pictures: tuple[bytes, ...] = ()
    document: Document | None = None
    post: Post | None = None
    silent: bool = False
    is_album: bool = False

    def with_keyboard(self, keyboard: Keyboard) -> "Outgoing":
        """The same message with other buttons."""
        return replace(self, keyboard=keyboard)


@dataclass(frozen=True, slots=True)
class Skip:
    """Nothing to send any more, and why: the person has answered, the group is gone."""

    why: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Not now: people are at home. It is made anew at that instant."""

    until: datetime
