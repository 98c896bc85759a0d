"""What can happen on a phone in the live week."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sandbox.district.roster import Key

PRIVATE, GROUP = "private", "group"
STRANGER = "stranger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Somebody does something at a local time, as part of a scene.

    `who` is a code of the roster or STRANGER, `chat` PRIVATE or GROUP. What the bot answers
    must hold every text of `expects` and none of `forbids`.
    """

    at: datetime
    who: str
    scene: str
    chat: str = PRIVATE
    expects: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(Step):
    """Sends a message; `mark` names it, so that it can be edited later."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press(Step):
    """Presses the button whose label holds `label`, for that item if one is named."""

    label: str
    item: Key | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(Step):
    """Changes the text of the own earlier message with that mark."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Lets the clock come to a local time, for what the bot does by itself."""

    at: datetime
    why: str


Event = Say | Press | Edit | Wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What must stand in the database for one number when the week is locked.

    `kind` is number, not_applicable, not_available or missing.
    """

    key: Key
    person: str
    kind: str
    value: Decimal | None
    late: bool = False
