"""Notices to the admins: each thing once, in working hours, a few together rather than many."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from domain.clocks import ClockKind
from handlers.deps import Deps
from storage import notices, people, pushes
from storage.pushes import Addressee

GATHERED = timedelta(hours=1)  # after a notice the next ones wait this long, and come together


async def notify_admins(
    session: AsyncSession,
    deps: Deps,
    *,
    key: str,
    facts: Mapping[str, str],
    before: ClockKind | None = None,
) -> int:
    """Queue a notice to every admin in reach, once per key; returns how many are told.

    It waits for working hours, and joins those that wait already. It is urgent, and leaves at
    once, only if a clock of the kind `before` goes off while it would wait: a message put
    aside must be known before the lock, a lost group before the ranking goes there.
    """
    told = [
        Addressee(admin.telegram_id, person=admin.code)
        for admin in await people.admins(session)
        if admin.telegram_id and admin.reachable
    ]
    now = deps.now()
    leaves_at = await _leaves_at(session, deps, now)
    is_urgent = before is not None and _comes(deps, before, after=now, until=leaves_at)
    held = None if is_urgent else await notices.held(session, now=now)
    if held is not None:
        return len(told) if await notices.join(session, held, _key(key), facts, at=now) else 0
    queued = await pushes.queue(
        session,
        key=_key(key),
        kind=notices.KIND,
        period=None,
        facts={**facts, "at_once": True} if is_urgent else facts,
        chats=told,
        at=now,
        not_before=now if is_urgent else leaves_at,
    )
    return len(told) if queued else 0


def _key(key: str) -> str:
    return f"{notices.KIND}/{key}"


async def _leaves_at(session: AsyncSession, deps: Deps, now: datetime) -> datetime:
    """In working hours, and not within an hour after the last ones."""
    last = await notices.last_left(session, since=now - GATHERED, now=now)
    return deps.leaves_at(now if last is None else last + GATHERED)


def _comes(deps: Deps, kind: ClockKind, *, after: datetime, until: datetime) -> bool:
    """Whether a clock goes off before people would read of it."""
    return any(clock.kind is kind for clock in deps.schedule.clocks_between(after, until))
