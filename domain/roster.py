"""Who owes which number: the whole roster as one value, with its look-ups."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from domain.adjusting import Adjustment, adjusted
from domain.deputies import Delegation, by_person
from domain.families import Family, families_of
from domain.figures import Indicator
from domain.finding import Found, Kind, Names, folded
from domain.people import Person, Role
from domain.periods import PeriodKind


@dataclass(frozen=True, slots=True)
class Unit:
    """Who is ranked, inside its group. `parent` is the code of the unit above."""

    code: str
    name: str
    short: str
    group: str = ""
    parent: str | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class Project:
    """A finer bearer of a number under a unit."""

    code: str
    name: str
    unit: str
    enterprise: str = ""
    start: date | None = None
    finish: date | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated node of a project. `id` is 0 while it is not on the roster yet."""

    project: str
    name: str
    due: date
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One number that one person owes, with its targets by slot (see domain.slots).

    `targets` are those that the year began with, `adjustments` what was changed since, in
    order. `share` is its weight where projects are rolled up to a weighted mean.
    """

    id: int
    unit: str
    indicator: str
    person: str
    project: str | None = None
    deputy: str | None = None
    targets: Mapping[str, Decimal] = field(default_factory=dict)
    due: date | None = None
    share: Decimal = Decimal(1)
    adjustments: tuple[Adjustment, ...] = ()

    def targets_on(self, day: date) -> Mapping[str, Decimal]:
        """The targets that are in force on a day."""
        if not self.adjustments:
            return self.targets
        return adjusted(self.targets, self.adjustments, day)

    def settled_on(self, day: date) -> "Assignment":
        """The same with the targets of a day, as if they had never been others."""
        if not self.adjustments:
            return self
        return replace(self, targets=self.targets_on(day), adjustments=())

    def is_borne_by(self, person: str) -> bool:
        """The cadre and the deputy both may answer."""
        return person in (self.person, self.deputy)


ByUnit = Mapping[str, tuple[Assignment, ...]]
"""Assignments by the unit that owes them."""


@dataclass(frozen=True, slots=True)
class Roster:
    """A snapshot of everybody and everything not retired, ordered by position.

    Dictionaries are keyed by code (assignments by id). `version` grows with every change,
    so that a cached snapshot knows when it is old. `families` tells which numbers are parts
    of which, `names` what everything is called.
    """

    version: int
    units: Mapping[str, Unit]
    people: Mapping[str, Person]
    indicators: Mapping[str, Indicator]
    projects: Mapping[str, Project]
    assignments: Mapping[int, Assignment]
    milestones: tuple[Milestone, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    _by_telegram: Mapping[int, Person] = field(init=False, repr=False)
    _borne: Mapping[str, tuple[Assignment, ...]] = field(init=False, repr=False)
    _away: Mapping[str, tuple[Delegation, ...]] = field(init=False, repr=False)
    _entrusted: Mapping[str, tuple[tuple[Delegation, Assignment], ...]] = field(
        init=False, repr=False
    )
    families: Mapping[int, Family] = field(init=False, repr=False, compare=False)
    names: Names = field(init=False, repr=False, compare=False)
    _asked: Mapping[PeriodKind, ByUnit] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_telegram = {p.telegram_id: p for p in self.people.values() if p.telegram_id}
        borne: dict[str, list[Assignment]] = {}
        for assignment in self.assignments.values():
            for code in {assignment.person, assignment.deputy} - {None}:
                borne.setdefault(str(code), []).append(assignment)
        families = families_of(self.assignments.values(), self.indicators)
        object.__setattr__(self, "families", families)
        object.__setattr__(self, "names", tuple(self._named()))
        object.__setattr__(self, "_asked", self._by_rhythm())
        object.__setattr__(self, "_by_telegram", by_telegram)
        object.__setattr__(self, "_borne", {code: tuple(own) for code, own in borne.items()})
        object.__setattr__(self, "_away", by_person(self.delegations))
        object.__setattr__(self, "_entrusted", self._by_deputy())

    def _named(self) -> Iterator[tuple[str, Found]]:
        for unit in self.units.values():
            found = Found(Kind.UNIT, unit.code, unit.short)
            yield from ((folded(name), found) for name in (unit.short, unit.name, unit.code))
        for indicator in self.indicators.values():
            found = Found(Kind.INDICATOR, indicator.code, indicator.name)
            yield from ((folded(name), found) for name in (*indicator.names, indicator.code))
        for project in self.projects.values():
            found = Found(Kind.PROJECT, project.code, project.name)
            names = (project.name, project.enterprise, project.code)
            yield from ((folded(name), found) for name in names if name)
        for person in self.people.values():
            found = Found(Kind.PERSON, person.code, person.name)
            yield from ((folded(name), found) for name in (person.name, person.code))
        for group in dict.fromkeys(u.group for u in self.units.values() if u.group):
            yield folded(group), Found(Kind.GROUP, group, group)

    def _by_rhythm(self) -> dict[PeriodKind, ByUnit]:
        found: dict[PeriodKind, dict[str, list[Assignment]]] = {
            kind: {unit: [] for unit in self.units} for kind in PeriodKind
        }
        for own in self.assignments.values():
            found[self.indicators[own.indicator].cadence][own.unit].append(own)
        return {
            kind: {unit: tuple(own) for unit, own in units.items() if own}
            for kind, units in found.items()
        }

    def _by_deputy(self) -> dict[str, tuple[tuple[Delegation, Assignment], ...]]:
        found: dict[str, tuple[tuple[Delegation, Assignment], ...]] = {}
        for delegation in self.delegations:
            for own in self.owed_by(delegation.person):
                deputy = delegation.deputy or own.deputy
                if deputy is not None:
                    found[deputy] = (*found.get(deputy, ()), (delegation, own))
        return found

    def behind(self, telegram_id: int) -> Person | None:
        """The person behind a Telegram account, if enrolled."""
        return self._by_telegram.get(telegram_id)

    def borne_by(self, person: str) -> tuple[Assignment, ...]:
        """Assignments a person may answer, as cadre or deputy, in roster order."""
        return self._borne.get(person, ())

    def owed_by(self, person: str) -> tuple[Assignment, ...]:
        """Assignments a person owes as the cadre: what prompts and reminders are about."""
        return tuple(a for a in self.borne_by(person) if a.person == person)

    def entrusted_to(self, deputy: str, at: datetime) -> tuple[Assignment, ...]:
        """Numbers of others that somebody stands in for at an instant, person by person."""
        held = self._entrusted.get(deputy)
        return tuple(own for one, own in held if one.holds_at(at)) if held else ()

    def entrusted_otherwise(self, deputy: str, at: datetime) -> tuple[Delegation, ...]:
        """By what somebody stood in, or will, for people whom they do not stand in for now."""
        held = self._entrusted.get(deputy)
        if not held:
            return ()
        now = {one.person for one, _ in held if one.holds_at(at)}
        return tuple(dict.fromkeys(one for one, _ in held if one.person not in now))

    def answered_by(self, person: str, at: datetime) -> tuple[Assignment, ...]:
        """What a person answers at an instant: first the own, then what is entrusted to them.

        A pure deputy answers what the cadre owes; whoever owes numbers is asked for those alone.
        """
        own = self.owed_by(person) or self.borne_by(person)
        others = self.entrusted_to(person, at)
        return (*own, *(one for one in others if one not in own)) if others else own

    def may_answer(self, person: str, assignment: Assignment, at: datetime) -> bool:
        """The cadre, the AB角, and whoever stands in for the cadre at that instant."""
        if assignment.is_borne_by(person):
            return True
        return any(one.id == assignment.id for one in self.entrusted_to(person, at))

    def away(self, person: str, at: datetime) -> Delegation | None:
        """By what somebody's numbers are in other hands at an instant, if they are."""
        return next((one for one in self._away.get(person, ()) if one.holds_at(at)), None)

    def asked_for(self, assignment: Assignment, at: datetime) -> str | None:
        """Who is to be asked for a number at an instant; None when that would be in vain.

        The deputy, if they are there and within reach; else the person, unless on leave.
        """
        delegation = self.away(assignment.person, at)
        if delegation is None:
            return assignment.person
        deputy = self.people.get(delegation.deputy or assignment.deputy or "")
        if deputy and deputy.is_within_reach and self.away(deputy.code, at) is None:
            return deputy.code
        return None if delegation.is_leave else assignment.person

    def of_cadence(self, kind: PeriodKind) -> tuple[Assignment, ...]:
        """Assignments whose indicator is asked at this rhythm, in roster order."""
        return tuple(
            a for a in self.assignments.values() if self.indicators[a.indicator].cadence is kind
        )

    def owed_by_units(self, kind: PeriodKind) -> ByUnit:
        """The same by unit; units come in roster order, and none that owes nothing."""
        return self._asked[kind]

    def owed_by_unit(self, unit: str, kind: PeriodKind) -> tuple[Assignment, ...]:
        """What one unit owes at this rhythm, in roster order."""
        return self._asked[kind].get(unit, ())

    def subtree(self, unit: str) -> frozenset[str]:
        """The unit and all units below it."""
        found = {unit}
        while grown := {u.code for u in self.units.values() if u.parent in found} - found:
            found |= grown
        return frozenset(found)

    def visible_units(self, person: Person) -> frozenset[str]:
        """The units whose every number this person may see; cadres see only their own items."""
        if person.sees_all:
            return frozenset(self.units)
        if Role.SUPERVISOR in person.roles:
            return self.subtree(person.unit)
        return frozenset()

    def label(self, assignment: Assignment) -> str:
        """The short name a cadre knows the item by: the project's, else the indicator's."""
        if assignment.project:
            return self.projects[assignment.project].name
        return self.indicators[assignment.indicator].name

    def full_name(self, assignment: Assignment) -> str:
        """What tells the item from all others: unit and indicator, or the project alone."""
        label = self.label(assignment)
        return label if assignment.project else f"{self.units[assignment.unit].short}{label}"
