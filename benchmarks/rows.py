"""One measured number beside what it is compared with, and whether that is good enough."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound for a ratio: at least so much, or at most."""

    bound: float
    at_least: bool

    def is_met(self, ratio: float) -> bool:
        return ratio >= self.bound if self.at_least else ratio <= self.bound

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.bound:g}"


def at_least(bound: float) -> Goal:
    """A ratio that should not be smaller."""
    return Goal(bound, at_least=True)


def at_most(bound: float) -> Goal:
    """A ratio that should not be larger."""
    return Goal(bound, at_least=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Without a goal the ratio is told for information only."""

    topic: str
    what: str
    ours: str
    other: str
    ratio: float
    goal: Goal | None = None

    @property
    def verdict(self) -> str:
        """In one word."""
        if self.goal is None:
            return "–"
        return "met" if self.goal.is_met(self.ratio) else "not met"


def compared(
    topic: str,
    what: str,
    ours: Sequence[float],
    others: Sequence[float],
    *,
    unit: str,
    other: str,
    goal: Goal | None = None,
) -> Row:
    """The medians of two series of rounds, and their ratio, ours first."""
    mine, theirs = median(ours), median(others)
    return Row(topic, what, told(mine, unit), f"{other} {told(theirs, unit)}", mine / theirs, goal)


def bounded(topic: str, what: str, ours: float, bound: float, *, unit: str) -> Row:
    """A number that should stay within a bound."""
    return Row(
        topic, what, told(ours, unit), f"bound {told(bound, unit)}", ours / bound, at_most(1)
    )


def told(number: float, unit: str) -> str:
    """A number with three meaning digits, and its unit."""
    if number == 0:
        return f"0 {unit}".strip()
    places = max(0, 2 - math.floor(math.log10(abs(number))))
    return f"{number:,.{places}f} {unit}".strip()


def percentile(numbers: Sequence[float], share: float) -> float:
    """The smallest number that so large a share of all does not exceed."""
    ordered = sorted(numbers)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
