"""The whole roster as one value, and the version that tells when it is old."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Integer, Row, String, cast, select
from sqlalchemy import Table as CoreTable
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Basis, Curve, Direction, Indicator, Stage
from domain.people import Language, Person, Role
from domain.periods import PeriodKind
from domain.rollup import Rollup
from domain.roster import Assignment, Milestone, Project, Roster, Unit
from storage import delegations, target_changes
from storage.models.base import core
from storage.models.calendar import MetaRow
from storage.models.roster import (
    AssignmentRow,
    IndicatorRow,
    MilestoneRow,
    PersonRow,
    ProjectRow,
    UnitRow,
)
from storage.target_changes import Targets
from storage.upserts import insert

VERSION_KEY = "roster_version"

meta = core(MetaRow)
unit = core(UnitRow)
person = core(PersonRow)
indicator = core(IndicatorRow)
project = core(ProjectRow)
milestone = core(MilestoneRow)
assignment = core(AssignmentRow)


async def load(session: AsyncSession, *, year: int) -> Roster:
    """Everybody and everything not retired, with the targets of this year.

    An assignment whose unit, indicator, project or person has retired is not owed by
    anybody and is left out; a deputy who has retired is left off.
    """
    number = await version(session)
    return assembled(
        Roster(
            version=number,
            units=await _units(session),
            people=await _people(session),
            indicators=await _indicators(session),
            projects=await _projects(session),
            assignments={},
            milestones=await _milestones(session),
            delegations=await delegations.since(session, datetime(year, 1, 1, tzinfo=UTC)),
        ),
        await _assignments(session, year),
    )


def assembled(there: Roster, assignments: Iterable[Assignment]) -> Roster:
    """Who and what is there, with the assignments that are owed by and for those who are."""
    owed = {
        own.id: own
        for own in assignments
        if own.unit in there.units
        and own.indicator in there.indicators
        and own.person in there.people
        and (own.project is None or own.project in there.projects)
    }
    return replace(there, assignments=owed)


async def version(session: AsyncSession) -> int:
    """Grows with every change of the roster; 0 before the first."""
    found = await session.execute(select(meta.c.value).where(meta.c.key == VERSION_KEY))
    return int(found.scalar_one_or_none() or 0)


async def bump(session: AsyncSession) -> None:
    """Tell every process that the roster it holds is old."""
    grown = cast(cast(meta.c.value, Integer) + 1, String)
    await session.execute(
        insert(session, MetaRow)
        .values(key=VERSION_KEY, value="1")
        .on_conflict_do_update(index_elements=["key"], set_={"value": grown})
    )


def indicator_of(row: Any) -> Indicator:
    """An indicator from the columns of a row."""
    return Indicator(
        code=row.code,
        name=row.name,
        measure=row.measure,
        basis=Basis(row.basis),
        aliases=tuple(alias for alias in row.aliases.split("、") if alias),
        direction=Direction(row.direction),
        decimals=row.decimals,
        weight=row.weight,
        cadence=PeriodKind(row.cadence),
        lowest=row.lowest,
        highest=row.highest,
        position=row.position,
        stage=Stage(row.stage),
        estimate_only=bool(row.estimate_only),
        rollup=Rollup(row.rollup) if row.rollup else None,
        whole=row.whole,
        curve=Curve(row.curve) if row.curve else None,
        is_reviewed=row.reviewed,
    )


def person_of(row: Any) -> Person:
    """A person from the columns of a row."""
    return Person(
        code=row.code,
        name=row.name,
        post=row.post,
        unit=row.unit,
        roles=frozenset(Role(role) for role in row.roles.split(",") if role),
        language=Language(row.language),
        telegram_id=row.telegram_id,
        reachable=row.unreachable_at is None and row.stopped_at is None,
    )


async def _units(session: AsyncSession) -> dict[str, Unit]:
    rows = await _in_order(session, unit)
    return {
        row.code: Unit(row.code, row.name, row.short, row.group_name, row.parent, row.position)
        for row in rows
    }


async def _people(session: AsyncSession) -> dict[str, Person]:
    return {row.code: person_of(row) for row in await _in_order(session, person)}


async def _indicators(session: AsyncSession) -> dict[str, Indicator]:
    return {row.code: indicator_of(row) for row in await _in_order(session, indicator)}


async def _projects(session: AsyncSession) -> dict[str, Project]:
    rows = await _in_order(session, project)
    return {
        row.code: Project(row.code, row.name, row.unit, row.enterprise, row.start, row.finish)
        for row in rows
    }


async def _milestones(session: AsyncSession) -> tuple[Milestone, ...]:
    rows = await session.execute(
        select(milestone.c.project, milestone.c.name, milestone.c.due, milestone.c.id)
        .join(project, project.c.code == milestone.c.project)
        .where(milestone.c.retired_at.is_(None), project.c.retired_at.is_(None))
        .order_by(project.c.position, project.c.code, milestone.c.due, milestone.c.id)
    )
    return tuple(Milestone(*row) for row in rows)


async def _assignments(session: AsyncSession, year: int) -> list[Assignment]:
    targets = await target_changes.of_year(session, year)
    nothing = Targets()
    mine = assignment.c
    rows = await session.execute(
        select(
            *(mine.id, mine.unit, mine.indicator, mine.person, mine.project),
            *(person.c.code, mine.due, mine.share),
        )
        .outerjoin(person, (person.c.code == mine.deputy) & person.c.retired_at.is_(None))
        .where(mine.retired_at.is_(None))
        .order_by(mine.position, mine.id)
    )
    return [
        Assignment(
            id=key,
            unit=unit_code,
            indicator=indicator_code,
            person=person_code,
            project=project_code or None,
            deputy=deputy,
            targets=targets.get(key, nothing).first,
            due=due,
            share=share,
            adjustments=targets.get(key, nothing).adjustments,
        )
        for key, unit_code, indicator_code, person_code, project_code, deputy, due, share in rows
    ]


async def _in_order(session: AsyncSession, table: CoreTable) -> Sequence[Row[Any]]:
    """Every row not retired, in roster order."""
    rows = await session.execute(
        select(table).where(table.c.retired_at.is_(None)).order_by(table.c.position, table.c.code)
    )
    return rows.all()
