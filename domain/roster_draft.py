"""The roster as somebody wants it to be, and what that would change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.figures import Indicator
from domain.people import Language, Person, Role
from domain.roster import Assignment, Milestone, Project, Unit
from domain.slots import SLOTS

Row = Unit | Person | Indicator | Project | Assignment | Milestone
YES, NO = "yes", "no"
ESTIMATE_ONLY = "estimate_only"
"""What the file says of an indicator whose numbers are only ever 预计."""

Key = tuple[str, ...]
Value = str | int | Decimal | date | Language | frozenset[Role] | tuple[str, ...] | None


class Noun(StrEnum):
    """What a row of the roster is about; also the name of its sheet in English."""

    UNIT = "units"
    PERSON = "people"
    INDICATOR = "indicators"
    PROJECT = "projects"
    ASSIGNMENT = "assignments"
    MILESTONE = "milestones"


class ChangeKind(StrEnum):
    """What happens to a row. Nothing is ever deleted: what is no longer wanted retires."""

    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"
    RETURNED = "returned"
    REORDERED = "reordered"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an assignment since its last handover, who did before, and since when."""

    person: str
    before: frozenset[str]
    since: datetime


@dataclass(frozen=True, slots=True)
class RosterDraft:
    """Rows in the order people shall see them; assignments have no number yet (id 0).

    `own_language` are people whose language is left to themselves: they may have chosen one.
    """

    units: tuple[Unit, ...] = ()
    people: tuple[Person, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    projects: tuple[Project, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    own_language: frozenset[str] = frozenset()

    def of(self, noun: Noun) -> Mapping[Key, Row]:
        """The rows of one kind by their key, in order."""
        rows: Sequence[Row] = getattr(self, noun.value)
        return {key_of(row): row for row in rows}

    def keeping_languages(self, *known: "RosterDraft") -> "RosterDraft":
        """The same with the languages that people of own choice have by now."""
        chosen = {p.code: p.language for draft in known for p in draft.people}
        people = (
            replace(p, language=chosen.get(p.code, p.language))
            if p.code in self.own_language
            else p
            for p in self.people
        )
        return replace(self, people=tuple(people), own_language=frozenset())

    def out_of_date(self, holders: Mapping[Key, Holder]) -> Mapping[Key, Holder]:
        """The assignments that still name somebody who has handed them over.

        Unless the one who took them is not among the people any more.
        """
        there = {person.code for person in self.people}
        return {
            key: holder
            for one in self.assignments
            if (holder := holders.get(key := key_of(one))) is not None
            and one.person != holder.person
            and one.person in holder.before
            and holder.person in there
        }

    def keeping_handovers(self, holders: Mapping[Key, Holder]) -> "RosterDraft":
        """The same, with what was handed over left in the hands it is in."""
        stale = self.out_of_date(holders)
        if not stale:
            return self
        taken = {holder.person for holder in stale.values()}
        people = (
            replace(p, roles=p.roles | {Role.CADRE}) if p.code in taken else p for p in self.people
        )
        assignments = (
            _held_by(one, stale[key_of(one)].person) if key_of(one) in stale else one
            for one in self.assignments
        )
        return replace(self, people=tuple(people), assignments=tuple(assignments))


def _held_by(own: Assignment, person: str) -> Assignment:
    deputy = None if own.deputy == person else own.deputy
    return replace(own, person=person, deputy=deputy)


@dataclass(frozen=True, slots=True)
class Edit:
    """One field that gets another value."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one row, or to the order of all rows of a kind (then `key` is empty)."""

    kind: ChangeKind
    noun: Noun
    key: Key = ()
    name: str = ""
    edits: tuple[Edit, ...] = ()


def key_of(row: Row) -> Key:
    """What makes a row the same row in the next file: its code, or the codes it joins."""
    match row:
        case Assignment():
            return (row.unit, row.indicator, row.project or "")
        case Milestone():
            return (row.project, row.name)
        case _:
            return (row.code,)


def changes(
    before: RosterDraft, wanted: RosterDraft, *, retired: RosterDraft
) -> tuple[Change, ...]:
    """What leads from `before` to `wanted`; `retired` are rows that may return.

    Ordered by sheet: first rows that are new, return or change, in the wanted order, then
    those that retire.
    """
    return tuple(
        change
        for noun in Noun
        for change in _changes_of(before.of(noun), wanted.of(noun), retired.of(noun), noun=noun)
    )


def _changes_of(
    before: Mapping[Key, Row], wanted: Mapping[Key, Row], retired: Mapping[Key, Row], *, noun: Noun
) -> list[Change]:
    found = []
    for key, row in wanted.items():
        name = _name(row)
        if (known := before.get(key)) is not None:
            if edits := _edits(known, row):
                found.append(Change(ChangeKind.CHANGED, noun, key, name, edits))
        elif (old := retired.get(key)) is not None:
            found.append(Change(ChangeKind.RETURNED, noun, key, name, _edits(old, row)))
        else:
            found.append(Change(ChangeKind.ADDED, noun, key, name))
    found += [
        Change(ChangeKind.RETIRED, noun, key, _name(row))
        for key, row in before.items()
        if key not in wanted
    ]
    if noun is not Noun.MILESTONE and _order(before, wanted) != _order(wanted, before):
        found.append(Change(ChangeKind.REORDERED, noun))  # milestones are ordered by their dates
    return found


def _order(rows: Mapping[Key, Row], others: Mapping[Key, Row]) -> list[Key]:
    return [key for key in rows if key in others]


def _name(row: Row) -> str:
    return "" if isinstance(row, Assignment) else row.name


def _edits(before: Row, after: Row) -> tuple[Edit, ...]:
    old, new = fields_of(before), fields_of(after)
    return tuple(
        Edit(field, old.get(field), new.get(field))
        for field in dict.fromkeys([*old, *new])
        if old.get(field) != new.get(field)
    )


def fields_of(row: Row) -> dict[str, Value]:
    """What a file says about a row besides its key, by the heading's English name."""
    match row:
        case Assignment():
            targets = {slot: row.targets.get(slot) for slot in SLOTS}
            bearers = {"person": row.person, "deputy": row.deputy}
            return {**bearers, **targets, "due": row.due, "share": row.share}
        case Milestone():
            return {"due": row.due}
        case _:
            return {field: read(row) for field, read in _READS[type(row)].items()}


_READS: Mapping[type, Mapping[str, Callable[..., Value]]] = {
    Unit: {
        "name": lambda unit: unit.name,
        "short": lambda unit: unit.short,
        "group": lambda unit: unit.group,
        "parent": lambda unit: unit.parent,
    },
    Person: {
        "name": lambda person: person.name,
        "post": lambda person: person.post,
        "unit": lambda person: person.unit,
        "role": lambda person: person.roles,
        "language": lambda person: person.language,
    },
    Indicator: {
        "name": lambda indicator: indicator.name,
        "aliases": lambda indicator: indicator.aliases,
        "measure": lambda indicator: indicator.measure,
        "basis": lambda indicator: indicator.basis,
        "direction": lambda indicator: indicator.direction,
        "decimals": lambda indicator: indicator.decimals,
        "weight": lambda indicator: indicator.weight,
        "cadence": lambda indicator: indicator.cadence,
        "min": lambda indicator: indicator.lowest,
        "max": lambda indicator: indicator.highest,
        "stage": lambda one: ESTIMATE_ONLY if one.estimate_only else one.stage,
        "rollup": lambda indicator: indicator.rollup,
        "whole": lambda indicator: indicator.whole,
        "curve": lambda indicator: indicator.curve,
        "review": lambda indicator: YES if indicator.is_reviewed else NO,
    },
    Project: {
        "name": lambda project: project.name,
        "unit": lambda project: project.unit,
        "enterprise": lambda project: project.enterprise,
        "start": lambda project: project.start,
        "finish": lambda project: project.finish,
    },
}
