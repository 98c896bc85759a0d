"""What an error of Telegram means for the message that met it."""

from dataclasses import dataclass
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.transport import Unreached, seconds_to_wait


class Reason(StrEnum):
    """Why a chat cannot be reached, now or later."""

    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    NEVER_STARTED = "never_started"
    KICKED = "kicked"
    NOT_FOUND = "not_found"
    TOPIC_CLOSED = "topic_closed"
    OTHER = "other"  # what was sent is wrong, not the chat


# Parts of Telegram's own sentences, in the order in which they are looked for.
SENTENCES = (
    ("bot was blocked", Reason.BLOCKED),
    ("user is deactivated", Reason.DEACTIVATED),
    ("can't initiate conversation", Reason.NEVER_STARTED),
    ("bot was kicked", Reason.KICKED),
    ("bot is not a member", Reason.KICKED),
    ("group chat was deleted", Reason.KICKED),
    ("not enough rights to send", Reason.KICKED),
    ("have no rights to send", Reason.KICKED),
    ("chat_write_forbidden", Reason.KICKED),
    ("chat not found", Reason.NOT_FOUND),
    ("peer_id_invalid", Reason.NOT_FOUND),
    ("message thread not found", Reason.TOPIC_CLOSED),
    ("topic_closed", Reason.TOPIC_CLOSED),
    ("topic_deleted", Reason.TOPIC_CLOSED),
)


@dataclass(frozen=True, slots=True)
class Later:
    """Try again: after so many seconds as Telegram asked, or by our own patience (None)."""

    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Doubtful:
    """It may have arrived."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The group has a new id."""

    to: int


@dataclass(frozen=True, slots=True)
class Hopeless:
    """Trying again will not help."""

    reason: Reason


Meaning = Later | Doubtful | Moved | Hopeless


def meaning_of(error: TelegramError) -> Meaning:
    """Read an error; BadRequest is looked at before its ancestor NetworkError."""
    match error:
        case RetryAfter():
            return Later(seconds_to_wait(error))
        case ChatMigrated(new_chat_id=new):
            return Moved(new)
        case BadRequest() | Forbidden():
            return Hopeless(reason_in(error))
        case Unreached():
            return Later()
        case TimedOut():
            return Doubtful()
        case _:
            return Later()  # a gateway's page, a wrong token, a conflict: nothing was sent


def reason_in(error: TelegramError) -> Reason:
    """The reason that Telegram's sentence names."""
    said = str(error).lower()
    return next((reason for part, reason in SENTENCES if part in said), Reason.OTHER)
