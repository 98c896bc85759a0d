"""What it takes to tell how a number came about: the sums as values."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from domain.figures import Indicator
from domain.finding import Kind
from domain.items import Item
from domain.marking_rules import MarkingRules
from domain.outlook import Outlook
from domain.periods import Period
from domain.points import Result
from domain.ranking import Standing
from domain.roster import Roster
from domain.scoring import Score
from domain.yardstick import Yardstick


@dataclass(frozen=True, slots=True)
class Place:
    """Where one stands in its group; `better` are those before it, None without a rank.

    `published` is its standing in the list of this period that was published, if that is
    another one by now.
    """

    standing: Standing | None
    better: int | None = None
    published: Standing | None = None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What all of them say: what it is about, when, and by which rules."""

    name: str
    period: Period
    day: date
    as_of: datetime
    rules: Yardstick


@dataclass(frozen=True, slots=True)
class UnitReckoning(Reckoning):
    """The overall number of a unit, item by item."""

    unit: str
    score: Score
    place: Place
    roster: Roster


@dataclass(frozen=True, slots=True)
class ItemReckoning(Reckoning):
    """One indicator of one unit. `weights` are those of everything in the unit's mean.

    `outlook` is what it takes until the target in sight, and where the own course leads.
    """

    unit: str
    item: Item
    weights: Decimal
    place: Place
    roster: Roster
    outlook: Outlook | None = None


@dataclass(frozen=True, slots=True)
class CardReckoning(Reckoning):
    """Single numbers of a project, a person or a unit, a line each; `names` in the same order."""

    kind: Kind
    code: str
    names: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ListReckoning(Reckoning):
    """How a ranking is made, with its first as the example; `units` may be looked at singly.

    `indicators` are those that are averaged, of a list of one indicator that one. Of a list by
    points `marking` tells how they are given.
    """

    subject: Indicator | None
    indicators: tuple[Indicator, ...]
    example: Standing | None
    units: tuple[Standing, ...]
    marking: MarkingRules | None = None


@dataclass(frozen=True, slots=True)
class PointsReckoning(Reckoning):
    """The points of a unit, mark by mark."""

    unit: str
    result: Result
    place: Place
