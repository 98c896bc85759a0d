"""Numbers sent back with a reason: they stay on record, and whoever answers is asked again."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import (
    NoReason,
    NotAllowed,
    NotReturnable,
    OwnRequest,
    StaleButton,
)
from domain.figures import Review
from domain.people import Person
from domain.periods import Period
from domain.roster import Assignment, Roster
from domain.verdicts import Verdict, may_return
from domain.windows import Window
from handlers.actions.deciding.returned import Returned, answering, describe, name_of, told_of
from handlers.actions.measuring.sent_back import in_force
from handlers.actions.measuring.standing import last_asked, last_locked
from handlers.actions.notices.telling import tell
from handlers.actions.reporting.tapped import Press
from handlers.deps import Deps
from storage import clocks, decisions, dialogs, figures
from storage.decisions import Decision
from storage.dialogs import Dialog
from storage.entries import Origin, Slot

LONGEST_REASON = 200  # characters
WAITS = timedelta(minutes=15)
"""How long a chat that was asked for a reason takes words for one."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One person wants one version sent back, for a reason."""

    person: Person
    assignment: int
    period: str
    revision: int
    reason: str
    origin: Origin
    at: datetime

    @property
    def slot(self) -> Slot:
        """The figure it is about."""
        return self.assignment, self.period


async def ask(deps: Deps, press: Press, *, assignment: int, period: str, revision: int) -> Returned:
    """Ask for the reason; what is written next in this chat is taken for it.

    Raises:
        StaleButton, NotAllowed, OwnRequest, NotReturnable.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Returned:
        own = _own(roster, press.person, assignment, press.sent_at)
        told = await _returnable(
            session, deps, roster, press.person, own, period, revision, press.sent_at
        )
        lead = Dialog(assignment, period, revision)
        await dialogs.ask(session, {press.chat_id: lead}, at=deps.now())
        return told

    return await deps.db.write(work)


async def never_mind(deps: Deps, chat_id: int) -> None:
    """No reason is waited for any more."""
    async with deps.db.transaction() as session:
        await dialogs.ask(session, {chat_id: None}, at=deps.now())


async def awaited(deps: Deps, person: Person, chat_id: int, at: datetime) -> Dialog | None:
    """The version that a reason is waited for in this chat."""
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        lead = (await dialogs.of(session, [chat_id])).get(chat_id)
    if lead is None or lead.asked_at is None or at - lead.asked_at > WAITS:
        return None
    own = roster.assignments.get(lead.assignment)
    return lead if own is not None and may_return(roster, person, own, at=at) else None


async def latest(deps: Deps, own: Assignment, at: datetime) -> tuple[str, int | None]:
    """The period last asked for and the version that stands in it, if one does."""
    roster = await deps.roster.current()
    period = last_asked(deps.schedule, roster.indicators[own.indicator].cadence, at).key
    async with deps.db.reading() as session:
        stands = (await figures.current(session, [own.id], [period])).get((own.id, period))
    return period, stands.revision if stands else None


async def give_back(deps: Deps, wish: Wish) -> Returned:
    """Send a number back and ask who answers for it; a repeated wish tells the same again.

    After the lock nothing is open again: they are asked to check it and to have it corrected.

    Raises:
        StaleButton: nobody owes it any more.
        NotAllowed, OwnRequest, NoReason.
        NotReturnable: nothing · changed · returned (and by whom) · older.
    """
    roster = await deps.roster.current()
    own = _own(roster, wish.person, wish.assignment, wish.at)

    async def work(session: AsyncSession) -> Returned:
        before = await decisions.from_message(session, wish.origin)
        made = next((one for one in before if one.slot == wish.slot), None)
        if made is None:
            made = await _put(session, deps, roster, own, wish)
        return await told_of(session, deps, roster, made)

    told = await deps.db.write(work)
    deps.wake_outbox()
    return told


def _own(roster: Roster, person: Person, assignment: int, at: datetime) -> Assignment:
    own = roster.assignments.get(assignment)
    if own is None:
        raise StaleButton
    if roster.may_answer(person.code, own, at):
        raise OwnRequest
    if not may_return(roster, person, own, at=at):
        raise NotAllowed
    return own


async def _put(
    session: AsyncSession, deps: Deps, roster: Roster, own: Assignment, wish: Wish
) -> Decision:
    reason = " ".join(wish.reason.split())[:LONGEST_REASON]
    if not any(sign.isalpha() for sign in reason):
        raise NoReason
    told = await _returnable(
        session, deps, roster, wish.person, own, wish.period, wish.revision, wish.at
    )
    made = Decision(
        assignment=own.id,
        period=wish.period,
        revision=wish.revision,
        verdict=Verdict.QUESTIONED if told.is_locked else Verdict.RETURNED,
        reason=reason,
        person=wish.person.code,
        decided_at=wish.at,
        origin=wish.origin,
    )
    number = await decisions.put(session, made)
    is_marked = told.is_locked or await decisions.mark(
        session, wish.slot, revision=wish.revision, review=Review.RETURNED
    )
    if not is_marked:
        raise NotReturnable("changed")  # another transaction was faster; nothing is kept of this
    people = answering(roster, own, told.figure, deps.now())
    await tell(session, deps, roster, "returned", decision=number, people=people)
    await dialogs.ask(session, {wish.origin.chat_id: None}, at=wish.at)
    return replace(made, id=number)


async def _returnable(
    session: AsyncSession,
    deps: Deps,
    roster: Roster,
    person: Person,
    own: Assignment,
    period: str,
    revision: int,
    at: datetime,
) -> Returned:
    """The version, if it can be sent back by this person now."""
    wanted = Period.parse(period)
    if wanted.kind is not roster.indicators[own.indicator].cadence:
        raise StaleButton
    now = (await figures.current(session, [own.id], [period])).get((own.id, period))
    if now is None or (not now.is_answered and now.review is not Review.RETURNED):
        raise NotReturnable("nothing")
    if now.revision != revision:
        raise NotReturnable("changed")
    if now.typed_by == person.code:
        raise OwnRequest
    locked = await is_locked(session, deps, wanted, at)
    if locked and wanted != _last_locked(deps, deps.schedule.window_of(wanted), at):
        raise NotReturnable("older")
    said = await decisions.of_slots(session, {(own.id, period)})
    for before in in_force(said):
        if before.revision == revision:
            raise NotReturnable("returned", name_of(roster, before.person))
    return describe(
        roster, own, wanted, figure=now, now=now, by=person.code, at=at, is_locked=locked
    )


async def is_locked(session: AsyncSession, deps: Deps, period: Period, at: datetime) -> bool:
    """Whether a period takes no more numbers."""
    closed = await clocks.closed(session, [period.key])
    return bool(closed) or at >= deps.schedule.window_of(period).lock


def _last_locked(deps: Deps, window: Window, at: datetime) -> Period:
    """The period that corrections are taken for: the one before the open one.

    Or the open one itself, which an admin has locked early.
    """
    if window.is_open(at):
        return window.period
    return last_locked(deps.schedule, window.period.kind, at)
