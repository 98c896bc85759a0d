"""Ranks by period, a line for each unit."""

from dataclasses import dataclass

from charts.sheets.parts import Head, Movement


@dataclass(frozen=True, slots=True, kw_only=True)
class BumpLine:
    """One unit's ranks by period; None is a period without a rank. The movement colours it."""

    name: str
    ranks: tuple[int | None, ...]
    movement: Movement = Movement.NONE
    movement_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BumpSection:
    """A group's lines, in the order they stand now; equal ranks keep this order.

    `first` and `shown` are the paging's: which of the lines this page names.
    """

    lines: tuple[BumpLine, ...]
    heading: str = ""
    detail: str = ""
    first: int = 0
    shown: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BumpSheet:
    head: Head
    periods: tuple[str, ...]
    sections: tuple[BumpSection, ...]
    footer: tuple[str, ...] = ()
