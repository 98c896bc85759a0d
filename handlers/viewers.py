"""Who reads, and which units' single numbers they may read."""

from dataclasses import dataclass

from domain.people import Language, Person
from domain.roster import Roster


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who reads: a person, or the bound leadership group as a whole (person is None).

    `units` are those whose single numbers may be read; a plain cadre reads none but the own
    assignments, and the ranking as published.
    """

    person: Person | None
    units: frozenset[str]

    @property
    def sees_all(self) -> bool:
        """The leadership group, leaders, assessors and admins."""
        return self.person is None or self.person.sees_all

    @property
    def language(self) -> Language:
        """The reader's language; the group reads Chinese."""
        return self.person.language if self.person else Language.ZH


def viewer(roster: Roster, person: Person) -> Viewer:
    """What a person may read of single numbers."""
    return Viewer(person=person, units=roster.visible_units(person))


def everybody(roster: Roster) -> Viewer:
    """What the bound group, or whoever sits at the command line, may read: everything."""
    return Viewer(person=None, units=frozenset(roster.units))
