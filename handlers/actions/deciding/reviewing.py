"""Numbers that count once somebody has confirmed them: listed together, confirmed together."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from domain.clocks import Clock
from domain.errors import NotAllowed, NotReturnable, OwnRequest, ReviewOver, StaleButton
from domain.figures import Figure, Indicator, Review
from domain.people import Person
from domain.periods import Period
from domain.roster import Assignment, Roster
from domain.verdicts import Verdict, may_approve, reviewers
from handlers.actions.notices.telling import addressee
from handlers.actions.reporting.tapped import Press
from handlers.deps import Deps
from storage import clocks, decisions, figures, pushes
from storage.decisions import Decision
from storage.entries import Slot

MOST = 20
"""Numbers in one list: as many as can be read before they are confirmed."""

BEFORE_LOCK = timedelta(hours=1)
"""When whoever has not confirmed everything is reminded."""

DIGEST = 10


@dataclass(frozen=True, slots=True)
class Waiting:
    """One number that waits to be confirmed; `last` is the one before it that counts."""

    assignment: Assignment
    indicator: Indicator
    figure: Figure
    name: str
    author: str
    last: Figure | None


@dataclass(frozen=True, slots=True)
class ReviewList:
    """What waits for one person in a period: as many as can be shown, and how many there are.

    `approved` were confirmed just now; `is_other`: the list is not the one that was pressed.
    """

    period: Period
    locks_at: datetime
    waiting: tuple[Waiting, ...]
    total: int
    approved: int = 0
    is_other: bool = False

    @property
    def digest(self) -> str:
        """The very versions that are shown; a press confirms these and no others."""
        shown = [(w.assignment.id, w.figure.revision) for w in self.waiting]
        return hashlib.blake2s(repr(shown).encode()).hexdigest()[:DIGEST]


async def lists_of(deps: Deps, person: Person, at: datetime) -> tuple[ReviewList, ...]:
    """What waits for a person now, period by period; the periods with nothing are left out.

    Raises:
        NotAllowed: they confirm nobody's numbers.
    """
    if not person.oversees:
        raise NotAllowed
    roster = await deps.roster.current()
    periods = [deps.schedule.open_window(kind, at).period for kind in deps.schedule.rules]
    async with deps.db.reading() as session:
        found = [await _list(session, deps, roster, person, p, at) for p in periods]
    return tuple(one for one in found if one.total)


async def list_of(deps: Deps, person: Person, period: Period, at: datetime) -> ReviewList:
    """What waits for a person in one period; nothing once that is locked."""
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        found = await _list(session, deps, roster, person, period, at)
        is_over = await _is_locked(session, deps, period, at)
    return replace(found, waiting=(), total=0) if is_over else found


async def approve_all(deps: Deps, press: Press, *, period: str, digest: str) -> ReviewList:
    """Confirm everything that the list showed, if it would still show the same.

    Otherwise nothing is confirmed and the list is shown as it is now.

    Raises:
        NotAllowed, StaleButton.
        ReviewOver: the period was locked before.
    """
    roster = await deps.roster.current()
    wanted = _period(deps, period)
    person = press.person

    async def work(session: AsyncSession) -> ReviewList:
        done = await decisions.from_message(session, press.origin)
        found = await _list(session, deps, roster, person, wanted, press.sent_at)
        if done:
            return replace(found, approved=len(done))
        if await _is_locked(session, deps, wanted, press.sent_at):
            raise ReviewOver(period)
        if found.digest != digest or not found.waiting:
            return replace(found, is_other=True)
        for one in found.waiting:
            await _approve(session, press, (one.assignment.id, period), one.figure.revision)
        left = await _list(session, deps, roster, person, wanted, press.sent_at)
        return replace(left, approved=len(found.waiting))

    if not person.oversees:
        raise NotAllowed
    return await deps.db.write(work)


async def approve(deps: Deps, press: Press, *, assignment: int, period: str, revision: int) -> None:
    """Confirm one version; a repeated press changes nothing.

    Raises:
        StaleButton, NotAllowed, OwnRequest.
        ReviewOver: the period was locked before.
        NotReturnable: it was changed or sent back meanwhile.
    """
    roster = await deps.roster.current()
    own = roster.assignments.get(assignment)
    if own is None:
        raise StaleButton
    wanted = _period(deps, period)
    slot = assignment, period

    async def work(session: AsyncSession) -> None:
        stands = (await figures.current(session, [assignment], [period])).get(slot)
        if stands is None or stands.revision != revision or not stands.is_answered:
            raise NotReturnable("changed")
        if not may_approve(roster, press.person, own, stands, at=press.sent_at):
            is_theirs = stands.typed_by == press.person.code
            is_theirs = is_theirs or roster.may_answer(press.person.code, own, press.sent_at)
            raise OwnRequest if is_theirs else NotAllowed
        if stands.review is not Review.PENDING:
            return
        if await _is_locked(session, deps, wanted, press.sent_at):
            raise ReviewOver(period)
        await _approve(session, press, slot, revision)

    await deps.db.write(work)


async def queue(session: AsyncSession, deps: Deps, roster: Roster, clock: Clock) -> int:
    """At the due time: a list to everybody who may have something to confirm, and one before
    the lock; either is made, or left out, when it leaves."""
    now = deps.now()
    asked = {
        person.code
        for own in roster.of_cadence(clock.period.kind)
        if roster.indicators[own.indicator].is_reviewed
        for person in reviewers(roster, own, at=now)
    }
    chats = [found for code in sorted(asked) if (found := addressee(roster, code))]
    if not chats:
        return 0
    lock = deps.schedule.window_of(clock.period).lock
    for number, at in enumerate((now, max(now, lock - BEFORE_LOCK)), start=1):
        await pushes.queue(
            session,
            key=f"review/{clock.period.key}/{number}",
            kind="review",
            period=clock.period.key,
            facts={"number": number},
            chats=chats,
            at=now,
            not_before=deps.leaves_at(at),
        )
    return len(chats)


def _period(deps: Deps, key: str) -> Period:
    period = Period.parse(key)
    if period.kind not in deps.schedule.rules:
        raise StaleButton
    return period


async def _is_locked(session: AsyncSession, deps: Deps, period: Period, at: datetime) -> bool:
    closed = await clocks.closed(session, [period.key])
    return bool(closed) or at >= deps.schedule.window_of(period).lock


async def _list(
    session: AsyncSession,
    deps: Deps,
    roster: Roster,
    person: Person,
    period: Period,
    at: datetime,
) -> ReviewList:
    """Those that this person is asked to confirm, in roster order."""
    pending = await figures.pending(session, period.key)
    mine = [
        own
        for own in roster.assignments.values()
        if own.id in pending and person in reviewers(roster, own, at=at, figure=pending[own.id])
    ]
    last = await figures.latest_before(session, [own.id for own in mine[:MOST]], period.key)
    return ReviewList(
        period,
        deps.schedule.window_of(period).lock,
        tuple(_waiting(roster, own, pending[own.id], last.get(own.id)) for own in mine[:MOST]),
        len(mine),
    )


def _waiting(roster: Roster, own: Assignment, figure: Figure, last: Figure | None) -> Waiting:
    author = roster.people.get(figure.typed_by)
    return Waiting(
        own,
        roster.indicators[own.indicator],
        figure,
        roster.full_name(own),
        author.name if author else figure.typed_by,
        last,
    )


async def _approve(session: AsyncSession, press: Press, slot: Slot, revision: int) -> None:
    made = Decision(
        assignment=slot[0],
        period=slot[1],
        revision=revision,
        verdict=Verdict.APPROVED,
        person=press.person.code,
        decided_at=press.sent_at,
        origin=press.origin,
    )
    await decisions.put(session, made)
    if not await decisions.mark(session, slot, revision=revision, review=Review.APPROVED):
        raise NotReturnable("changed")  # another transaction was faster; nothing is kept of this
