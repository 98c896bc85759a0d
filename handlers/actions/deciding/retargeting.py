"""Changes of targets: asked for with a reason, put to somebody who decides, told as they stand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.adjusting import Step
from domain.errors import NotAllowed, NotRetargeted
from domain.people import Person
from domain.retargeting import Order, deciders, doubtful, may_ask, read_order, split_name
from domain.roster import Assignment, Roster
from handlers.actions.lookups.adjustments import Retarget, name_of, told_of
from handlers.actions.lookups.pointing import pointed_at
from handlers.actions.notices.telling import addressee
from handlers.deps import Deps
from storage import pushes, target_changes
from storage.entries import Origin
from storage.target_changes import Edits, TargetChange


@dataclass(frozen=True, slots=True)
class Wish:
    """One message that asks for other targets, as it was sent."""

    person: Person
    text: str
    origin: Origin
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Doubted:
    """What would be asked for, with an amount that is hardly meant; nothing is kept of it."""

    told: Retarget


async def ask(deps: Deps, wish: Wish, *, is_sure: bool = False) -> Retarget | Doubted:
    """Keep what is asked for and put it to who decides; a replayed message changes nothing.

    Zero and less are asked about first, unless whoever asks `is_sure`.

    Raises:
        NotFound, WhichNumber: no number, or several, are named.
        NotAllowed: this person asks for no changes of that number.
        NotRetargeted: it cannot be read, changes nothing, waits already, or nobody decides.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Retarget | Doubted:
        asked = await target_changes.from_message(session, wish.origin)
        if asked is not None:
            return await told_of(session, roster, asked)
        own, order = _read(deps, roster, wish)
        asked = _asked(deps, roster, wish, own, order)
        if not is_sure and doubtful(own, roster.indicators[own.indicator], order):
            return Doubted(await told_of(session, roster, asked))
        return await told_of(session, roster, await _put(session, deps, roster, asked))

    told = await deps.db.write(work)
    deps.wake_outbox()
    return told


async def queue(
    session: AsyncSession, deps: Deps, roster: Roster, kind: str, change: int, who: Iterable[str]
) -> None:
    """Say something about a change to those of these people who are in reach, once."""
    now = deps.now()
    await pushes.queue(
        session,
        key=f"{kind}/{change}",
        kind=kind,
        period=None,
        facts={"change": change},
        chats=[chat for code in dict.fromkeys(who) if (chat := addressee(roster, code))],
        at=now,
        not_before=deps.leaves_at(now),
    )


def _asked(deps: Deps, roster: Roster, wish: Wish, own: Assignment, order: Order) -> TargetChange:
    if not may_ask(roster, wish.person, own):
        raise NotAllowed
    return TargetChange(
        assignment=own.id,
        year=deps.campaign.year,
        step=Step.ASKED,
        edits=_edits(own, order),
        since=order.since,
        reason=order.reason,
        person=wish.person.code,
        made_at=deps.now(),
        origin=wish.origin,
    )


async def _put(
    session: AsyncSession, deps: Deps, roster: Roster, asked: TargetChange
) -> TargetChange:
    own = roster.assignments[asked.assignment]
    told = deciders(roster, own, asked_by=asked.person or "", at=deps.now())
    if not told:
        raise NotRetargeted("nobody")
    before = await _withdrawn(session, roster, asked)
    *_, number = await target_changes.put(session, [*before, asked])
    await queue(session, deps, roster, "retarget", number, (person.code for person in told))
    return replace(asked, id=number)


def _read(deps: Deps, roster: Roster, wish: Wish) -> tuple[Assignment, Order]:
    name, said = split_name(wish.text)
    if not name.strip():
        raise NotRetargeted("how")
    pointed = pointed_at(roster, name, prefers_own=True)
    own = pointed.assignment
    today = wish.sent_at.astimezone(deps.schedule.zone).date()
    indicator = roster.indicators[own.indicator]
    text = f"{pointed.rest} {said}".strip()
    return own, read_order(text, indicator, today=today, year=deps.campaign.year)


def _edits(own: Assignment, order: Order) -> Edits:
    now = own.targets_on(order.since)
    found = {
        slot: (now.get(slot), amount)
        for slot, amount in order.slots.items()
        if now.get(slot) != amount
    }
    if not found:
        raise NotRetargeted("same")
    return found


async def _withdrawn(
    session: AsyncSession, roster: Roster, asked: TargetChange
) -> list[TargetChange]:
    """What the same person asked for before about this number goes; another's has to end first."""
    steps = await target_changes.all_steps(session, asked.year, assignments=[asked.assignment])
    decided = {step.about for step in steps}
    found = []
    for step in steps:
        if step.step is not Step.ASKED or step.id in decided:
            continue
        if step.person != asked.person:
            raise NotRetargeted("waits", name_of(roster, step.person))
        found.append(
            replace(step, id=0, step=Step.WITHDRAWN, about=step.id, reason=None, origin=None)
        )
    return [replace(step, made_at=asked.made_at) for step in found]
