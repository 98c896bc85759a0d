"""Where there is not one thing to show: several, or none."""

from dataclasses import dataclass

from domain.finding import Found
from domain.periods import Period
from domain.roster import Assignment


@dataclass(frozen=True, slots=True)
class Choice:
    """Several things answer to what was asked; `kind` is trend or share if that is wanted.

    `period` is the one that was named with it.
    """

    asked: str
    found: tuple[Found, ...]
    kind: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """Several numbers whose history may be meant; `names` in the same order."""

    items: tuple[Assignment, ...]
    names: tuple[str, ...]
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Unpublished:
    """There is no published ranking yet, and no other one for this reader."""
