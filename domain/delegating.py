"""What stands against somebody standing in for somebody."""

from collections.abc import Collection
from datetime import datetime, timedelta

from domain.deputies import Delegation
from domain.errors import NotDelegated
from domain.people import Person
from domain.roster import Roster

LONGEST = timedelta(days=93)
"""A quarter: whoever is away for longer hands over for good."""


def must_be_possible(
    roster: Roster, wanted: Delegation, standing: Collection[Delegation], *, anywhere: bool = False
) -> None:
    """Refuse what would leave a number in no hands, or in two.

    `standing` are the delegations not over yet. Deputies come from the person's own unit, or
    are the AB角 of one of their numbers, unless it may be from `anywhere`.

    Raises:
        NotDelegated: with the first reason found.
    """
    if not roster.owed_by(wanted.person):
        raise NotDelegated("nothing_owed", roster.people[wanted.person].name)
    if wanted.ends_at - wanted.begins_at > LONGEST:
        raise NotDelegated("too_long")
    if wanted.deputy == wanted.person:
        raise NotDelegated("self")
    meeting = [
        one
        for one in standing
        if one.meets(wanted.begins_at, wanted.ends_at) and one.person in roster.people
    ]
    _person_must_be_free(roster, wanted, meeting)
    if wanted.deputy is not None:
        deputy = roster.people[wanted.deputy]
        if not anywhere and not is_colleague(roster, wanted.person, deputy):
            raise NotDelegated("elsewhere", deputy.name)
        _deputy_must_be_able(deputy)
        _deputy_must_be_there(roster, deputy, wanted, meeting)


def must_stand_in(roster: Roster, deputy: str, text: str, *, at: datetime) -> None:
    """Refuse words with the name of somebody whom one stood in for, or will: not now.

    Raises:
        NotDelegated: with the name, and the day it ended or begins.
    """
    for one in roster.entrusted_otherwise(deputy, at):
        name = roster.people[one.person].name
        if name in text:
            if at < one.begins_at:
                raise NotDelegated("not_yet", name, one.begins_at + timedelta(days=1))
            raise NotDelegated("over", name, one.ends_at)


def is_colleague(roster: Roster, person: str, other: Person) -> bool:
    """Whether somebody is of the same unit, or the AB角 of one of the person's numbers."""
    return other.unit == roster.people[person].unit or any(
        own.deputy == other.code for own in roster.owed_by(person)
    )


def colleagues(roster: Roster, person: str, *, at: datetime) -> tuple[Person, ...]:
    """Who may be asked to stand in: their AB角 first, then the unit; nobody who is away."""
    able = [
        other
        for other in roster.people.values()
        if other.code != person
        and other.writes
        and other.is_within_reach
        and is_colleague(roster, person, other)
        and roster.away(other.code, at) is None
    ]
    own = {one.deputy for one in roster.owed_by(person)}
    return tuple(sorted(able, key=lambda other: other.code not in own))


def _person_must_be_free(
    roster: Roster, wanted: Delegation, meeting: Collection[Delegation]
) -> None:
    for one in meeting:
        if one.person == wanted.person:
            deputy = roster.people.get(one.deputy or "")
            why = "overlap_leave" if one.is_leave or deputy is None else "overlap"
            raise NotDelegated(why, deputy.name if deputy else "", one.ends_at)
        if one.deputy == wanted.person:
            why = "circular" if one.person == wanted.deputy else "stands_in"
            raise NotDelegated(why, roster.people[one.person].name, one.ends_at)


def _deputy_must_be_able(deputy: Person) -> None:
    if not deputy.writes:
        raise NotDelegated("reads_only", deputy.name)
    if deputy.telegram_id is None:
        raise NotDelegated("not_joined", deputy.name)
    if not deputy.reachable:
        raise NotDelegated("out_of_reach", deputy.name)


def _deputy_must_be_there(
    roster: Roster, deputy: Person, wanted: Delegation, meeting: Collection[Delegation]
) -> None:
    for one in meeting:
        if one.person == deputy.code:
            raise NotDelegated("on_leave" if one.is_leave else "busy", deputy.name, one.ends_at)
