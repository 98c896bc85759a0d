"""Who owes which number: the whole roster as one value, with its look-ups."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from domain.figures import Indicator
from domain.people import Person, Role
from domain.periods import PeriodKind

SLOTS = (
    "base",
    "year",
    *(f"q{n}" for n in range(1, 5)),
    *(f"m{n}" for n in range(2, 13)),
)
"""Target slots of an assignment; m2 stands for January and February together."""


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
    """A dated node of a project."""

    project: str
    name: str
    due: date


@dataclass(frozen=True, slots=True)
class Assignment:
    """One number that one person owes, with its targets by slot (see SLOTS).

    `share` is its weight where projects are rolled up to a weighted mean.
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

    def is_borne_by(self, person: str) -> bool:
        """The cadre and the deputy both may answer."""
        return person in (self.person, self.deputy)


@dataclass(frozen=True, slots=True)
class Roster:
    """A snapshot of everybody and everything not retired, ordered by position.

    Dictionaries are keyed by code (assignments by id). `version` grows with every change,
    so that a cached snapshot knows when it is old.
    """

    version: int
    units: Mapping[str, Unit]
    people: Mapping[str, Person]
    indicators: Mapping[str, Indicator]
    projects: Mapping[str, Project]
    assignments: Mapping[int, Assignment]
    milestones: tuple[Milestone, ...] = ()
    _by_telegram: Mapping[int, Person] = field(init=False, repr=False)
    _borne: Mapping[str, tuple[Assignment, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_telegram = {p.telegram_id: p for p in self.people.values() if p.telegram_id}
        borne: dict[str, list[Assignment]] = {}
        for assignment in self.assignments.values():
            for code in {assignment.person, assignment.deputy} - {None}:
                borne.setdefault(str(code), []).append(assignment)
        object.__setattr__(self, "_by_telegram", by_telegram)
        object.__setattr__(self, "_borne", {code: tuple(own) for code, own in borne.items()})

    def behind(self, telegram_id: int) -> Person | None:
        """The person behind a Telegram account, if enrolled."""
        return self._by_telegram.get(telegram_id)

    def borne_by(self, person: str) -> tuple[Assignment, ...]:
        """Assignments a person may answer, as cadre or deputy, in roster order."""
        return self._borne.get(person, ())

    def owed_by(self, person: str) -> tuple[Assignment, ...]:
        """Assignments a person owes as the cadre: what prompts and reminders are about."""
        return tuple(a for a in self.borne_by(person) if a.person == person)

    def of_cadence(self, kind: PeriodKind) -> tuple[Assignment, ...]:
        """Assignments whose indicator is asked at this rhythm, in roster order."""
        return tuple(
            a for a in self.assignments.values() if self.indicators[a.indicator].cadence is kind
        )

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
