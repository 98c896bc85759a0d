"""Two beside each other, indicator by indicator: who is ahead, and by how much."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import mean, median

from domain.figures import Basis, Indicator
from domain.items import Item
from domain.lights import Light
from domain.pace import shown
from domain.ranking import Standing, Status
from domain.roster import Roster


@dataclass(frozen=True, slots=True)
class Mark:
    """How one side stands in one indicator. `points` and `pace` are what a bar shows.

    `completion` and `gap` are as shown; a rate has a gap alone. Without anything there is no
    number. `value` and `target` are None where they are not told.
    """

    indicator: Indicator
    completion: Decimal | None = None
    gap: Decimal | None = None
    light: Light = Light.NONE
    points: Decimal | None = None
    pace: Decimal | None = None
    value: Decimal | None = None
    target: Decimal | None = None
    is_carried: bool = False

    @property
    def score(self) -> Decimal | None:
        """What is compared: completion; of a rate the gap to its target."""
        if self.indicator.basis is Basis.RATE:
            return self.gap
        return self.completion


@dataclass(frozen=True, slots=True)
class Side:
    """Who is compared. `kind` is unit, mean or indicator; `standing` is a unit's place."""

    kind: str
    code: str
    name: str
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: an indicator of both, or one unit in two indicators. None owes no such number."""

    name: str
    left: Mark | None
    right: Mark | None

    @property
    def is_alike(self) -> bool:
        """Whether both are shares of a target, or both rates: a point means the same of both."""
        marks = [mark for mark in (self.left, self.right) if mark is not None]
        return len({mark.indicator.basis is Basis.RATE for mark in marks}) <= 1

    @property
    def lead(self) -> Decimal | None:
        """Points by which the left is ahead; below zero the right is. None if nothing tells."""
        if self.left is None or self.right is None:
            return None
        if self.left.score is None or self.right.score is None or not self.is_alike:
            return None
        return self.left.score - self.right.score


def mark_of(item: Item) -> Mark:
    """How a unit stands by its own numbers."""
    known = item.progress
    return Mark(
        item.indicator,
        completion=None if known.completion is None else shown(known.completion),
        gap=known.gap,
        light=known.light,
        points=item.points,
        pace=item.pace,
        value=known.value,
        target=known.target,
        is_carried=item.is_carried,
    )


def as_published(own: Standing, indicator: Indicator) -> Mark:
    """How a unit stood in a published list of one indicator: its share, and no amount."""
    if own.status is not Status.RANKED:
        return Mark(indicator)
    return Mark(
        indicator,
        completion=own.completion,
        gap=own.gap,
        light=own.light,
        points=own.completion,
        pace=own.pace if own.completion is not None else None,
    )


def means_of(everybody: Sequence[Mapping[str, Mark]], roster: Roster) -> dict[str, Mark]:
    """The mean in each indicator of those who answer for it, by its code."""
    found = {}
    for code in roster.indicators:
        own = [marks[code] for marks in everybody if code in marks]
        if own:
            found[code] = mean_of(own)
    return found


def mean_of(own: Sequence[Mark]) -> Mark:
    """The mean of shares; of rates, which have no mean, the middle one."""
    indicator = own[0].indicator
    if indicator.basis is Basis.RATE:
        return replace(_middle(own), value=None, target=None, is_carried=False)
    pace = _average(mark.pace for mark in own)
    completion = _average(mark.completion for mark in own)
    if completion is None or pace is None:
        return Mark(indicator)
    completion, pace = shown(completion), shown(pace)
    return Mark(indicator, completion, completion - pace, Light.NONE, completion, pace)


def _middle(own: Sequence[Mark]) -> Mark:
    known = [mark for mark in own if mark.gap is not None]
    if not known:
        return Mark(own[0].indicator)
    gap = median(mark.gap for mark in known if mark.gap is not None)
    points = [mark.points for mark in known if mark.points is not None]
    return Mark(
        known[0].indicator,
        gap=Decimal(gap),
        points=Decimal(median(points)) if points else None,
        pace=known[0].pace,
    )


def _average(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return Decimal(mean(known)) if known else None


def paired(
    roster: Roster, mine: Mapping[str, Mark], other: Mapping[str, Mark], indicator: str
) -> tuple[Pair, ...]:
    """What both answer for first, then what only one does, each in roster order."""
    codes = [c for c in roster.indicators if indicator in ("", c) and (c in mine or c in other)]
    codes.sort(key=lambda code: code not in mine or code not in other)
    return tuple(Pair(roster.indicators[c].name, mine.get(c), other.get(c)) for c in codes)
