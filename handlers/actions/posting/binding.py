"""Groups that summaries go to: bound by an admin, each with those it is to get."""

from dataclasses import dataclass
from datetime import timedelta

from domain.audience import Summaries
from domain.errors import NotBound
from domain.people import Person
from domain.periods import PeriodKind
from handlers.deps import Deps
from storage import deliveries, groups
from storage.groups import Group

MISSED = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Room:
    """A group as it stands before us; `thread_id` is the topic that was written in, if any."""

    chat_id: int
    title: str
    thread_id: int | None


async def bind(deps: Deps, room: Room, by: Person, *, summaries: Summaries | None = None) -> Group:
    """Post in this group from now on; without `summaries` what was chosen before, at first all."""
    now = deps.now()
    async with deps.db.transaction() as session:
        await groups.bind(
            session,
            room.chat_id,
            title=room.title,
            thread_id=room.thread_id,
            by=by.code,
            at=now,
        )
        if summaries is not None:
            await groups.choose(session, room.chat_id, summaries)
        # What could not reach the group while it was lost, if it is not old news by now.
        await deliveries.revive(session, chat_id=room.chat_id, since=now - MISSED, now=now)
        bound = await groups.bound(session)
    deps.wake_outbox()
    return next(one for one in bound if one.chat_id == room.chat_id)


async def choose(deps: Deps, chat_id: int, kind: PeriodKind, *, wanted: bool) -> Group:
    """Send a group the summaries of one rhythm, or no longer; again it changes nothing.

    Raises:
        NotBound: it is not bound, or not any more.
    """

    async with deps.db.transaction() as session:
        held = {one.chat_id: one for one in await groups.bound(session)}
        if chat_id not in held:
            raise NotBound
        others = held[chat_id].summaries - {kind}
        await groups.choose(session, chat_id, others | {kind} if wanted else others)
        bound = await groups.bound(session)
    return next(one for one in bound if one.chat_id == chat_id)


async def bound(deps: Deps) -> tuple[Group, ...]:
    """Every bound group, oldest first."""
    async with deps.db.reading() as session:
        return await groups.bound(session)
