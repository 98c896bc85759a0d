"""The ranking: groups of units, each with its place."""

from dataclasses import dataclass

from charts.sheets.parts import Head, Movement, Number, Scale, Tally
from domain.lights import Light


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingRow:
    """One unit's place. `completion` is a percentage; None draws no bar.

    `mark` is a short tag such as "2 missing"; `note` says why, in a few words. `needed_text` is
    what it takes; it is left out where there is no room for all of it.
    """

    rank: str
    name: str
    light: Light
    completion: Number | None
    completion_text: str
    gap_text: str = ""
    medal: int = 0
    movement: Movement = Movement.NONE
    movement_text: str = ""
    note: str = ""
    needed_text: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A group of comparable rows, with its own pace line if it has one."""

    rows: tuple[RankingRow, ...]
    heading: str = ""
    detail: str = ""
    pace: Number | None = None
    pace_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingSheet:
    head: Head
    sections: tuple[Section, ...]
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()
    scale: Scale | None = None
