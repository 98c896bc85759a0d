"""A number that a text names at its beginning, and the words behind it."""

from dataclasses import dataclass

from domain.errors import NotFound, WhichNumber
from domain.finding import folded
from domain.roster import Assignment, Roster
from handlers.actions.lookups.history import meant
from handlers.actions.lookups.meaning import Meaning, meaning_of

MOST_NAMING = 12
"""Words at the beginning of a text that are looked at for a name: reasons may be long."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """One number, and what was said about it."""

    assignment: Assignment
    rest: str


def pointed_at(roster: Roster, text: str, *, prefers_own: bool = False) -> Pointed:
    """Read "城关 投资 口径不对": the shortest beginning that names one number counts.

    Where the names fit a unit's own number and those of its projects, the own one is meant if
    that is preferred and no more words tell them apart.

    Raises:
        NotFound: nothing on the roster answers to it.
        WhichNumber: it names several numbers.
    """
    words = text.split()
    several, whole = False, None
    for end in range(1, min(len(words), MOST_NAMING) + 1):
        meaning = _meaning(roster, " ".join(words[:end]))
        found = meant(roster, roster.assignments.values(), meaning) if meaning else ()
        if len(found) == 1:
            rest = words[end:]
            while rest and _is_part(roster, found[0], rest[0]):
                rest = rest[1:]
            return Pointed(found[0], " ".join(rest))
        several = several or len(found) > 1
        if prefers_own and len({(one.unit, one.indicator) for one in found}) == 1:
            own = [one for one in found if one.project is None]
            whole = Pointed(own[0], " ".join(words[end:])) if own else whole
    if whole is not None:
        return whole
    raise WhichNumber if several else NotFound(text)


def _meaning(roster: Roster, text: str) -> Meaning | None:
    try:
        meaning = meaning_of(roster, text)
    except NotFound:
        return None
    return None if meaning.is_whole else meaning


def _is_part(roster: Roster, own: Assignment, word: str) -> bool:
    """Whether a word goes on with the name: 固定资产 投资."""
    unit = roster.units[own.unit]
    names = [unit.name, unit.short, *roster.indicators[own.indicator].names, roster.label(own)]
    return any(folded(word) in folded(name) for name in names)
