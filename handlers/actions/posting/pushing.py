"""Clocks going off: who is to be asked, reminded or shown what, each thing once."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from domain.clocks import Clock, ClockKind
from domain.errors import NotBegun
from domain.people import Person
from domain.periods import BadPeriod, Period, PeriodKind
from domain.roster import Roster
from domain.schedule import CatchUp
from handlers.actions.deciding import reviewing
from handlers.actions.measuring import standing
from handlers.actions.notices import subscribing
from handlers.actions.reporting import milestone_prompts
from handlers.actions.reporting.asking import items_of
from handlers.actions.reporting.items import Duty
from handlers.deps import Deps
from storage import clocks, groups, publications, pushes
from storage.pushes import Addressee, Push

WORDS = "words"
"""The kind of push that is a brief: after an album, or by itself."""

LOOK_BACK = timedelta(days=21)  # a clock missed for longer than this is nobody's business any more


@dataclass(frozen=True, slots=True)
class Fired:
    """What a clock led to. `first` is False when it had gone off before; nothing was queued."""

    clock: Clock
    first: bool
    chats: int = 0
    skipped: bool = False


async def fire(
    deps: Deps, clock: Clock, *, by_hand: bool = False, again: bool = False, token: str = ""
) -> Fired:
    """Let one clock go off: its row and its deliveries are committed together.

    Whoever is first decides: a restart, a second process or the same verb typed twice finds
    the row and queues nothing. `again` repeats a step on purpose, as a new push; with a
    `token`, which names the wish, only once however often that wish is handled.

    Raises:
        BadPeriod, NotBegun: by hand, and the period is of an earlier year or still to come.
    """
    if by_hand:
        _must_be_of_now(deps, clock)
    roster = await deps.roster.current()
    now = deps.now()

    async def work(session: AsyncSession) -> Fired:
        first = await clocks.fire(
            session,
            clock.kind,
            clock.period.key,
            number=clock.number,
            due_at=clock.at,
            at=now,
            outcome="by_hand" if by_hand else "fired",
        )
        if not first and (not again or await _is_done(session, clock, token)):
            return Fired(clock, first=False)
        key = await _key(session, clock, again=again and not first)
        # By hand means now; of our own accord nobody is written to in quiet hours.
        facts: dict[str, int | str] = {"number": clock.number}
        facts |= {"at_once": True} if by_hand else {}
        facts |= {"token": token} if token else {}
        chats = await _queue(session, deps, roster, clock, key, facts)
        chats += await subscribing.queue(session, deps, roster, clock)
        if clock.kind is ClockKind.LOCK and clock.period.kind is PeriodKind.WEEK:
            chats += await _tell_assessors(session, deps, roster, clock.period)
        await milestone_prompts.queue_near(session, deps, roster, clock)
        return Fired(clock, first=True, chats=chats)

    fired = await deps.db.write(work)
    if fired.chats:
        deps.wake_outbox()
    return fired


async def skip(deps: Deps, clock: Clock) -> Fired:
    """Note that a clock missed while the process was down is of no use any more."""
    async with deps.db.transaction() as session:
        first = await clocks.fire(
            session,
            clock.kind,
            clock.period.key,
            number=clock.number,
            due_at=clock.at,
            at=deps.now(),
            outcome="skipped",
        )
    return Fired(clock, first=first, skipped=True)


async def catch_up(deps: Deps) -> list[Fired]:
    """Follow every clock that has passed and has not gone off, by rule, in order.

    What is still useful is done once; what is stale is noted as skipped. Clocks from before
    the roster's first import are nobody's: a new district is not asked about last week.
    """
    now = deps.now()
    since = now - LOOK_BACK
    async with deps.db.reading() as session:
        seen = await clocks.fired(session, since=since)
        began = await clocks.began(session)
    if began is None:
        return []
    results: list[Fired] = []
    asked: set[Period] = set()
    for clock in deps.schedule.clocks_between(max(since, began), now):
        if (clock.kind.value, clock.period.key, clock.number) in seen:
            continue
        useful = deps.schedule.catch_up(clock, now=now) is CatchUp.FIRE
        if clock.kind is ClockKind.PROMPT and useful:
            asked.add(clock.period)
        # Whoever is asked only now needs no reminder in the same minute.
        elif clock.kind is ClockKind.REMIND and clock.period in asked:
            useful = False
        results.append(await fire(deps, clock) if useful else await skip(deps, clock))
    return results


def _must_be_of_now(deps: Deps, clock: Clock) -> None:
    """A step taken ahead of its time would never be taken again when that comes."""
    if clock.period.year < deps.campaign.year:
        raise BadPeriod(clock.period.key)
    window = deps.schedule.window_of(clock.period)
    asks = clock.kind in (ClockKind.PROMPT, ClockKind.REMIND)
    begins = window.opens if asks else window.prompt
    if deps.now() < begins:
        raise NotBegun(clock.period.key, begins)


async def _is_done(session: AsyncSession, clock: Clock, token: str) -> bool:
    """Whether this very wish was followed before, and its update is only handled again."""
    if not token:
        return False
    return await pushes.is_wished(session, prefix=await _key(session, clock), token=token)


async def _key(session: AsyncSession, clock: Clock, *, again: bool = False) -> str:
    key = f"{clock.kind.value}/{clock.period.key}/{clock.number}"
    if not again:
        return key
    repeats = await pushes.count(session, prefix=f"{key}/again-")
    return f"{key}/again-{repeats + 1}"


async def _queue(
    session: AsyncSession,
    deps: Deps,
    roster: Roster,
    clock: Clock,
    key: str,
    facts: dict[str, int | str],
) -> int:
    now = deps.now()
    match clock.kind:
        case ClockKind.PROMPT | ClockKind.REMIND:
            chats = await _asked(session, deps, roster, clock)
        case ClockKind.DUE:
            return await reviewing.queue(session, deps, roster, clock)
        case ClockKind.PUSH if not standing.is_summed_up(roster, clock.period.kind):
            return 0  # nothing is asked at this rhythm or a quicker one
        case ClockKind.PUSH:
            # What is summed up from quicker rhythms alone has words, and no list to be drawn.
            is_listed = bool(roster.of_cadence(clock.period.kind))
            facts |= {"edition": await _publish(session, deps, clock.period), "album": is_listed}
            chats = await _groups(session, clock.period.kind)
        case _:
            return 0
    if not chats:
        return 0
    queued = await pushes.queue(
        session,
        key=key,
        kind=WORDS if facts.get("album") is False else clock.kind.value,
        period=clock.period.key,
        facts=facts,
        chats=chats,
        at=now,
        not_before=now if facts.get("at_once") else deps.leaves_at(now),
    )
    if queued is not None and facts.get("album"):
        await _queue_words(session, deps, queued, chats)
    return len(chats)


async def _queue_words(
    session: AsyncSession, deps: Deps, album: Push, chats: list[Addressee]
) -> None:
    """An album has no room for words and buttons: they are a push of their own, sent after it."""
    now = deps.now()
    await pushes.queue(
        session,
        key=f"words/{album.key.removeprefix('push/')}",
        kind=WORDS,
        period=album.period,
        facts=album.facts,
        chats=chats,
        at=now,
        not_before=now if album.is_at_once else deps.leaves_at(now),
        follows=album,
    )


async def _tell_assessors(session: AsyncSession, deps: Deps, roster: Roster, week: Period) -> int:
    """One line about what the week cost people, when it is over; in working hours."""
    chats = [
        _private(person)
        for person in roster.people.values()
        if person.is_assessor and person.telegram_id and person.reachable
    ]
    queued = chats and await pushes.queue(
        session,
        key=f"burden/{week.key}",
        kind="burden",
        period=week.key,
        facts={},
        chats=chats,
        at=deps.now(),
        not_before=deps.leaves_at(deps.now()),
    )
    return len(chats) if queued else 0


async def _asked(
    session: AsyncSession, deps: Deps, roster: Roster, clock: Clock
) -> list[Addressee]:
    """Who is in reach and to be asked for a number of this period that is not there yet."""
    now = deps.now()
    window = deps.schedule.window_of(clock.period)
    duties: dict[str, list[Duty]] = {}
    for assignment in roster.of_cadence(clock.period.kind):
        person = roster.people.get(roster.asked_for(assignment, now) or "")
        if person is not None and person.is_within_reach:
            duties.setdefault(person.code, []).append(Duty(assignment, window))
    items = await items_of(session, roster, duties)
    return [
        _private(roster.people[code])
        for code, own in items.items()
        if any(item.is_open for item in own)
    ]


async def _groups(session: AsyncSession, kind: PeriodKind) -> list[Addressee]:
    rooms = await groups.sent(session, kind)
    return [Addressee(room.chat_id, thread_id=room.thread_id) for room in rooms]


def _private(person: Person) -> Addressee:
    return Addressee(person.telegram_id or 0, person=person.code)


async def _publish(session: AsyncSession, deps: Deps, period: Period) -> int:
    """Freeze the ranking that this push shows; pushing again makes a new edition."""
    before = await publications.of(session, period.key)
    edition = before.edition + 1 if before else 1
    await standing.publish(deps, session, period, edition=edition)
    return edition
