"""Where the values of several periods lie on a page: each at its time, one scale for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from charts.canvas import Point
from charts.sheets.parts import Number


@dataclass(frozen=True, slots=True)
class Plot:
    """The area of the lines, what its edges stand for, and where the periods lie between them.

    `places` are counted in periods from the first, by their time: one that was not asked for
    leaves its width. The axis runs on to `end`.
    """

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    places: tuple[float, ...]
    end: float

    def at(self, index: float, value: float) -> Point:
        """A value in a period, counted from 0, or between two of them."""
        before = int(index)
        place = self.places[before] if self.places else 0.0
        if index > before:
            place += (index - before) * (self.places[before + 1] - place)
        return self.point(place, value)

    def point(self, place: float, value: float) -> Point:
        """A value at a place of the axis."""
        start = self.places[0] if self.places else 0.0
        x = (self.left + self.right) / 2
        if self.end > start:
            x = self.left + (place - start) / (self.end - start) * (self.right - self.left)
        share = (value - self.low) / (self.high - self.low)
        return x, self.bottom - share * (self.bottom - self.top)

    @property
    def step(self) -> float:
        """Pixels between the two periods that are closest."""
        gaps = [self.at(i + 1, 0)[0] - self.at(i, 0)[0] for i in range(len(self.places) - 1)]
        return min(gaps, default=self.right - self.left)

    def runs(self, values: Sequence[Number | None]) -> list[list[Point]]:
        """The points of each stretch without a gap."""
        found: list[list[Point]] = [[]]
        for index, value in enumerate(values):
            if value is None:
                found.append([])
            else:
                found[-1].append(self.at(index, float(value)))
        return [run for run in found if run]

    def last(self, values: Sequence[Number | None]) -> Point | None:
        """Where the last known value lies; None if there is none."""
        known = self.runs(values)
        return known[-1][-1] if known else None


def heights(run: list[Point], left: float, right: float) -> tuple[float, float]:
    """The highest and the lowest point of a line between two places, as pixels from the top."""
    found = [y for x, y in run if left <= x <= right]
    for (x0, y0), (x1, y1) in pairwise(run):
        crossed = (x for x in (left, right) if x0 < x < x1)
        found += (y0 + (x - x0) / (x1 - x0) * (y1 - y0) for x in crossed)
    nearest = found or [min(run, key=lambda point: abs(point[0] - (left + right) / 2))[1]]
    return min(nearest), max(nearest)
