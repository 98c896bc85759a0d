"""What every kind of sheet has in common."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.lights import Light

Number = float | Decimal


class Movement(StrEnum):
    """Which way a rank moved; NONE draws nothing at all."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NEW = "new"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The band on top: what this is, and the one sentence to take away."""

    title: str
    subtitle: str = ""
    headline: str = ""
    stamp: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """One count under the head; without a light it stands in plain ink."""

    count: str
    label: str
    light: Light | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The percentages at the two ends of the bars, the same on every page."""

    low: float
    high: float
