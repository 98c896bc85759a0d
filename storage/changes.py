"""Whose numbers have changed since one last looked."""

from dataclasses import dataclass

from sqlalchemy import Table as CoreTable
from sqlalchemy import func, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.base import core
from storage.models.decisions import DecisionRow
from storage.models.figures import RevisionRow

LOOK_BACK = 256
"""Rows looked at again: on PostgreSQL one with a lower number may become visible later, though
not later than so many that were begun after it."""

revision = core(RevisionRow)
decision = core(DecisionRow)


@dataclass(frozen=True, slots=True)
class End:
    """The end of a table: its newest row, and how many of the last ones are there."""

    newest: int
    recent: int

    @property
    def floor(self) -> int:
        """What lies at or below this is settled."""
        return self.newest - LOOK_BACK


@dataclass(frozen=True, slots=True)
class Mark:
    """A state of the record: what was said, and what was decided about it."""

    revisions: End
    decisions: End


async def mark(session: AsyncSession) -> Mark:
    """Where the record stands now."""
    return Mark(await _end(session, revision), await _end(session, decision))


async def since(session: AsyncSession, before: Mark) -> frozenset[int]:
    """Assignments that may have changed after a mark was made; none if nothing has.

    Every answer, correction and withdrawal is a revision, and every return and approval a
    decision, so nothing changes without one.
    """
    said, decided = before.revisions, before.decisions
    now = Mark(
        await _recent(session, revision, said.floor),
        await _recent(session, decision, decided.floor),
    )
    if now == before:
        return frozenset()
    rows = await session.execute(
        union(
            select(revision.c.assignment).where(revision.c.id > said.floor),
            select(decision.c.assignment).where(decision.c.id > decided.floor),
        )
    )
    return frozenset(assignment for (assignment,) in rows)


async def _end(session: AsyncSession, table: CoreTable) -> End:
    newest = (await session.execute(select(func.max(table.c.id)))).scalar_one() or 0
    return await _recent(session, table, newest - LOOK_BACK)


async def _recent(session: AsyncSession, table: CoreTable, floor: int) -> End:
    row = await session.execute(
        select(func.max(table.c.id), func.count()).where(table.c.id > floor)
    )
    newest, count = row.one()
    return End(newest or 0, count)
