"""The usual size of a series: median and spread that one odd value cannot move."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

# Makes the median absolute deviation comparable to a standard deviation.
_AS_DEVIATION: Final = Decimal("1.4826")


@dataclass(frozen=True, slots=True)
class Spread:
    """Middle, scatter and extremes of a series."""

    median: Decimal
    scatter: Decimal
    least: Decimal
    most: Decimal


def spread_of(values: Sequence[Decimal]) -> Spread:
    """Describe a series.

    Raises:
        ValueError: the series is empty.
    """
    middle = median(values)
    scatter = median([abs(value - middle) for value in values]) * _AS_DEVIATION
    return Spread(middle, scatter, min(values), max(values))


def median(values: Sequence[Decimal]) -> Decimal:
    """The middle value, or the mean of the two in the middle.

    Raises:
        ValueError: the series is empty.
    """
    if not values:
        raise ValueError("an empty series has no median")
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def steps(values: Sequence[Decimal]) -> list[Decimal]:
    """The increments from one value to the next."""
    return [later - earlier for earlier, later in pairwise(values)]
