"""Asking about milestones whose day comes near: with the week's card, and once for each day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from domain.clocks import Clock, ClockKind
from domain.milestones import State, asked_for
from domain.people import Person
from domain.periods import PeriodKind
from domain.roster import Roster
from handlers.actions.reporting.milestones import Told
from handlers.deps import Deps
from storage import milestones, pushes
from storage.pushes import Addressee


@dataclass(frozen=True, slots=True)
class Asked:
    """What one person is asked about, the soonest first."""

    person: Person
    told: tuple[Told, ...]


async def queue_near(session: AsyncSession, deps: Deps, roster: Roster, clock: Clock) -> int:
    """With the week's prompt, ask whoever answers for milestones that are near; how many."""
    is_time = clock.kind is ClockKind.PROMPT and clock.period.kind is PeriodKind.WEEK
    if not is_time or not deps.rules.milestone_days or not roster.milestones:
        return 0
    now = deps.now()
    today = now.astimezone(deps.schedule.zone).date()
    chats: dict[str, Addressee] = {}
    for state in await milestones.states(session, roster.milestones):
        if not state.is_near(today, days=deps.rules.milestone_days):
            continue
        person = roster.people.get(asked_for(roster, state.milestone, now) or "")
        if person is None or not person.telegram_id or not person.is_within_reach:
            continue
        key = _key(clock, person.code)
        if await milestones.ask_once(session, state, person=person.code, push=key, at=now):
            chats[key] = Addressee(person.telegram_id, person=person.code)
    for key, chat in chats.items():
        await pushes.queue(
            session,
            key=key,
            kind="milestone",
            period=clock.period.key,
            facts={},
            chats=[chat],
            at=now,
            not_before=deps.leaves_at(now),
        )
    return len(chats)


async def of_push(deps: Deps, person: str, push: str) -> Asked | None:
    """What a push asks about when it leaves; None when all of it was answered by then."""
    roster = await deps.roster.current()
    asked = roster.people.get(person)
    async with deps.db.reading() as session:
        expected = await milestones.asked_in(session, push)
        known = [one for one in roster.milestones if one.id in expected]
        states = await milestones.states(session, known)
    open_ones = [
        one for one in states if not one.is_done and one.expected == expected[one.milestone.id]
    ]
    if asked is None or not open_ones:
        return None
    today = deps.now().astimezone(deps.schedule.zone).date()
    return Asked(asked, tuple(_told(roster, today, open_ones)))


def _told(roster: Roster, today: date, states: Iterable[State]) -> Iterable[Told]:
    for state in sorted(states, key=lambda one: one.expected):
        yield Told(state, roster.projects[state.milestone.project], today)


def _key(clock: Clock, person: str) -> str:
    return f"milestone/{clock.period.key}/{person}"
