"""What is typed in chat, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from domain.figures import Figure, Source
from domain.people import Person
from handlers.actions.reporting.drafts import Doubtful, Unread
from handlers.actions.reporting.items import Item
from storage.entries import Origin
from storage.origins import Place


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank of the form: the number asked there, and what is said beside it.

    `chosen` is the mark of the choice that was tapped where the number was questioned;
    `others` is what stands in the other blanks of the same period, by assignment.
    """

    assignment: int
    period: str
    note: str | None = None
    chosen: str | None = None
    others: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """One message with numbers in it, as it was sent; with `blank`, one blank of the form.

    `sent_at` is the message's date (the edit's date when edited): it decides which period the
    number counts for. `reply_to` is the bot's message it answers, if any.
    """

    person: Person
    text: str
    origin: Origin
    sent_at: datetime
    reply_to: int | None = None
    blank: Blank | None = None

    @property
    def place(self) -> Place:
        """The chat and message it stands in."""
        return self.origin.chat_id, self.origin.message_id

    @property
    def is_edit(self) -> bool:
        """Whether an older message was changed."""
        return self.origin.edited_at > 0

    @property
    def source(self) -> Source:
        """The door it came through."""
        if self.blank is not None:
            return Source.FORM
        return Source.EDIT if self.is_edit else Source.MESSAGE


@dataclass(frozen=True, slots=True)
class Saved:
    """One item that now stands as `item.figure`; `previous` is what it replaced, if anything.

    `is_redone`: what it replaced had been sent back.
    """

    item: Item
    previous: Figure | None = None
    unchanged: bool = False
    typed: str | None = None  # what was written, when it was converted to another measure
    is_redone: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message: everything saved, everything asked back, what is still open.

    `one_by_one` says that the chat is being led from item to item.
    """

    person: Person
    origin: Origin
    items: tuple[Item, ...]
    saved: tuple[Saved, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    unread: Unread | None = None
    one_by_one: bool = False

    @property
    def open_items(self) -> tuple[Item, ...]:
        """What is still to be answered."""
        return tuple(item for item in self.items if item.is_open)
