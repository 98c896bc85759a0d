"""Changes of targets decided: the first word counts, and it is kept with the change."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from domain.adjusting import Step, adjusted
from domain.errors import NotAllowed, NotRetargeted, StaleButton
from domain.retargeting import may_decide
from domain.roster import Roster
from domain.verdicts import JUDGES
from handlers.actions.deciding.retargeting import queue
from handlers.actions.lookups.adjustments import Retarget, told_of
from handlers.actions.reporting.tapped import Press
from handlers.deps import Deps
from storage import roster as rosters
from storage import target_changes
from storage.target_changes import TargetChange, Targets


async def settle(
    deps: Deps, press: Press, *, change: int, agreed: bool, remark: str | None = None
) -> Retarget:
    """Approve a change, or refuse it with a remark, and tell whom it concerns.

    It holds from the day that was asked for, but never from one before the approval: what was
    measured meanwhile stays as it was.

    Raises:
        StaleButton: there is no such change.
        NotAllowed: neither a leader nor an assessor.
        NotRetargeted: their own, decided before, or the targets have changed meanwhile.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Retarget:
        asked = await _asked(session, roster, change)
        own = roster.assignments[asked.assignment]
        if not press.person.roles & JUDGES:
            raise NotAllowed
        is_theirs = not may_decide(roster, press.person, own, at=press.sent_at)
        if asked.person == press.person.code or is_theirs:
            raise NotRetargeted("own")
        step = Step.APPROVED if agreed else Step.REFUSED
        if await _is_done(session, roster, press, asked, step):
            return await told_of(session, roster, asked)
        made = _decision(deps, press, asked, step, remark)
        if agreed:
            await _must_still_fit(session, made)
            await rosters.bump(session)
        await target_changes.put(session, [made])
        told = [asked.person or "", *([own.person] if agreed else [])]
        others = (code for code in told if code != press.person.code)
        await queue(session, deps, roster, "retargeted", asked.id, others)
        return await told_of(session, roster, asked)

    told = await deps.db.write(work)
    deps.roster.forget()
    deps.wake_outbox()
    return told


async def withdraw(deps: Deps, press: Press, *, change: int) -> Retarget:
    """Take back what one asked for, while nobody has decided.

    Raises:
        StaleButton: there is no such change of theirs.
        NotRetargeted: it was decided before.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Retarget:
        asked = await _asked(session, roster, change)
        if asked.person != press.person.code:
            raise StaleButton
        if not await _is_done(session, roster, press, asked, Step.WITHDRAWN):
            made = _decision(deps, press, asked, Step.WITHDRAWN, None)
            await target_changes.put(session, [made])
        return await told_of(session, roster, asked)

    return await deps.db.write(work)


async def _asked(session: AsyncSession, roster: Roster, change: int) -> TargetChange:
    found = await target_changes.get(session, change)
    if found is None or found.step is not Step.ASKED or found.assignment not in roster.assignments:
        raise StaleButton
    return found


async def _is_done(
    session: AsyncSession, roster: Roster, press: Press, asked: TargetChange, step: Step
) -> bool:
    """Whether this very person said the same before; any other decision ends it."""
    decided = await target_changes.decision_about(session, asked.id)
    if decided is None:
        return False
    if (decided.person, decided.step) != (press.person.code, step):
        person = roster.people.get(decided.person or "")
        raise NotRetargeted(f"over_{decided.step.value}", person.name if person else "")
    return True


def _decision(
    deps: Deps, press: Press, asked: TargetChange, step: Step, remark: str | None
) -> TargetChange:
    today = press.sent_at.astimezone(deps.schedule.zone).date()
    return replace(
        asked,
        id=0,
        step=step,
        about=asked.id,
        since=max(asked.since, today),
        reason=remark,
        person=press.person.code,
        made_at=deps.now(),
        origin=press.origin,
    )


async def _must_still_fit(session: AsyncSession, made: TargetChange) -> None:
    """What was shown as the old target must still be the one in force, as this session sees it."""
    if made.since.year != made.year:
        raise NotRetargeted("year_over")
    known = (await target_changes.of_year(session, made.year)).get(made.assignment, Targets())
    now = adjusted(known.first, known.adjustments, made.since)
    if any(now.get(slot) != old for slot, (old, _) in made.edits.items()):
        raise NotRetargeted("moved")
