"""The whole roster as it was known at an instant."""

from collections.abc import Mapping
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from domain.roster import Assignment, Milestone, Roster
from storage import delegations, keeping, target_changes
from storage.keeping import ROSTER, Noun
from storage.roster import assembled, indicator_of, person_of
from storage.roster_held import project_of, unit_of
from storage.target_changes import Targets

PAST = -1
"""The version of a roster that is no more: none that stands has it."""

NONE = Targets()
Rows = Mapping[Noun, tuple[Any, ...]]


async def load(session: AsyncSession, *, year: int, at: datetime) -> Roster:
    """Everybody and everything not retired at an instant, with the targets known then.

    Of before it was kept how people could be reached, nobody is within reach.
    """
    rows = {noun: await _active(session, noun, at) for noun in ROSTER}
    there = Roster(
        version=PAST,
        units={row.code: unit_of(row) for row in rows[Noun.UNIT]},
        people={row.code: person_of(row) for row in rows[Noun.PERSON]},
        indicators={row.code: indicator_of(row) for row in rows[Noun.INDICATOR]},
        projects={row.code: project_of(row) for row in rows[Noun.PROJECT]},
        assignments={},
        milestones=_milestones(rows),
        delegations=await delegations.since(session, datetime(year, 1, 1, tzinfo=UTC), as_of=at),
    )
    targets = await target_changes.of_year(session, year, as_of=at)
    return assembled(there, (_assignment(row, there, targets) for row in rows[Noun.ASSIGNMENT]))


async def _active(session: AsyncSession, noun: Noun, at: datetime) -> tuple[Any, ...]:
    """Those not retired, in roster order."""
    rows = [row for row in await keeping.known(session, noun, at=at) if row.retired_at is None]
    match noun:
        case Noun.MILESTONE:
            order = attrgetter("due", "id")
        case Noun.ASSIGNMENT:
            order = attrgetter("position", "id")
        case _:
            order = attrgetter("position", "code")
    return tuple(sorted(rows, key=order))


def _milestones(rows: Rows) -> tuple[Milestone, ...]:
    """Project by project."""
    by_project: dict[str, list[Milestone]] = {row.code: [] for row in rows[Noun.PROJECT]}
    for row in rows[Noun.MILESTONE]:
        if row.project in by_project:
            by_project[row.project].append(Milestone(row.project, row.name, row.due, row.id))
    return tuple(one for own in by_project.values() for one in own)


def _assignment(row: Any, there: Roster, targets: Mapping[int, Targets]) -> Assignment:
    own = targets.get(row.id, NONE)
    return Assignment(
        id=row.id,
        unit=row.unit,
        indicator=row.indicator,
        person=row.person,
        project=row.project or None,
        deputy=row.deputy if row.deputy in there.people else None,
        targets=own.first,
        due=row.due,
        share=row.share,
        adjustments=own.adjustments,
    )
