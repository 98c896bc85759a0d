"""Unit by indicator, a light in every cell."""

from dataclasses import dataclass

from charts.sheets.parts import Head, Tally
from domain.lights import Light


@dataclass(frozen=True, slots=True)
class HeatCell:
    light: Light
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One unit; its cells stand under the columns of the sheet, in the same order."""

    name: str
    cells: tuple[HeatCell, ...]
    rank: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatSection:
    rows: tuple[HeatRow, ...]
    heading: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatSheet:
    """Unit by indicator: every cell a light with its signed gap."""

    head: Head
    columns: tuple[str, ...]
    sections: tuple[HeatSection, ...]
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()
