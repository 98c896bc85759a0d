"""What goes on record, where it came from, and what became of it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from domain.figures import Answer, Figure, Source, Stage, Timeliness

DIGEST_BITS = 20

Slot = tuple[int, str]
"""One assignment and period: the place of one figure."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The message a number came from. Imports use chat 0 and `figures.import_number`.

    `edited_at` tells the edits of a message apart and grows with time; 0 for one never edited.
    """

    chat_id: int
    message_id: int
    edited_at: int = 0

    @classmethod
    def of_edit(cls, chat_id: int, message_id: int, *, at: datetime, text: str) -> "Origin":
        """One edit: Telegram's date, which knows whole seconds only, and a digest of the words.

        So two edits within a second are two, and one that is delivered again is the same.
        """
        digest = hashlib.blake2s(text.encode(), digest_size=4).digest()
        mark = int.from_bytes(digest) >> (32 - DIGEST_BITS)
        return cls(chat_id, message_id, (int(at.timestamp()) << DIGEST_BITS) | mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One number to put on record. `value` is present only when `answer` is NUMBER.

    One that is to be `reviewed` counts once somebody has confirmed it.
    """

    assignment: int
    period: str
    answer: Answer
    value: Decimal | None = None
    stage: Stage = Stage.ESTIMATE
    estimate: bool = False
    note: str | None = None
    odd: str | None = None
    person: str
    typed_by: str
    source: Source
    timeliness: Timeliness
    reported_at: datetime
    recorded_at: datetime
    origin: Origin
    reviewed: bool = False

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.answer is Answer.NUMBER):
            raise ValueError(f"{self.answer} with value {self.value}")

    @property
    def slot(self) -> Slot:
        return self.assignment, self.period


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of an entry.

    `figure` is the entry's own revision (the current one if `unchanged`), `previous` what was
    current before it. `replayed`: this very message was recorded before, as shown here.
    `superseded`: kept as a revision, but a number sent later is already current.
    `unchanged`: an edit that says what is current anyway; nothing was stored.
    """

    figure: Figure
    previous: Figure | None
    replayed: bool = False
    superseded: bool = False
    unchanged: bool = False
