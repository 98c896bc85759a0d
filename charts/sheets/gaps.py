"""What was reported against what was published."""

from dataclasses import dataclass

from charts.sheets.parts import Head, Number, Scale, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """One number reported and published; `gap` is what the bar shows, None without a report."""

    name: str
    gap: Number | None
    detail: str = ""
    share_text: str = ""
    gap_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSection:
    """Gaps of one kind; `below` and `above` say what left and right mean."""

    rows: tuple[GapRow, ...]
    heading: str = ""
    below: str = ""
    above: str = ""
    scale: Scale | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSheet:
    """What was reported against what was published, the largest gap first."""

    head: Head
    sections: tuple[GapSection, ...]
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()
