"""Whose numbers have changed since one last looked."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, func, literal, select, union_all
from sqlalchemy import Table as CoreTable
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.base import core
from storage.models.decisions import DecisionRow
from storage.models.figures import RevisionRow

LOOK_BACK = 256
"""Rows looked at again: on PostgreSQL one with a lower number may become visible later, though
not later than so many that were begun after it."""

revision = core(RevisionRow)
decision = core(DecisionRow)


def _above(table: CoreTable) -> ColumnElement[bool]:
    """Above the parameter that has the name of the table."""
    return table.c.id > bindparam(table.name)


def _newest(table: CoreTable) -> ScalarSelect[int]:
    return select(func.max(table.c.id)).scalar_subquery()


def _recent(table: CoreTable) -> tuple[ScalarSelect[int], ScalarSelect[int]]:
    """The newest of the last rows, and how many they are."""
    newest = select(func.max(table.c.id)).where(_above(table))
    count = select(func.count()).select_from(table).where(_above(table))
    return newest.scalar_subquery(), count.scalar_subquery()


_NEWEST = select(_newest(revision), _newest(decision))
_RECENT = select(*_recent(revision), *_recent(decision))
_ROWS = union_all(
    *(
        select(literal(table.name), table.c.id, table.c.assignment).where(_above(table))
        for table in (revision, decision)
    )
)


@dataclass(frozen=True, slots=True)
class End:
    """The last rows of a table: their numbers, each with its assignment."""

    rows: Mapping[int, int]

    @property
    def newest(self) -> int:
        """The last number; 0 of an empty table."""
        return max(self.rows, default=0)

    @property
    def floor(self) -> int:
        """What lies at or below this is settled."""
        return self.newest - LOOK_BACK


@dataclass(frozen=True, slots=True)
class Mark:
    """A state of the record: what was said, and what was decided about it."""

    revisions: End
    decisions: End

    @property
    def floors(self) -> dict[str, int]:
        """By table where its last rows begin."""
        return {revision.name: self.revisions.floor, decision.name: self.decisions.floor}


@dataclass(frozen=True, slots=True)
class Since:
    """What a session sees against a mark.

    `assignments` may have changed, none if nothing has; None where it sees a state so much
    older that this cannot be told.
    """

    mark: Mark
    assignments: frozenset[int] | None


async def mark(session: AsyncSession) -> Mark:
    """Where the record stands now."""
    said, decided = (await session.execute(_NEWEST)).one()
    floors = {
        revision.name: (said or 0) - LOOK_BACK,
        decision.name: (decided or 0) - LOOK_BACK,
    }
    return await _read(session, floors)


async def since(session: AsyncSession, before: Mark) -> Since:
    """Which numbers are others than when a mark was made.

    Every answer, correction and withdrawal is a revision, and every return and approval a
    decision, so nothing changes without one. A session that began earlier sees less.
    """
    counted = tuple((await session.execute(_RECENT, before.floors)).one())
    ends = before.revisions, before.decisions
    if counted == tuple(fact for end in ends for fact in (end.newest or None, len(end.rows))):
        return Since(before, frozenset())
    now = await _read(session, before.floors)
    different: set[int] = set()
    for then, end in zip(ends, (now.revisions, now.decisions), strict=True):
        if then.floor > 0 and not end.rows:
            return Since(now, None)
        different.update(owner for _, owner in then.rows.items() ^ end.rows.items())
    return Since(now, frozenset(different))


async def _read(session: AsyncSession, floors: Mapping[str, int]) -> Mark:
    found: dict[str, dict[int, int]] = {name: {} for name in floors}
    for name, number, assignment in await session.execute(_ROWS, floors):
        found[name][number] = assignment
    return Mark(_end(found[revision.name]), _end(found[decision.name]))


def _end(rows: dict[int, int]) -> End:
    """Without those that have become settled meanwhile."""
    floor = End(rows).floor
    return End({number: owner for number, owner in rows.items() if number > floor})
