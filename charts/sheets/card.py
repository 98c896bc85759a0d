"""A card: one unit, person or project, indicator by indicator."""

from dataclasses import dataclass

from charts.sheets.parts import Head, Number, Tally
from domain.lights import Light


@dataclass(frozen=True, slots=True, kw_only=True)
class CardItem:
    """One indicator of a card. `completion` None is missing: grey, no bar, no made-up value.

    `history` is the completion of the last periods, oldest first. `official` is where a value from
    elsewhere, e.g. a published one, lies on the bar; `official_text` tells it. `needed_text` is
    what each week left must bring; it is left out where there is no room for all of it.
    """

    name: str
    light: Light
    completion: Number | None
    completion_text: str
    value_text: str = ""
    target_text: str = ""
    needed_text: str = ""
    gap_text: str = ""
    pace: Number | None = None
    note: str = ""
    mark: str = ""
    history: tuple[Number | None, ...] = ()
    official: Number | None = None
    official_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardGroup:
    items: tuple[CardItem, ...]
    heading: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSheet:
    """A unit, person or project: name in the head, rank and overall light among the tallies."""

    head: Head
    groups: tuple[CardGroup, ...]
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()
