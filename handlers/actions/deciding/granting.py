"""Corrections after the lock decided: the first decision counts, and it is kept in the chain."""

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NotAllowed, OwnRequest, RequestOver, StaleButton
from domain.figures import Source
from domain.periods import Period
from domain.roster import Roster
from domain.verdicts import Verdict
from handlers.actions.deciding.correcting import STANDS, Correction, queue, told_of
from handlers.actions.notices import reissuing
from handlers.actions.notices.telling import addressee, tell_answered
from handlers.actions.reporting.entries import timeliness
from handlers.actions.reporting.tapped import Press
from handlers.deps import Deps
from storage import corrections, decisions, figures, recording
from storage.corrections import Request
from storage.decisions import Decision
from storage.entries import Entry


async def settle(deps: Deps, press: Press, *, request: int, granted: bool) -> Correction:
    """Record an assessor's decision and tell who asked; the first decision counts.

    Raises:
        StaleButton: there is no such request.
        NotAllowed: not an assessor.
        OwnRequest: the request or the number is their own.
        RequestOver: decided before by somebody else, replaced, or expired.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Correction:
        found = await _decidable(session, roster, press, request)
        now = deps.now()
        if not await corrections.decide(
            session, found.id, granted=granted, by=press.person.code, at=now
        ):
            return await _as_decided(session, roster, press, request, granted=granted)
        await _keep(session, press, found, granted=granted)
        if granted:
            await _record(session, deps, roster, found)
        await _tell_asker(session, deps, roster, found)
        return await _reread(session, roster, request)

    told = await deps.db.write(work)
    if not granted:
        deps.wake_outbox()
        return told
    # In a transaction of its own, for it measures the whole district; a press that is handled
    # again after a crash comes this way once more.
    await reissuing.reissue(deps, told.request)
    async with deps.db.reading() as session:
        return await _reread(session, roster, request)


async def _decidable(session: AsyncSession, roster: Roster, press: Press, request: int) -> Request:
    """The request, if this person may decide about it now."""
    person = press.person
    if not person.is_assessor:
        raise NotAllowed
    found = await corrections.get(session, request)
    own = roster.assignments.get(found.assignment) if found else None
    if found is None or own is None:
        raise StaleButton
    if found.asked_by == person.code or roster.may_answer(person.code, own, press.sent_at):
        raise OwnRequest
    if found.state == "open" and press.sent_at >= found.asked_at + STANDS:
        raise RequestOver("expired")
    if found.state == "replaced":
        raise RequestOver("replaced")
    return found


async def _as_decided(
    session: AsyncSession, roster: Roster, press: Press, request: int, *, granted: bool
) -> Correction:
    """The same press again tells the same; any other one comes too late."""
    told = await _reread(session, roster, request)
    outcome = "granted" if granted else "refused"
    if (told.request.decided_by, told.request.state) != (press.person.code, outcome):
        raise RequestOver(told.request.state, told.decided_by)
    return told


async def _keep(session: AsyncSession, press: Press, asked: Request, *, granted: bool) -> None:
    """Append the decision to the chain of those about this number."""
    made = Decision(
        assignment=asked.assignment,
        period=asked.period,
        revision=asked.revision or 0,
        verdict=Verdict.GRANTED if granted else Verdict.REFUSED,
        reason=asked.reason,
        person=press.person.code,
        decided_at=press.sent_at,
        origin=press.origin,
    )
    await decisions.put(session, made)


async def _record(session: AsyncSession, deps: Deps, roster: Roster, asked: Request) -> None:
    """Put the number on record as the cadre's word, sent when it was asked for."""
    standing = (await figures.current(session, [asked.assignment], [asked.period])).get(asked.slot)
    window = deps.schedule.window_of(Period.parse(asked.period))
    entry = Entry(
        assignment=asked.assignment,
        period=asked.period,
        answer=asked.answer,
        value=asked.value,
        stage=asked.stage,
        estimate=asked.estimate,
        note=asked.reason,
        odd=asked.odd,
        person=roster.assignments[asked.assignment].person,
        typed_by=asked.asked_by,
        source=Source.MESSAGE,
        timeliness=timeliness(window, standing, asked.asked_at),
        reported_at=asked.asked_at,
        recorded_at=deps.now(),
        origin=asked.origin,
    )
    await recording.record(session, [entry])
    if standing is not None:
        await tell_answered(session, deps, roster, [standing])


async def _tell_asker(session: AsyncSession, deps: Deps, roster: Roster, asked: Request) -> None:
    chat = addressee(roster, asked.asked_by)
    if chat is not None:
        await queue(session, deps, asked.id, kind="corrected", chats=[chat])


async def _reread(session: AsyncSession, roster: Roster, request: int) -> Correction:
    found = await corrections.get(session, request)
    if found is None:
        raise StaleButton
    return await told_of(session, roster, found)
