"""Rows of the workbook as the roster they describe."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from domain.figures import Basis, Curve, Direction, Indicator, Stage
from domain.people import Language, Person, Role
from domain.periods import PeriodKind
from domain.rollup import Rollup
from domain.roster import Assignment, Milestone, Project, Unit
from domain.roster_draft import ESTIMATE_ONLY, NO, YES, RosterDraft
from domain.slots import SLOTS
from handlers.workbook.columns import (
    ASSIGNMENTS,
    INDICATORS,
    MILESTONES,
    PEOPLE,
    PROJECTS,
    UNITS,
    Sheet,
)
from handlers.workbook.references import Tables
from handlers.workbook.tables import TableRow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cells:
    """Typed access to one row's values; what was left empty is None or the given default."""

    row: TableRow

    def text(self, key: str, default: str = "") -> str:
        """A text, a code or a choice."""
        value = self.row.values.get(key)
        return value if isinstance(value, str) else default

    def maybe(self, key: str) -> str | None:
        """A code that may be missing."""
        return self.text(key) or None

    def texts(self, key: str) -> tuple[str, ...]:
        """Several texts."""
        value = self.row.values.get(key)
        return value if isinstance(value, tuple) else ()

    def number(self, key: str) -> Decimal | None:
        """A number that may be missing."""
        value = self.row.values.get(key)
        return value if isinstance(value, Decimal) else None

    def whole(self, key: str, default: int) -> int:
        """A whole number."""
        value = self.row.values.get(key)
        return value if isinstance(value, int) else default

    def day(self, key: str) -> date | None:
        """A date that may be missing."""
        value = self.row.values.get(key)
        return value if isinstance(value, date) else None


@dataclass(frozen=True, slots=True)
class Drafted(Generic[T]):
    """A row of the sheet and what it describes."""

    row: TableRow
    value: T


@dataclass(frozen=True, slots=True)
class DraftedRows:
    """Every row that can be read as a whole, in the order of the file."""

    units: tuple[Drafted[Unit], ...]
    people: tuple[Drafted[Person], ...]
    indicators: tuple[Drafted[Indicator], ...]
    projects: tuple[Drafted[Project], ...]
    assignments: tuple[Drafted[Assignment], ...]
    milestones: tuple[Drafted[Milestone], ...]

    def roster(self) -> RosterDraft:
        """The roster they describe together."""
        return RosterDraft(
            units=_values(self.units),
            people=_values(self.people),
            indicators=_values(self.indicators),
            projects=_values(self.projects),
            assignments=_values(self.assignments),
            milestones=_values(self.milestones),
            own_language=frozenset(
                one.value.code for one in self.people if not one.row.values.get("language")
            ),
        )


def drafted(tables: Tables) -> DraftedRows:
    """What the rows of every sheet describe."""
    return DraftedRows(
        units=_made(tables, UNITS, _unit),
        people=_made(tables, PEOPLE, _person),
        indicators=_made(tables, INDICATORS, _indicator),
        projects=_made(tables, PROJECTS, _project),
        assignments=_made(tables, ASSIGNMENTS, _assignment),
        milestones=_made(tables, MILESTONES, _milestone),
    )


def _values(rows: Iterable[Drafted[T]]) -> tuple[T, ...]:
    return tuple(one.value for one in rows)


def _made(tables: Tables, sheet: Sheet, make: Callable[[Cells, int], T]) -> tuple[Drafted[T], ...]:
    whole = [row for row in tables.get(sheet, []) if row.is_whole]
    return tuple(Drafted(row, make(Cells(row), at)) for at, row in enumerate(whole, start=1))


def _unit(cells: Cells, position: int) -> Unit:
    name = cells.text("name")
    short = cells.text("short", name)
    return Unit(
        cells.text("code"), name, short, cells.text("group"), cells.maybe("parent"), position
    )


def _person(cells: Cells, _: int) -> Person:
    return Person(
        code=cells.text("code"),
        name=cells.text("name"),
        post=cells.text("post"),
        unit=cells.text("unit"),
        roles=frozenset(Role(role) for role in cells.texts("role")),
        language=Language(cells.text("language", Language.ZH)),
    )


def _indicator(cells: Cells, position: int) -> Indicator:
    weight, stage = cells.number("weight"), cells.text("stage", Stage.ESTIMATE)
    return Indicator(
        code=cells.text("code"),
        name=cells.text("name"),
        measure=cells.text("measure"),
        basis=Basis(cells.text("basis")),
        aliases=cells.texts("aliases"),
        direction=Direction(cells.text("direction", Direction.HIGHER)),
        decimals=cells.whole("decimals", 2),
        weight=Decimal(1) if weight is None else weight,
        cadence=PeriodKind(cells.text("cadence", PeriodKind.WEEK)),
        lowest=cells.number("min"),
        highest=cells.number("max"),
        curve=Curve(curve) if (curve := cells.maybe("curve")) else None,
        position=position,
        stage=Stage.ESTIMATE if stage == ESTIMATE_ONLY else Stage(stage),
        estimate_only=stage == ESTIMATE_ONLY,
        rollup=Rollup(rollup) if (rollup := cells.text("rollup")) else None,
        whole=cells.maybe("whole"),
        is_reviewed=cells.text("review", NO) == YES,
    )


def _project(cells: Cells, _: int) -> Project:
    return Project(
        code=cells.text("code"),
        name=cells.text("name"),
        unit=cells.text("unit"),
        enterprise=cells.text("enterprise"),
        start=cells.day("start"),
        finish=cells.day("finish"),
    )


def _assignment(cells: Cells, _: int) -> Assignment:
    targets = {slot: value for slot in SLOTS if (value := cells.number(slot)) is not None}
    return Assignment(
        id=0,
        unit=cells.text("unit"),
        indicator=cells.text("indicator"),
        person=cells.text("person"),
        project=cells.maybe("project"),
        deputy=cells.maybe("deputy"),
        targets=targets,
        due=cells.day("due"),
        share=Decimal(1) if (share := cells.number("share")) is None else share,
    )


def _milestone(cells: Cells, _: int) -> Milestone:
    return Milestone(cells.text("project"), cells.text("name"), cells.day("due") or date.min)
