"""Private copies: choosing them, and queueing them when their clock goes off."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from domain.clocks import Clock
from domain.errors import NotAllowed, StaleButton
from domain.people import Person
from domain.periods import Period, PeriodKind
from domain.roster import Roster
from domain.subscriptions import (
    BRIEFS,
    OF_ONE,
    OF_SLOWER,
    Subscription,
    Topic,
    topics_at,
    topics_for,
)
from handlers.actions.measuring.standing import is_summed_up, quickest
from handlers.actions.notices.telling import addressee
from handlers.deps import Deps
from handlers.looks import Look
from storage import pushes, subscriptions
from storage.pushes import Addressee

KIND = "copy"
PAGE = 18
"""Things of the roster that one page offers."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that may be wished for; `name` is the group's, indicator's or unit's."""

    topic: Topic
    subject: str
    name: str
    is_wished: bool


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person may wish for and does: the topics, or a page of the things of one topic.

    Of a topic that names things, `chosen` counts those wished for. `rhythm` is the one that
    most is asked at; of `total` things `skip` stand on earlier pages.
    """

    offers: tuple[Offer, ...]
    chosen: dict[Topic, int]
    rhythm: PeriodKind
    topic: Topic | None = None
    skip: int = 0
    total: int = 0


async def wishes(
    deps: Deps, person: Person, *, topic: Topic | None = None, skip: int = 0
) -> Wishes:
    """What a person may choose from, and has chosen.

    Raises:
        NotAllowed: they may choose nothing.
        StaleButton: not this topic, or not any more.
    """
    roster = await deps.roster.current()
    offered = _topics(roster, person)
    if topic is not None and topic not in offered:
        raise StaleButton
    async with deps.db.reading() as session:
        held = await subscriptions.of_person(session, person.code)
    chosen = {one: sum(wish.topic is one for wish in held) for one in offered}
    whole = {wish.topic for wish in held if not wish.subject}
    if topic is None:
        offers = [Offer(one, "", "", one in whole) for one in offered]
        return Wishes(tuple(offers), chosen, quickest(roster))
    wished = {wish.subject for wish in held if wish.topic is topic}
    things = [Offer(topic, s, name, s in wished) for s, name in _things(roster, person, topic)]
    shown = things[skip : skip + PAGE]
    return Wishes(tuple(shown), chosen, quickest(roster), topic, skip, len(things))


async def wish(deps: Deps, person: Person, topic: Topic, *, among: str, wanted: bool) -> Wishes:
    """Wish for something or no longer; the same press once more changes nothing.

    `among` is the digest of a group, indicator or unit; "" of a topic as a whole.

    Raises:
        NotAllowed, StaleButton.
    """
    roster = await deps.roster.current()
    if topic not in _topics(roster, person) or (topic in OF_ONE) is not bool(among):
        raise StaleButton
    subject, place = "", 0
    if among:
        known = [code for code, _ in _things(roster, person, topic)]
        subject = Look("", among).among(known)
        place = known.index(subject)
    one = Subscription(person.code, topic, subject)
    async with deps.db.transaction() as session:
        if wanted:
            await subscriptions.add(session, one, at=deps.now())
        else:
            await subscriptions.drop(session, one)
    page = topic if among else None
    return await wishes(deps, person, topic=page, skip=place - place % PAGE)


async def queue(session: AsyncSession, deps: Deps, roster: Roster, clock: Clock) -> int:
    """Queue what people wish for at this clock, once for each period; how many copies.

    It is made, and whether they may still have it decided, when it leaves.
    """
    kind = clock.period.kind
    topics = tuple(
        topic for topic in topics_at(clock, quickest(roster)) if _is_told(roster, topic, kind)
    )
    return await _queue(session, deps, roster, clock.period, topics)


async def queue_corrected(
    session: AsyncSession, deps: Deps, roster: Roster, period: Period, *, edition: int
) -> int:
    """Queue a ranking that was issued anew to those who were sent the one before."""
    if period.kind is quickest(roster):
        topic = Topic.RANKING
    elif period.kind in OF_SLOWER:
        topic, _ = OF_SLOWER[period.kind]
    else:
        return 0
    return await _queue(session, deps, roster, period, (topic,), edition=f"/{edition}")


async def _queue(
    session: AsyncSession,
    deps: Deps,
    roster: Roster,
    period: Period,
    topics: tuple[Topic, ...],
    *,
    edition: str = "",
) -> int:
    chats: dict[tuple[Topic, str], list[Addressee]] = {}
    for held in await subscriptions.of_topics(session, topics):
        chat = addressee(roster, held.person)
        if chat is not None and _is_due(roster, held, period):
            chats.setdefault((held.topic, held.subject), []).append(chat)
    now = deps.now()
    for (topic, subject), own in chats.items():
        await pushes.queue(
            session,
            key=f"{KIND}/{topic.value}/{subject}/{period.key}{edition}",
            kind=KIND,
            period=period.key,
            facts={"topic": topic.value, "subject": subject},
            chats=own,
            at=now,
            not_before=deps.leaves_at(now),
        )
    return sum(map(len, chats.values()))


def _is_due(roster: Roster, held: Subscription, period: Period) -> bool:
    """Whether it is still theirs to have, and an indicator is asked at this rhythm."""
    if held.topic not in topics_for(roster.people[held.person]):
        return False
    if held.topic is not Topic.INDICATOR:
        return True
    indicator = roster.indicators.get(held.subject)
    return indicator is not None and indicator.cadence is period.kind


def _is_told(roster: Roster, topic: Topic, kind: PeriodKind) -> bool:
    """Whether there is something at a rhythm: briefs sum up what is asked at quicker ones."""
    return is_summed_up(roster, kind) if topic in BRIEFS else bool(roster.of_cadence(kind))


def _topics(roster: Roster, person: Person) -> tuple[Topic, ...]:
    """What a person may choose, without what there is nothing to tell of.

    Raises:
        NotAllowed: nothing.
    """
    kinds = {topic: kind for kind, topics in OF_SLOWER.items() for topic in topics}
    usual = quickest(roster)
    found = tuple(
        topic
        for topic in topics_for(person)
        if topic not in kinds
        or (kinds[topic] is not usual and _is_told(roster, topic, kinds[topic]))
    )
    if not found:
        raise NotAllowed
    return found


def _things(roster: Roster, person: Person, topic: Topic) -> Iterator[tuple[str, str]]:
    """What a topic may name, with the name people know it by."""
    if topic is Topic.GROUP:
        for group in dict.fromkeys(unit.group for unit in roster.units.values() if unit.group):
            yield group, group
    elif topic is Topic.INDICATOR:
        for indicator in roster.indicators.values():
            yield indicator.code, min(indicator.names, key=len)
    elif topic is Topic.UNIT:
        owing = {own.unit for own in roster.assignments.values()}
        for code in roster.units:
            if code in owing and code in roster.visible_units(person):
                yield code, roster.units[code].short
