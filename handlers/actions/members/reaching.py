"""Who can be reached: people who block or come back, groups that are lost or move."""

from domain.clocks import ClockKind
from domain.roster import Roster
from handlers.actions.notices.notifying import notify_admins
from handlers.deps import Deps
from storage import groups, people


async def lose_person(deps: Deps, telegram_id: int, *, reason: str) -> None:
    """Note that a person cannot be reached, and tell the admins once."""
    roster = await deps.roster.current()
    person = roster.behind(telegram_id)
    if person is None:
        return
    now = deps.now()
    async with deps.db.transaction() as session:
        if not await people.mark_unreachable(session, person.code, at=now, why=reason):
            return
        await notify_admins(
            session,
            deps,
            key=f"unreachable/{person.code}/{now.isoformat()}",
            facts={
                "about": "unreachable",
                "name": person.name,
                "unit": _unit(roster, person.unit),
                "reason": reason,
            },
        )
    deps.roster.forget()
    deps.wake_outbox()


async def regain_person(deps: Deps, telegram_id: int) -> None:
    """Note a sign of life."""
    person = (await deps.roster.current()).behind(telegram_id)
    if person is None:
        return
    async with deps.db.transaction() as session:
        await people.mark_reachable(session, person.code, at=deps.now())
    deps.roster.forget()


async def lose_group(deps: Deps, chat_id: int, *, reason: str) -> None:
    """Note that a bound group is lost, and tell the admins once."""
    now = deps.now()
    async with deps.db.transaction() as session:
        titles = {group.chat_id: group.title for group in await groups.bound(session)}
        if not await groups.mark_lost(session, chat_id, at=now, why=reason):
            return
        await notify_admins(
            session,
            deps,
            key=f"group_lost/{chat_id}/{now.isoformat()}",
            facts={"about": "group_lost", "title": titles.get(chat_id, ""), "reason": reason},
            before=ClockKind.PUSH,
        )
    deps.wake_outbox()


async def move_group(deps: Deps, old: int, new: int) -> None:
    """Follow a group to its new id, with everything that waits to be sent there."""
    async with deps.db.transaction() as session:
        await groups.migrate(session, old, new)


async def leave_topic(deps: Deps, chat_id: int) -> None:
    """A group's topic is gone: post in General from now on, and tell the admins once."""
    now = deps.now()
    async with deps.db.transaction() as session:
        bound = {group.chat_id: group for group in await groups.bound(session)}
        group = bound.get(chat_id)
        if group is None or group.thread_id is None:
            return
        await groups.bind(
            session,
            chat_id,
            title=group.title,
            thread_id=None,
            by=group.bound_by,
            at=group.bound_at,
        )
        await notify_admins(
            session,
            deps,
            key=f"topic_gone/{chat_id}/{now.isoformat()}",
            facts={"about": "topic_gone", "title": group.title},
        )
    deps.wake_outbox()


async def report_quarantine(deps: Deps, row: int) -> None:
    """Tell the admins that an update was set aside, by its number only."""
    async with deps.db.transaction() as session:
        await notify_admins(
            session,
            deps,
            key=f"quarantined/{row}",
            facts={"about": "quarantined", "ref": str(row)},
            before=ClockKind.LOCK,
        )
    deps.wake_outbox()


def _unit(roster: Roster, code: str) -> str:
    unit = roster.units.get(code)
    return unit.short if unit else code
