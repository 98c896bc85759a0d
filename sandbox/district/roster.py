"""The shapes of the sample roster: units, people, indicators, projects, assignments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Key = tuple[str, str, str | None]
"""One number that is owed: unit, indicator, project or None."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; without a group it is not ranked."""

    code: str
    name: str
    short: str
    group: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """A person with the role as the workbook spells it."""

    code: str
    name: str
    post: str
    unit: str
    role: str
    language: str = "zh"


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with basis, direction and cadence as the workbook spells them."""

    code: str
    name: str
    aliases: tuple[str, ...]
    measure: str
    basis: str
    decimals: int
    weight: int
    cadence: str = "周"
    lowest: Decimal | None = None
    highest: Decimal | None = None
    direction: str = "越高越好"


@dataclass(frozen=True, slots=True)
class Project:
    """A project under a unit."""

    code: str
    name: str
    unit: str
    enterprise: str
    start: date
    finish: date


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated node of a project."""

    project: str
    name: str
    due: date


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who owes a number, and its targets by slot: base, year, q1 … q4, m2 … m12.

    `base` is what the whole of last year reached. The slots of a cumulative indicator are
    shares of the year and add up; those of a level or a rate are the state to be reached.
    """

    unit: str
    indicator: str
    project: str | None
    person: str
    deputy: str | None
    due: date
    targets: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        """What names this number in the history."""
        return (self.unit, self.indicator, self.project)


@dataclass(frozen=True, slots=True)
class District:
    """The whole sample roster, in workbook order."""

    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    indicators: tuple[Indicator, ...]
    projects: tuple[Project, ...]
    assignments: tuple[Assignment, ...]
    milestones: tuple[Milestone, ...]

    def indicator(self, code: str) -> Indicator:
        """The indicator with that code."""
        return next(i for i in self.indicators if i.code == code)

    def weekly(self) -> tuple[Assignment, ...]:
        """The assignments that are asked every week, in workbook order."""
        weekly = {i.code for i in self.indicators if i.cadence == "周"}
        return tuple(a for a in self.assignments if a.indicator in weekly)

    def owed_weekly_by(self, person: str) -> tuple[Assignment, ...]:
        """What one cadre is asked every week, in the order asked."""
        return tuple(a for a in self.weekly() if a.person == person)
