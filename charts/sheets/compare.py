"""Two sides, indicator by indicator."""

from dataclasses import dataclass

from charts.sheets.parts import Head, Number, Scale, Tally
from domain.lights import Light


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareBar:
    """How one side stands. `completion` None is missing: no bar; `mark` is a short tag."""

    light: Light
    completion: Number | None
    completion_text: str
    gap_text: str = ""
    value_text: str = ""
    pace: Number | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRow:
    """Both sides in one indicator; `ahead` is 0 for the first, 1 for the second, else None."""

    name: str
    bars: tuple[CompareBar, CompareBar]
    lead_text: str = ""
    ahead: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareSheet:
    """Two sides, each in a colour of its own, row by row; `scale` is the paging's."""

    head: Head
    sides: tuple[str, str]
    rows: tuple[CompareRow, ...]
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()
    scale: Scale | None = None
