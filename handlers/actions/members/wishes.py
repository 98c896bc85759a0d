"""What stands behind /delegate and /leave: who, for whom, and which days."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import normalize

from domain.days import Span, read_days
from domain.errors import NotDelegated, NotHanded
from domain.people import Person
from domain.roster import Assignment, Roster

_PASSING = re.compile(
    r"移交|交接|交给|给|全部|所有|都|负责|把|\b(?:all|everything|and)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Said:
    """The people and the days named in a text; `unknown` are words that name neither."""

    people: tuple[Person, ...]
    span: Span | None
    unknown: str = ""


def read_wish(roster: Roster, text: str, *, by: Person, today: date) -> Said:
    """People in the order named; of two of one name the colleague is meant, or neither."""
    rest = normalize("NFKC", text)
    found: list[tuple[int, Person]] = []
    for name, namesakes in _names(roster):
        at = rest.find(name)
        if at < 0:
            continue
        near = [one for one in namesakes if one.unit == by.unit] or namesakes
        rest = rest.replace(name, " " * len(name))
        if len(near) == 1:
            found.append((at, near[0]))
    days = read_days(rest, today=today)
    people = tuple(person for _, person in sorted(found, key=lambda pair: pair[0]))
    return Said(people, days.span, days.rest)


def _names(roster: Roster) -> Iterable[tuple[str, list[Person]]]:
    """Every name with whom it may mean, the longest first."""
    known: dict[str, list[Person]] = {}
    for person in roster.people.values():
        known.setdefault(normalize("NFKC", person.name), []).append(person)
    return sorted(known.items(), key=lambda pair: -len(pair[0]))


def roles_of(
    roster: Roster, said: Said, *, by: Person, is_leave: bool
) -> tuple[Person, Person | None]:
    """Whose numbers, and who stands in; only an admin names two, or sends somebody on leave.

    Raises:
        NotDelegated: more people were named than one can stand in for or by.
    """
    named = said.people
    if by.is_admin and len(named) == 2:
        return named[0], named[1]
    if by.is_admin and is_leave and len(named) == 1 and not roster.owed_by(by.code):
        return named[0], None
    if len(named) > 1:
        raise NotDelegated("several")
    return by, named[0] if named else None


def default_of(roster: Roster, person: Person, said: Said, *, at: datetime) -> bool:
    """Whether nobody need be named: every number has a deputy of its own who is there."""
    owed = roster.owed_by(person.code)
    deputies = [roster.people.get(own.deputy or "") for own in owed]
    return (
        bool(owed)
        and not said.unknown
        and all(d and d.is_within_reach and not roster.away(d.code, at) for d in deputies)
    )


def items_meant(roster: Roster, person: Person, words: str) -> tuple[Assignment, ...]:
    """Those of a person's numbers that are named; all of them when nothing is.

    Raises:
        NotHanded: the words name none of them.
    """
    owed = roster.owed_by(person.code)
    rest = _PASSING.sub("", words).lower()
    if not rest.strip():
        return owed
    named = tuple(own for own in owed if any(n.lower() in rest for n in _called(roster, own)))
    if not named:
        raise NotHanded("unknown", rest.strip())
    return named


def _called(roster: Roster, own: Assignment) -> tuple[str, ...]:
    if own.project:
        return (roster.label(own),)
    return roster.indicators[own.indicator].names
