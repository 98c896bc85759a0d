"""The parts of a total."""

from dataclasses import dataclass
from decimal import Decimal

from charts.sheets.parts import Head, Scale, Tally
from domain.lights import Light


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRow:
    """One unit's amount; `gained` is the part of it that is new, None if that is not known."""

    name: str
    value: Decimal
    value_text: str
    light: Light
    gained: Decimal | None = None
    share_text: str = ""
    gained_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionSheet:
    """The parts of a total, the largest first; `scale` is the paging's, the same on each page."""

    head: Head
    rows: tuple[ContributionRow, ...]
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()
    scale: Scale | None = None
