"""Corrections after the lock: asked for by a cadre, decided by an assessor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import (
    NobodyDecides,
    NotACorrection,
    NotAllowed,
    NothingOpen,
    OwnRequest,
    RequestOver,
    StaleButton,
)
from domain.figures import Figure, Indicator, Source, Stage
from domain.people import Person
from domain.periods import Period
from domain.roster import Assignment, Roster
from handlers.actions.asking import items_of
from handlers.actions.choosing import Press
from handlers.actions.entries import timeliness
from handlers.actions.items import Duty, Item
from handlers.actions.proposals import Proposal, proposal_in
from handlers.actions.telling import tell_answered
from handlers.deps import Deps
from storage import clocks, corrections, figures, pushes
from storage.corrections import Request
from storage.pushes import Addressee
from storage.recording import Entry, Origin

STANDS = timedelta(days=5)  # a request nobody decides about in this time has lapsed
HISTORY_POINTS = 26  # periods: half a year of weeks


@dataclass(frozen=True, slots=True)
class Asking:
    """One message that asks for a correction, as it was sent."""

    person: Person
    text: str
    origin: Origin
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """A request with all that is told about it; `before` is what stood when it was asked."""

    request: Request
    assignment: Assignment
    indicator: Indicator
    before: Figure | None
    label: str
    asked_by: str
    decided_by: str

    @property
    def lapses_at(self) -> datetime:
        """Until when it may be decided."""
        return self.request.asked_at + STANDS


async def ask(deps: Deps, asking: Asking) -> Correction:
    """Store a request and tell every assessor in reach; a replayed message changes nothing.

    Raises:
        NothingOpen: no number is asked of this person.
        NotACorrection: it cannot be read, lacks a reason, or changes nothing.
        NobodyDecides: there is no assessor in reach.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Correction:
        request = await corrections.of_message(session, asking.origin)
        if request is None:
            request = await _put(session, deps, roster, asking)
        return _told(roster, request, await _before(session, request))

    told = await deps.db.write(work)
    deps.wake_outbox()
    return told


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
        if granted:
            await _record(session, deps, roster, found)
        await _tell_asker(session, deps, roster, found)
        return await _reread(session, roster, request)

    told = await deps.db.write(work)
    deps.wake_outbox()
    return told


async def of_request(deps: Deps, request: int) -> Correction | None:
    """A request as it stands now; None when its item is no longer on the roster."""
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        found = await corrections.get(session, request)
        if found is None or found.assignment not in roster.assignments:
            return None
        return _told(roster, found, await _before(session, found))


async def _put(session: AsyncSession, deps: Deps, roster: Roster, asking: Asking) -> Request:
    items = await _locked_items(session, deps, roster, asking)
    if not items:
        raise NothingOpen
    proposal = await _proposal(session, deps, asking, items)
    item = proposal.item
    deciders = _deciders(roster, asking, item.assignment)
    if not deciders:
        raise NobodyDecides
    asked = Request(
        origin=asking.origin,
        asked_by=asking.person.code,
        assignment=item.assignment.id,
        period=item.window.period.key,
        revision=item.figure.revision if item.figure else None,
        answer=proposal.answer,
        value=proposal.value,
        stage=proposal.stage or Stage.REVISED,
        estimate=proposal.estimate,
        odd=proposal.odd,
        reason=proposal.reason,
        asked_at=asking.sent_at,
    )
    number = await corrections.put(session, asked)
    await _queue(session, deps, number, kind="correction", chats=deciders)
    return replace(asked, id=number)


async def _locked_items(
    session: AsyncSession, deps: Deps, roster: Roster, asking: Asking
) -> tuple[Item, ...]:
    """A person's items of the last locked period of each rhythm."""
    person = asking.person.code
    owed = roster.answered_by(person, asking.sent_at)
    kinds = {roster.indicators[a.indicator].cadence for a in owed}
    windows = {kind: deps.schedule.open_window(kind, asking.sent_at) for kind in kinds}
    closed = await clocks.closed(session, {w.period.key for w in windows.values()})
    for kind, window in windows.items():
        # A period that an admin locked early is the last one already.
        early = closed.get(window.period.key)
        if early is None or asking.sent_at < early:
            last = deps.schedule.previous_asked(window.period)
            windows[kind] = deps.schedule.window_of(last)
    duties = [Duty(a, windows[roster.indicators[a.indicator].cadence]) for a in owed]
    return (await items_of(session, roster, {person: duties}))[person]


async def _proposal(
    session: AsyncSession, deps: Deps, asking: Asking, items: Sequence[Item]
) -> Proposal:
    histories: dict[int, Mapping[str, Decimal]] = {}
    for period in {item.window.period.key for item in items}:
        owners = [i.assignment.id for i in items if i.window.period.key == period]
        histories |= await figures.history(session, owners, before=period, limit=HISTORY_POINTS)
    proposal = proposal_in(asking.text, items, histories=histories, rules=deps.rules.checks)
    figure = proposal.item.figure
    # What does not count may be asked for again, and counts once it is granted.
    if figure is not None and figure.counts and proposal.repeats(figure):
        raise NotACorrection("same")
    return proposal


def _deciders(roster: Roster, asking: Asking, own: Assignment) -> list[Addressee]:
    """Every assessor in reach but those whose own number it is, or who stand in for it."""
    return [
        Addressee(person.telegram_id, person=person.code)
        for person in roster.people.values()
        if person.is_assessor
        and person.telegram_id
        and person.reachable
        and person.code != asking.person.code
        and not roster.may_answer(person.code, own, asking.sent_at)
    ]


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
    await figures.record(session, [entry])
    if standing is not None:
        await tell_answered(session, deps, roster, [standing])


async def _tell_asker(session: AsyncSession, deps: Deps, roster: Roster, asked: Request) -> None:
    asker = roster.people.get(asked.asked_by)
    if asker is None or not asker.telegram_id or not asker.reachable:
        return
    chats = [Addressee(asker.telegram_id, person=asker.code)]
    await _queue(session, deps, asked.id, kind="corrected", chats=chats)


async def _queue(
    session: AsyncSession, deps: Deps, request: int, *, kind: str, chats: Sequence[Addressee]
) -> None:
    now = deps.now()
    await pushes.queue(
        session,
        key=f"{kind}/{request}",
        kind=kind,
        period=None,
        facts={"request": request},
        chats=chats,
        at=now,
        not_before=deps.leaves_at(now),
    )


async def _reread(session: AsyncSession, roster: Roster, request: int) -> Correction:
    found = await corrections.get(session, request)
    if found is None:
        raise StaleButton
    return _told(roster, found, await _before(session, found))


async def _before(session: AsyncSession, asked: Request) -> Figure | None:
    given = await figures.revisions(session, asked.assignment, asked.period)
    return next((figure for figure in given if figure.revision == asked.revision), None)


def _told(roster: Roster, asked: Request, before: Figure | None) -> Correction:
    own = roster.assignments[asked.assignment]
    return Correction(
        request=asked,
        assignment=own,
        indicator=roster.indicators[own.indicator],
        before=before,
        label=f"{roster.units[own.unit].short}{roster.label(own)}",
        asked_by=_name(roster, asked.asked_by),
        decided_by=_name(roster, asked.decided_by or ""),
    )


def _name(roster: Roster, code: str) -> str:
    person = roster.people.get(code)
    return person.name if person else code
