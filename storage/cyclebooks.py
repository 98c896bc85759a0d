"""Versions of the cycle's moments, as they were adopted."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.cyclebook import CycleBook, CycleVersion, facts_of, version_of
from storage import keeping

CYCLE: Final = "cycle"
"""The settings that say when periods are asked and closed, and in which zone."""


async def load(session: AsyncSession) -> CycleBook:
    """Every version."""
    kept = await keeping.settings_so_far(session, CYCLE)
    return CycleBook(tuple(version_of(one.facts, adopted_at=one.kept_at) for one in kept))


async def append(session: AsyncSession, made: CycleVersion) -> None:
    """Put a version on record; the newest one again changes nothing."""
    await keeping.keep_settings(session, CYCLE, facts_of(made), at=made.adopted_at)
