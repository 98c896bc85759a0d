"""A period at one look."""

from dataclasses import dataclass

from charts.sheets.parts import Head, Number, Tally
from domain.lights import Light


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardEntry:
    """One unit among the first or the last of its group."""

    rank: str
    name: str
    light: Light
    completion_text: str
    gap_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardGroup:
    """The two ends of a group; with nobody at the last, `last_text` says why."""

    first: tuple[BoardEntry, ...]
    last: tuple[BoardEntry, ...]
    heading: str = ""
    detail: str = ""
    last_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardTotal:
    """One amount of all units together; `course` and `plan` are values by period, None a gap.

    `mark` is a short tag such as "2 missing".
    """

    name: str
    light: Light
    completion: Number | None
    completion_text: str
    amount_text: str
    gap_text: str = ""
    pace: Number | None = None
    note: str = ""
    mark: str = ""
    course: tuple[Number | None, ...] = ()
    plan: tuple[Number | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardStrip:
    """One indicator's lights, group by group as the units are ranked; None is not asked.

    `count` says how many are red, `names` which: as many of them are written as there is room for.
    """

    name: str
    lights: tuple[tuple[Light | None, ...], ...]
    count: str = ""
    names: tuple[str, ...] = ()
    sep: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardNote:
    """A few lines about one thing: moves, what is missing, what is odd."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSheet:
    """A period at one look. `left` and `right` stand over the two ends of the groups;
    `strip_groups` over the lights, one for each group of them."""

    head: Head
    tallies: tuple[Tally, ...] = ()
    left: str = ""
    right: str = ""
    groups: tuple[BoardGroup, ...] = ()
    totals_heading: str = ""
    totals_detail: str = ""
    totals: tuple[BoardTotal, ...] = ()
    strips_heading: str = ""
    strips_detail: str = ""
    strip_groups: tuple[str, ...] = ()
    strips: tuple[BoardStrip, ...] = ()
    notes: tuple[BoardNote, ...] = ()
    footer: tuple[str, ...] = ()
