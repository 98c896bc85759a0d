"""A reminder put off by a tap: queued for the time chosen, and for no time past the due one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain import snooze
from domain.errors import NoTimeLeft, PeriodLocked, StaleButton
from domain.periods import Period
from domain.snooze import Later
from handlers.actions.reporting.asking import asked_of
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.tapped import Press
from handlers.deps import Deps
from storage import clocks, pushes, reminders
from storage.pushes import Addressee


@dataclass(frozen=True, slots=True)
class PutOff:
    """What the person is reminded of again, and when."""

    items: tuple[Item, ...]
    until: datetime


async def put_off(deps: Deps, press: Press, *, period: str, choice: Later) -> PutOff:
    """Queue a reminder for later, instead of any put off before; the same tap again is the same.

    Raises:
        StaleButton: everything is answered, or nothing of that period is theirs.
        PeriodLocked, NoTimeLeft.
    """
    window = deps.schedule.window_of(Period.parse(period))
    items = await asked_of(deps, press.person, at=press.sent_at)
    own = tuple(item for item in items if item.window.period.key == period)

    async def work(session: AsyncSession) -> PutOff:
        closed = await clocks.closed(session, [period])
        if press.sent_at >= window.lock or period in closed:
            raise PeriodLocked(period, closed.get(period, window.lock))
        if not any(item.is_open for item in own):
            raise StaleButton
        until = await _queued(session, deps, press, period, choice, due=window.due)
        return PutOff(own, until)

    return await deps.db.write(work)


def choices_at(deps: Deps, period: Period, now: datetime) -> dict[Later, datetime]:
    """The times a reminder of a period may be put off to."""
    due = deps.schedule.window_of(period).due
    workdays = deps.schedule.workdays
    return dict(snooze.choices(now, due=due, hours=deps.rules.quiet, workdays=workdays))


async def _queued(
    session: AsyncSession,
    deps: Deps,
    press: Press,
    period: str,
    choice: Later,
    *,
    due: datetime,
) -> datetime:
    person, now = press.person.code, press.sent_at
    key = f"{reminders.SNOOZE}/{period}/{person}/{press.message_id}/{press.update_id}"
    before = await pushes.find(session, key)
    if before is not None:
        return datetime.fromisoformat(before.facts["until"])
    until = choices_at(deps, Period.parse(period), now).get(choice)
    if until is None:
        raise NoTimeLeft(due)
    await reminders.drop_put_off(session, person, period, at=now)
    await pushes.queue(
        session,
        key=key,
        kind=reminders.SNOOZE,
        period=period,
        facts={"until": until.isoformat()},
        chats=[Addressee(press.chat_id, person=person)],
        at=now,
        not_before=until,
    )
    return until
