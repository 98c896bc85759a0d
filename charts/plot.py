"""Where the values of several periods lie on a page: one step a period, one scale for all."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.canvas import Point
from charts.sheets.parts import Number


@dataclass(frozen=True, slots=True)
class Plot:
    """The area of the lines and what its edges stand for."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    periods: int

    def at(self, index: float, value: float) -> Point:
        step = (self.right - self.left) / max(self.periods - 1, 1)
        share = (value - self.low) / (self.high - self.low)
        x = self.left + index * step if self.periods > 1 else (self.left + self.right) / 2
        return x, self.bottom - share * (self.bottom - self.top)

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
