"""What a message comes to: answers ready to be saved, and doubts with the choices offered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from domain.figures import Answer, Stage
from handlers.actions.reporting.items import Item


@dataclass(frozen=True, slots=True)
class Choice:
    """What one button stands for; `odd` names the doubts that a press sets aside.

    `stage` is None where nothing was said of it. `after` is the version of its number that stood
    when it was offered; 0 before any.
    """

    assignment: int
    answer: Answer
    value: Decimal | None = None
    odd: str | None = None
    stage: Stage | None = None
    estimate: bool = False
    after: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that is plain enough to be saved."""

    item: Item
    answer: Answer
    value: Decimal | None = None
    note: str | None = None
    estimate: bool = False
    odd: str | None = None  # the doubts that were set aside by a tap
    typed: str | None = None  # as written, when it was converted to the item's measure
    stage: Stage | None = None  # as said; None: whatever stands, or is usual


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is asked back: a kind with its facts, told in words elsewhere."""

    kind: str
    typed: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A number that is asked back, with the choices offered. `id` is set once it is stored."""

    item: Item
    choices: tuple[Choice, ...]
    reason: Reason
    note: str | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read at all; nothing is stored of it."""

    kind: str
    typed: str = ""
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything a message means."""

    drafts: tuple[Draft, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    unread: Unread | None = None
    without_previous: tuple[Item, ...] = ()
