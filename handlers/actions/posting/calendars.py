"""The working calendar kept true: admins' corrections taken over, guesses announced."""

from datetime import timedelta

from handlers.actions.notices.notifying import notify_admins
from handlers.deps import Deps
from storage import holidays

AHEAD = timedelta(days=60)  # the State Council's notice usually comes in November


async def refresh(deps: Deps) -> bool:
    """Take over what has changed in the holiday table; True if anything had."""
    async with deps.db.reading() as session:
        workdays = await holidays.load(session)
    if workdays == deps.schedule.workdays:
        return False
    deps.schedule = deps.schedule.on(workdays)
    return True


async def announce_guesses(deps: Deps) -> None:
    """Tell the admins, once a month, of a near year whose holidays nobody knows yet."""
    now = deps.now()
    years = {(now + ahead).astimezone(deps.schedule.zone).year for ahead in (timedelta(0), AHEAD)}
    for year in sorted(deps.schedule.workdays.uncovered(years)):
        async with deps.db.transaction() as session:
            await notify_admins(
                session,
                deps,
                key=f"provisional/{year}/{now:%Y-%m}",
                facts={"about": "provisional", "year": str(year)},
            )
        deps.wake_outbox()
