"""Corrections after the lock: what is asked for, by whom, and who is to decide about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import (
    NobodyDecides,
    NotACorrection,
    NothingOpen,
)
from domain.figures import Figure, Indicator, Stage
from domain.people import Person
from domain.roster import Assignment, Roster
from handlers.actions.deciding.proposals import Proposal, proposal_in
from handlers.actions.notices import reissuing
from handlers.actions.notices.reissuing import Reissue
from handlers.actions.reporting.asking import items_of
from handlers.actions.reporting.items import Duty, Item
from handlers.deps import Deps
from storage import clocks, corrections, figures, publications, pushes
from storage.corrections import Request
from storage.entries import Origin
from storage.pushes import Addressee

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
    """A request with all that is told about it; `before` is what stood when it was asked.

    `reissue` is how its lists were issued anew; None if nobody moved by it.
    """

    request: Request
    assignment: Assignment
    indicator: Indicator
    before: Figure | None
    label: str
    asked_by: str
    decided_by: str
    reissue: Reissue | None = None
    is_published: bool = False

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
        return await told_of(session, roster, request)

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
        return await told_of(session, roster, found)


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
    await queue(session, deps, number, kind="correction", chats=deciders)
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


async def queue(
    session: AsyncSession, deps: Deps, request: int, *, kind: str, chats: Sequence[Addressee]
) -> None:
    """Say something about a request to these chats, once."""
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


async def told_of(session: AsyncSession, roster: Roster, asked: Request) -> Correction:
    """A request with all that is told about it, as it stands now."""
    own = roster.assignments[asked.assignment]
    given = await figures.revisions(session, asked.assignment, asked.period)
    before = next((figure for figure in given if figure.revision == asked.revision), None)
    return Correction(
        request=asked,
        assignment=own,
        indicator=roster.indicators[own.indicator],
        before=before,
        label=roster.full_name(own),
        asked_by=_name(roster, asked.asked_by),
        decided_by=_name(roster, asked.decided_by or ""),
        reissue=await reissuing.reissue_after(session, asked.id),
        is_published=await publications.of(session, asked.period) is not None,
    )


def _name(roster: Roster, code: str) -> str:
    person = roster.people.get(code)
    return person.name if person else code
