"""Everything the roster tables hold, retired rows included, as two drafts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy import Table as CoreTable
from sqlalchemy.ext.asyncio import AsyncSession

from domain.adjusting import adjusted
from domain.roster import Assignment, Milestone, Project, Unit
from domain.roster_draft import RosterDraft
from storage import target_changes
from storage.keeping import Noun, known
from storage.models.base import core
from storage.models.roster import (
    AssignmentRow,
    IndicatorRow,
    MilestoneRow,
    PersonRow,
    ProjectRow,
    UnitRow,
)
from storage.roster import indicator_of, person_of
from storage.target_changes import Targets

T = TypeVar("T")
NONE = Targets()


@dataclass(frozen=True, slots=True)
class Held:
    """What is on the roster, and what was once."""

    active: RosterDraft
    retired: RosterDraft


async def held(session: AsyncSession, *, year: int, day: date | None = None) -> Held:
    """Every row, in roster order, with the targets of one year: of a day, or of its last."""
    return _held(
        await target_changes.of_year(session, year),
        day or date(year, 12, 31),
        units=await _rows(session, core(UnitRow), "position", "code"),
        people=await _rows(session, core(PersonRow), "position", "code"),
        indicators=await _rows(session, core(IndicatorRow), "position", "code"),
        projects=await _rows(session, core(ProjectRow), "position", "code"),
        assignments=await _rows(session, core(AssignmentRow), "position", "id"),
        milestones=await _rows(session, core(MilestoneRow), "project", "due", "id"),
    )


async def held_as_known(session: AsyncSession, at: datetime, *, year: int) -> Held:
    """The same as it was known at an instant; how people could be reached then is not kept."""
    return _held(
        await target_changes.of_year(session, year, as_of=at),
        date(year, 12, 31),
        units=await _known(session, Noun.UNIT, at, "position", "code"),
        people=await _known(session, Noun.PERSON, at, "position", "code"),
        indicators=await _known(session, Noun.INDICATOR, at, "position", "code"),
        projects=await _known(session, Noun.PROJECT, at, "position", "code"),
        assignments=await _known(session, Noun.ASSIGNMENT, at, "position", "id"),
        milestones=await _known(session, Noun.MILESTONE, at, "project", "due", "id"),
    )


def _held(targets: Mapping[int, Targets], day: date, **rows: Sequence[Any]) -> Held:
    def assignment_of(row: Any) -> Assignment:
        return _assignment_of(row, targets.get(row.id, NONE), day)

    def draft(*, retired: bool) -> RosterDraft:
        return RosterDraft(
            units=_those(rows["units"], unit_of, retired=retired),
            people=_those(rows["people"], person_of, retired=retired),
            indicators=_those(rows["indicators"], indicator_of, retired=retired),
            projects=_those(rows["projects"], project_of, retired=retired),
            assignments=_those(rows["assignments"], assignment_of, retired=retired),
            milestones=_those(rows["milestones"], milestone_of, retired=retired),
        )

    return Held(active=draft(retired=False), retired=draft(retired=True))


def unit_of(row: Any) -> Unit:
    """A unit from the columns of a row."""
    return Unit(row.code, row.name, row.short, row.group_name, row.parent, row.position)


def project_of(row: Any) -> Project:
    """A project from the columns of a row."""
    return Project(row.code, row.name, row.unit, row.enterprise, row.start, row.finish)


def milestone_of(row: Any) -> Milestone:
    """A milestone from the columns of a row."""
    return Milestone(row.project, row.name, row.due)


def _assignment_of(row: Any, targets: Targets, day: date) -> Assignment:
    return Assignment(
        id=row.id,
        unit=row.unit,
        indicator=row.indicator,
        person=row.person,
        project=row.project or None,
        deputy=row.deputy,
        targets=adjusted(targets.first, targets.adjustments, day),
        due=row.due,
        share=row.share,
    )


def _those(rows: Iterable[Any], read: Callable[[Any], T], *, retired: bool) -> tuple[T, ...]:
    return tuple(read(row) for row in rows if (row.retired_at is not None) is retired)


async def _rows(session: AsyncSession, table: CoreTable, *order: str) -> list[Row[Any]]:
    columns: list[ColumnElement[Any]] = [table.c[name] for name in order]
    return list(await session.execute(select(table).order_by(*columns)))


async def _known(session: AsyncSession, noun: Noun, at: datetime, *order: str) -> list[Any]:
    return sorted(await known(session, noun, at=at), key=attrgetter(*order))
