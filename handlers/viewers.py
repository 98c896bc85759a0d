"""Who reads, and which units' single numbers they may read."""

from dataclasses import dataclass
from datetime import datetime

from domain.people import Language, Person
from domain.roster import Assignment, Roster


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who reads: a person, or the bound leadership group as a whole (person is None).

    `units` are those whose single numbers may be read; a plain cadre reads none but the own
    assignments, those entrusted to them now, and the ranking as published.
    """

    person: Person | None
    units: frozenset[str]
    entrusted: frozenset[int] = frozenset()
    in_group: bool = False  # the answer is read by the group, which reads Chinese

    @property
    def sees_all(self) -> bool:
        """The leadership group, leaders, assessors and admins."""
        return self.person is None or self.person.sees_all

    @property
    def actor(self) -> Person | None:
        """Who may do more than read: nobody in a group, where others would see the way."""
        return None if self.in_group else self.person

    def answers_for(self, assignment: Assignment) -> bool:
        """Whether the reader may answer for a number: it is theirs, or entrusted to them."""
        if self.person is None:
            return False
        return assignment.is_borne_by(self.person.code) or assignment.id in self.entrusted

    @property
    def language(self) -> Language:
        """The reader's language; the group reads Chinese."""
        return self.person.language if self.person and not self.in_group else Language.ZH


def viewer(roster: Roster, person: Person, *, at: datetime) -> Viewer:
    """What a person may read of single numbers at an instant."""
    entrusted = frozenset(own.id for own in roster.entrusted_to(person.code, at))
    return Viewer(person, roster.visible_units(person), entrusted)


def everybody(roster: Roster) -> Viewer:
    """What the bound group, or whoever sits at the command line, may read: everything."""
    return Viewer(person=None, units=frozenset(roster.units))
