"""What may be said about a number by others than its author, and by whom."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from domain.figures import Figure
from domain.people import Person, Role
from domain.roster import Assignment, Roster

JUDGES = frozenset({Role.LEADER, Role.ASSESSOR})
"""Who may send any number back; a supervisor those of the own units."""


class Verdict(StrEnum):
    """One decision about one version of a number. None of them changes the number."""

    RETURNED = "returned"  # 退回: it is open again, and asked for with the reason
    QUESTIONED = "questioned"  # the same after the lock: it stands until it is corrected
    TAKEN_BACK = "taken_back"  # 撤回退回: either of these, before there is an answer
    APPROVED = "approved"  # 审核通过
    GRANTED = "granted"  # a correction after the lock was agreed to
    REFUSED = "refused"  # … or was not


SENT_BACK = frozenset({Verdict.RETURNED, Verdict.QUESTIONED})
"""What asks the author to say a number again, or to have it corrected."""


def may_return(roster: Roster, person: Person, own: Assignment, *, at: datetime) -> bool:
    """Leaders and assessors any number, a supervisor those of the own units; nobody their own.

    Nor one that is entrusted to them at that instant.
    """
    if roster.may_answer(person.code, own, at):
        return False
    return bool(person.roles & JUDGES) or supervises(roster, person, own)


def may_approve(
    roster: Roster, person: Person, own: Assignment, figure: Figure, *, at: datetime
) -> bool:
    """Assessors, and every supervisor above the unit; nobody a number of their own."""
    if roster.may_answer(person.code, own, at) or figure.typed_by == person.code:
        return False
    return person.is_assessor or supervises(roster, person, own)


def reviewers(
    roster: Roster, own: Assignment, *, at: datetime, figure: Figure | None = None
) -> tuple[Person, ...]:
    """Who is asked to confirm a number: the nearest supervisors in reach, else the assessors."""

    def is_free(person: Person) -> bool:
        is_author = figure is not None and figure.typed_by == person.code
        is_theirs = is_author or roster.may_answer(person.code, own, at)
        return person.is_within_reach and not is_theirs

    free = [person for person in roster.people.values() if is_free(person)]
    for unit in _upwards(roster, own.unit):
        nearest = [p for p in free if Role.SUPERVISOR in p.roles and p.unit == unit]
        if nearest:
            return tuple(nearest)
    return tuple(person for person in free if person.is_assessor)


def supervises(roster: Roster, person: Person, own: Assignment) -> bool:
    """Whether a number belongs to the units that somebody supervises."""
    return Role.SUPERVISOR in person.roles and own.unit in roster.subtree(person.unit)


def _upwards(roster: Roster, unit: str) -> Iterator[str]:
    """A unit and those above it, the nearest first."""
    seen: set[str] = set()
    above: str | None = unit
    while above is not None and above not in seen and above in roster.units:
        seen.add(above)
        yield above
        above = roster.units[above].parent
