"""The cycle as configured becomes a version of its own; what was asked for keeps its moments."""

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.deps import Deps
from storage import cyclebooks


async def adopt(deps: Deps) -> bool:
    """Put the configured moments on record, and keep time by them; True if they are new.

    Periods that were asked for before keep the moments they began with.
    """
    configured, at = deps.schedule, deps.now()

    async def work(session: AsyncSession) -> bool:
        book = await cyclebooks.load(session)
        own = configured.adopting(book, at=at).book
        if own == book or own.newest is None:
            return False
        await cyclebooks.append(session, own.newest)
        return True

    is_new = await deps.db.write(work)
    await take_over(deps)
    return is_new


async def take_over(deps: Deps) -> None:
    """Keep time by the versions on record; what else is configured holds as if adopted now."""
    async with deps.db.reading() as session:
        book = await cyclebooks.load(session)
    deps.schedule = deps.schedule.adopting(book, at=deps.now())
