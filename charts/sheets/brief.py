"""The brief on paper."""

from dataclasses import dataclass
from datetime import datetime

from charts.sheets.board import BoardNote, BoardTotal
from charts.sheets.heatmap import HeatSection
from charts.sheets.parts import Head
from charts.sheets.ranking import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSheet:
    """The brief on paper: sentences, who stands where, the lights, and what to know about them.

    `created` is when the numbers were as they are; `headings` stand over a ranking's place,
    name, completion, gap, moves and reason.
    """

    head: Head
    created: datetime
    language: str
    paragraphs: tuple[str, ...]
    ranking_heading: str = ""
    headings: tuple[str, str, str, str, str, str] = ("", "", "", "", "", "")
    sections: tuple[Section, ...] = ()
    totals_heading: str = ""
    totals_detail: str = ""
    totals: tuple[BoardTotal, ...] = ()
    heat_heading: str = ""
    heat_detail: str = ""
    columns: tuple[str, ...] = ()
    heat: tuple[HeatSection, ...] = ()
    notes: tuple[BoardNote, ...] = ()
    footer: str = ""
