"""Milestones on one line of time."""

from dataclasses import dataclass
from datetime import date

from charts.sheets.parts import Head, Tally
from domain.lights import Light


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadRow:
    """One milestone: when it is planned, and when it was reached or is expected now."""

    name: str
    light: Light
    planned: date
    now: date
    now_text: str
    is_done: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadSection:
    """The milestones of one project, by plan."""

    rows: tuple[RoadRow, ...]
    heading: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapSheet:
    """Milestones on one line of time; `ticks` are days with the words that stand above them."""

    head: Head
    sections: tuple[RoadSection, ...]
    first: date
    last: date
    today: date
    today_label: str = ""
    ticks: tuple[tuple[date, str], ...] = ()
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()
