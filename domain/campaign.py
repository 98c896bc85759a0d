"""The campaign (专项行动): its name, district and span."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Campaign:
    """`year` is the year of the targets; `start` and `end` are inclusive days."""

    name: str
    district: str
    year: int
    start: date
    end: date
