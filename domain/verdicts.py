"""What may be said about a number by others than its author, and by whom."""

from datetime import datetime
from enum import StrEnum

from domain.people import Person, Role
from domain.roster import Assignment, Roster

JUDGES = frozenset({Role.LEADER, Role.ASSESSOR})
"""Who may send any number back; a supervisor those of the own units."""


class Verdict(StrEnum):
    """One decision about one version of a number. None of them changes the number."""

    RETURNED = "returned"  # 退回: it is open again, and asked for with the reason
    QUESTIONED = "questioned"  # the same after the lock: it stands until it is corrected
    APPROVED = "approved"  # 审核通过
    GRANTED = "granted"  # a correction after the lock was agreed to
    REFUSED = "refused"  # … or was not


def may_return(roster: Roster, person: Person, own: Assignment, *, at: datetime) -> bool:
    """Leaders and assessors any number, a supervisor those of the own units; nobody their own.

    Nor one that is entrusted to them at that instant.
    """
    if roster.may_answer(person.code, own, at):
        return False
    if person.roles & JUDGES:
        return True
    return Role.SUPERVISOR in person.roles and own.unit in roster.subtree(person.unit)
