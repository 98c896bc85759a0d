"""Numbers handed over for good: drafted, agreed to by the successor, carried out, told."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from domain.delegating import is_colleague
from domain.errors import NotAllowed, NotHanded, StaleButton
from domain.people import Person
from domain.roster import Assignment, Roster
from handlers.actions.notices.notifying import notify_admins
from handlers.actions.notices.telling import addressee
from handlers.deps import Deps
from storage import delegations, dialogs, handovers, pushes
from storage.entries import Origin
from storage.handovers import Handover

STANDS = timedelta(days=5)  # a handover the successor does not answer in this time has lapsed


@dataclass(frozen=True, slots=True)
class Wish:
    """That `owed` go from `person` to `successor`; `by` is who asks, in which message."""

    by: Person
    person: Person
    successor: Person
    owed: tuple[Assignment, ...]
    origin: Origin
    at: datetime


@dataclass(frozen=True, slots=True)
class Passage:
    """A handover with its people and its numbers by name."""

    handover: Handover
    person: Person
    successor: Person
    asked_by: str
    decided_by: str
    owed: tuple[Assignment, ...]


async def draft(deps: Deps, wish: Wish) -> Passage:
    """Keep what is wished, so that one tap confirms it; the same message again is the same.

    Raises:
        NotAllowed, NotHanded.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Passage:
        kept = await handovers.of_message(session, wish.origin)
        if kept is None:
            _must_be_possible(roster, wish)
            number = await handovers.put(
                session,
                person=wish.person.code,
                successor=wish.successor.code,
                assignments=[own.id for own in wish.owed],
                by=wish.by.code,
                at=wish.at,
                origin=wish.origin,
            )
            kept = await _whole(session, number)
        return _passage(roster, kept)

    return await deps.db.write(work)


async def confirm(deps: Deps, number: int, *, by: Person, at: datetime) -> Passage:
    """Go ahead: an admin's or assessor's is carried out, anybody else's put to the successor.

    Raises:
        StaleButton: there is no such draft of theirs, or it was dropped.
        NotHanded: nothing of it is left to hand over.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Passage:
        own = await _own(session, roster, number, by)
        if own.state != "draft":
            if own.state == "refused":
                raise StaleButton
            return _passage(roster, own)
        if _may_decide(by):
            return await _carry_out(session, deps, roster, own, before="draft", by=by, at=at)
        await handovers.move(session, number, before="draft", state="open", by=by.code, at=at)
        passage = _passage(roster, await _whole(session, number))
        await _tell(session, deps, roster, passage, "asked", [passage.successor.code])
        return passage

    return await _done(deps, work)


async def drop(deps: Deps, number: int, *, by: Person, at: datetime) -> None:
    """Do not hand over after all; raises StaleButton when it was decided otherwise."""
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> None:
        own = await _own(session, roster, number, by)
        is_moved = await handovers.move(
            session, number, before="draft", state="refused", by=by.code, at=at
        )
        if not is_moved and (own.state, own.decided_by) != ("refused", by.code):
            raise StaleButton

    await deps.db.write(work)


async def answer(deps: Deps, number: int, *, by: Person, at: datetime, agrees: bool) -> Passage:
    """The successor takes the numbers, or does not; the first answer counts.

    Raises:
        StaleButton: it is not put to them.
        NotHanded: it has lapsed, or nothing of it is left to hand over.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Passage:
        own = await handovers.get(session, number)
        if own is None or own.successor != by.code or own.person not in roster.people:
            raise StaleButton
        wanted = "done" if agrees else "refused"
        if own.state != "open":
            if (own.state, own.decided_by) != (wanted, by.code):
                raise StaleButton
            return _passage(roster, own)
        if at >= own.asked_at + STANDS:
            raise NotHanded("lapsed")
        if agrees:
            return await _carry_out(session, deps, roster, own, before="open", by=by, at=at)
        await handovers.move(session, number, before="open", state="refused", by=by.code, at=at)
        passage = _passage(roster, await _whole(session, number))
        await _tell(session, deps, roster, passage, "refused", [own.person])
        return passage

    return await _done(deps, work)


async def find(deps: Deps, number: int) -> Passage | None:
    """A handover as it stands now; None when its people are no longer on the roster."""
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        own = await handovers.get(session, number)
    if own is None or not {own.person, own.successor} <= roster.people.keys():
        return None
    return _passage(roster, own)


def _may_decide(by: Person) -> bool:
    return by.is_admin or by.is_assessor


def _must_be_possible(roster: Roster, wish: Wish) -> None:
    by, person, successor = wish.by, wish.person, wish.successor
    if by.code != person.code and not _may_decide(by):
        raise NotAllowed
    if not wish.owed:
        raise NotHanded("nothing_owed", person.name)
    if person.code == successor.code:
        raise NotHanded("self", person.name)
    if not successor.writes:
        raise NotHanded("reads_only", successor.name)
    if not _may_decide(by) and not is_colleague(roster, person.code, successor):
        raise NotHanded("elsewhere", successor.name)
    if not successor.is_within_reach:
        raise NotHanded("out_of_reach", successor.name)


async def _own(session: AsyncSession, roster: Roster, number: int, by: Person) -> Handover:
    own = await _whole(session, number)
    if own.asked_by != by.code or not {own.person, own.successor} <= roster.people.keys():
        raise StaleButton
    return own


async def _whole(session: AsyncSession, number: int) -> Handover:
    own = await handovers.get(session, number)
    if own is None:
        raise StaleButton
    return own


async def _carry_out(
    session: AsyncSession,
    deps: Deps,
    roster: Roster,
    own: Handover,
    *,
    before: str,
    by: Person,
    at: datetime,
) -> Passage:
    """The numbers change hands, and with them their open questions and what is asked."""
    if not await handovers.move(session, own.id, before=before, state="done", by=by.code, at=at):
        raise StaleButton
    moved = await handovers.carry_out(session, own, at=at)
    if not moved:
        raise NotHanded("gone", roster.people[own.person].name)
    left = [one for one in roster.owed_by(own.person) if one.id not in moved]
    if not left:
        for standing in await delegations.since(session, at):
            if standing.person == own.person:
                await delegations.end(session, standing.id, by=by.code, at=at)
    passage = _passage(roster, await _whole(session, own.id))
    told = [code for code in (own.successor, own.person) if code != by.code]
    await _tell(session, deps, roster, passage, "done", told)
    if passage.person.telegram_id:  # that chat is led through these items no longer
        await dialogs.ask(session, {passage.person.telegram_id: None}, at=deps.now())
    await _pass_on_questions(session, deps, roster, passage)
    if not by.is_admin:
        facts = {
            "about": "handed",
            "name": passage.person.name,
            "successor": passage.successor.name,
            "count": str(len(moved)),
        }
        await notify_admins(session, deps, key=f"handover/{own.id}", facts=facts)
    return passage


async def _pass_on_questions(
    session: AsyncSession, deps: Deps, roster: Roster, passage: Passage
) -> None:
    """Numbers that wait for a tap are put to the successor, each in a message of its own."""
    chat = addressee(roster, passage.successor.code)
    if chat is None:
        return
    for question in await handovers.questions_about(session, passage.handover.handed):
        await pushes.queue(
            session,
            key=f"handover/{passage.handover.id}/question/{question}",
            kind="question",
            period=None,
            facts={"question": question},
            chats=[chat],
            at=deps.now(),
            not_before=deps.leaves_at(deps.now()),
        )


async def _tell(
    session: AsyncSession,
    deps: Deps,
    roster: Roster,
    passage: Passage,
    moment: str,
    people: Iterable[str],
) -> None:
    number, now = passage.handover.id, deps.now()
    await pushes.queue(
        session,
        key=f"handover/{number}/{moment}",
        kind="handover",
        period=None,
        facts={"handover": number, "moment": moment},
        chats=[chat for code in people if (chat := addressee(roster, code))],
        at=now,
        not_before=deps.leaves_at(now),
    )


def _passage(roster: Roster, own: Handover) -> Passage:
    numbers = own.handed if own.state == "done" else own.assignments
    return Passage(
        own,
        roster.people[own.person],
        roster.people[own.successor],
        _name(roster, own.asked_by),
        _name(roster, own.decided_by or ""),
        tuple(roster.assignments[one] for one in numbers if one in roster.assignments),
    )


def _name(roster: Roster, code: str) -> str:
    person = roster.people.get(code)
    return person.name if person else code


async def _done(deps: Deps, work: Callable[[AsyncSession], Awaitable[Passage]]) -> Passage:
    passage = await deps.db.write(work)
    deps.roster.forget()
    deps.wake_outbox()
    return passage
