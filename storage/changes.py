"""Whose numbers have changed since one last looked."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.base import core
from storage.models.figures import RevisionRow

LOOK_BACK = 256
"""Revisions looked at again: on PostgreSQL one with a lower number may become visible later,
though not later than so many that were begun after it."""

revision = core(RevisionRow)


@dataclass(frozen=True, slots=True)
class Mark:
    """A state of the record: its newest revision, and how many of the last ones are there."""

    newest: int
    recent: int

    @property
    def floor(self) -> int:
        """What lies at or below this is settled."""
        return self.newest - LOOK_BACK


async def mark(session: AsyncSession) -> Mark:
    """Where the record stands now."""
    newest = (await session.execute(select(func.max(revision.c.id)))).scalar_one() or 0
    return Mark(newest, (await _recent(session, newest - LOOK_BACK))[1])


async def since(session: AsyncSession, before: Mark) -> frozenset[int]:
    """Assignments that may have changed after a mark was made; none if nothing has.

    Every answer, correction and withdrawal is a revision, so nothing changes without one.
    """
    if await _recent(session, before.floor) == (before.newest, before.recent):
        return frozenset()
    rows = await session.execute(
        select(revision.c.assignment).where(revision.c.id > before.floor).distinct()
    )
    return frozenset(assignment for (assignment,) in rows)


async def _recent(session: AsyncSession, floor: int) -> tuple[int, int]:
    row = await session.execute(
        select(func.max(revision.c.id), func.count()).where(revision.c.id > floor)
    )
    newest, count = row.one()
    return newest or 0, count
