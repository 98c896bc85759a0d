"""Standing in for somebody: asked for, ended early, and told to everybody it concerns."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from domain.days import Span
from domain.delegating import LONGEST, must_be_possible
from domain.deputies import Delegation
from domain.errors import NotAllowed, NotDelegated, StaleButton
from domain.people import Person
from domain.roster import Assignment, Roster
from handlers.actions.notices.notifying import notify_admins
from handlers.deps import Deps
from storage import delegations, pushes
from storage import roster as rosters
from storage.entries import Origin
from storage.pushes import Addressee

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """That somebody stand in for `person` over whole days; `deputy` None is each one's AB角.

    `by` is who asks, `origin` and `at` the message or press it came in.
    """

    by: Person
    person: Person
    deputy: Person | None
    span: Span
    is_leave: bool
    origin: Origin
    at: datetime


@dataclass(frozen=True, slots=True)
class Cover:
    """A delegation with whom it concerns; `alone` are numbers that nobody is asked for."""

    delegation: Delegation
    person: Person
    deputies: tuple[Person, ...]
    owed: tuple[Assignment, ...]
    alone: tuple[Assignment, ...]
    asked_by: Person | None = None
    ended_by: Person | None = None


async def delegate(deps: Deps, wish: Wish) -> Cover:
    """Put a delegation on record and tell its people; the same message again changes nothing.

    Raises:
        NotDelegated: why it cannot be.
        NotAllowed: somebody asks for another person, and is no admin.
    """
    roster = await deps.roster.current()
    if wish.by.code != wish.person.code and not wish.by.is_admin:
        raise NotAllowed

    async def work(session: AsyncSession) -> Cover:
        kept = await delegations.of_message(session, wish.origin)
        if kept is not None:
            return cover_of(roster, kept.delegation)
        # First of all, so that of two at the same time the second sees what the first did.
        await rosters.bump(session)
        wanted = _wanted(deps, wish)
        standing = await delegations.since(session, wish.at)
        must_be_possible(roster, wanted, standing, anywhere=wish.by.is_admin)
        made = await delegations.add(
            session, wanted, by=wish.by.code, at=wish.at, origin=wish.origin
        )
        cover = cover_of(roster, made)
        await _tell_of(session, deps, roster, cover, by=wish.by)
        return cover

    cover = await deps.db.write(work)
    deps.roster.forget()
    deps.wake_outbox()
    return cover


async def end(deps: Deps, number: int, *, by: Person, at: datetime) -> Cover:
    """End a delegation before its time; the same person once more hears the same.

    Raises:
        StaleButton: there is none, or it is over.
        NotAllowed: somebody whom it does not concern.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Cover:
        kept = await delegations.get(session, number)
        if kept is None or kept.delegation.person not in roster.people:
            raise StaleButton
        cover = replace(cover_of(roster, kept.delegation), ended_by=by)
        if not by.is_admin and by.code not in (cover.person.code, kept.delegation.deputy):
            raise NotAllowed
        if await delegations.end(session, number, by=by.code, at=_second(at)):
            await rosters.bump(session)
            concerned = [one for one in (cover.person, *cover.deputies) if one.code != by.code]
            await _queue(session, deps, cover, "ended", concerned, at=deps.now())
        elif kept.ended_by != by.code:
            raise StaleButton
        return cover

    cover = await deps.db.write(work)
    deps.roster.forget()
    deps.wake_outbox()
    return cover


async def find(deps: Deps, number: int) -> Cover | None:
    """A delegation as it stands now; None when its people are no longer on the roster."""
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        kept = await delegations.get(session, number)
    if kept is None or kept.delegation.person not in roster.people:
        return None
    return replace(
        cover_of(roster, kept.delegation),
        asked_by=roster.people.get(kept.asked_by),
        ended_by=roster.people.get(kept.ended_by or ""),
    )


async def given(deps: Deps, cover: Cover) -> int:
    """How many numbers the deputies gave for the person."""
    own = cover.delegation
    async with deps.db.reading() as session:
        return await delegations.given(
            session,
            [one.id for one in cover.owed],
            by=[one.code for one in cover.deputies],
            since=own.begins_at,
            until=own.ends_at,
        )


def cover_of(roster: Roster, own: Delegation) -> Cover:
    """Whom a delegation concerns, by the roster as it is."""
    owed = roster.owed_by(own.person)
    hands = [roster.people.get(own.deputy or one.deputy or "") for one in owed]
    return Cover(
        own,
        roster.people[own.person],
        tuple(dict.fromkeys(one for one in hands if one)),
        owed,
        tuple(
            one
            for one, deputy in zip(owed, hands, strict=True)
            if own.is_leave and not _is_there(roster, deputy, own)
        ),
    )


def _is_there(roster: Roster, deputy: Person | None, own: Delegation) -> bool:
    return (
        deputy is not None
        and deputy.is_within_reach
        and roster.away(deputy.code, own.begins_at) is None
    )


def stand_ins_for(
    roster: Roster, people: Iterable[str], *, at: datetime
) -> dict[str, tuple[str, ...]]:
    """The names of those who stand in for these people; nobody stands in for the others."""
    found = {}
    for code in people:
        own = roster.away(code, at)
        if own is not None:
            found[code] = tuple(one.name for one in cover_of(roster, own).deputies)
    return found


def must_be_able(roster: Roster, person: Person, deputy: Person, *, at: datetime) -> None:
    """Refuse somebody who could not stand in on any day; raises NotDelegated."""
    a_moment = Delegation(0, person.code, deputy.code, at, at)
    must_be_possible(roster, a_moment, ())


def covers(roster: Roster, at: datetime) -> tuple[Cover, ...]:
    """Everybody who stands in for somebody now or later, in the order of their people."""
    places = {code: place for place, code in enumerate(roster.people)}
    ahead = [own for own in roster.delegations if own.ends_at > at and own.person in places]
    ahead.sort(key=lambda own: (places[own.person], own.begins_at))
    return tuple(cover_of(roster, own) for own in ahead)


def _wanted(deps: Deps, wish: Wish) -> Delegation:
    zone = deps.schedule.zone
    today = wish.at.astimezone(zone).date()
    span = wish.span
    if span.last < max(today, span.first):
        raise NotDelegated("past", until=_midnight(deps, span.last + A_DAY))
    if span.last - today > LONGEST * 2:
        raise NotDelegated("too_long")
    return Delegation(
        id=0,
        person=wish.person.code,
        deputy=wish.deputy.code if wish.deputy else None,
        begins_at=_second(wish.at) if span.first <= today else _midnight(deps, span.first),
        ends_at=_midnight(deps, span.last + A_DAY),
        is_leave=wish.is_leave,
    )


def _second(at: datetime) -> datetime:
    """Messages are dated in whole seconds: what follows a press must not seem to precede it."""
    return at.replace(microsecond=0)


def _midnight(deps: Deps, day: date) -> datetime:
    """When a day begins in the district, as an instant."""
    return datetime.combine(day, time(), deps.schedule.zone).astimezone(deps.now().tzinfo)


async def _tell_of(
    session: AsyncSession, deps: Deps, roster: Roster, cover: Cover, *, by: Person
) -> None:
    """Who stands in hears of it now; both again when it begins, the person when it ends."""
    own, now = cover.delegation, deps.now()
    await _queue(session, deps, cover, "asked", cover.deputies, at=now)
    if by.code != cover.person.code:
        await _queue(session, deps, cover, "set", [cover.person], at=now)
    if own.begins_at > now:
        everybody = [cover.person, *cover.deputies]
        await _queue(session, deps, cover, "begins", everybody, at=own.begins_at)
    await _queue(session, deps, cover, "ends", [cover.person], at=own.ends_at)
    if cover.alone:
        facts = {
            "about": "alone",
            "name": cover.person.name,
            "unit": roster.units[cover.person.unit].short,
            "count": str(len(cover.alone)),
            "names": "、".join(roster.label(one) for one in cover.alone),
        }
        await notify_admins(session, deps, key=f"alone/{own.id}", facts=facts)


async def _queue(
    session: AsyncSession,
    deps: Deps,
    cover: Cover,
    moment: str,
    told: Iterable[Person],
    *,
    at: datetime,
) -> None:
    chats = [Addressee(one.telegram_id, person=one.code) for one in told if one.telegram_id]
    if not chats:
        return
    await pushes.queue(
        session,
        key=f"delegation/{cover.delegation.id}/{moment}",
        kind="delegation",
        period=None,
        facts={"delegation": cover.delegation.id, "moment": moment},
        chats=chats,
        at=deps.now(),
        not_before=deps.leaves_at(at),
    )
