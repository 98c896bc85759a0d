"""A return that was a mistake: taken back while there is no other answer, and on record as that."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NotReturnable, OwnRequest, StaleButton
from domain.periods import Period
from domain.roster import Assignment, Roster
from domain.verdicts import SENT_BACK, Verdict
from handlers.actions.deciding import returned
from handlers.actions.deciding.returned import Returned, answering, name_of, told_of
from handlers.actions.deciding.returning import is_locked
from handlers.actions.measuring.sent_back import in_force
from handlers.actions.notices.telling import tell
from handlers.actions.reporting.tapped import Press
from handlers.deps import Deps
from storage import decisions, figures, pushes
from storage.decisions import Decision
from storage.deliveries import Delivery

KIND = "unreturned"


async def standing(deps: Deps, own: Assignment) -> int:
    """The last return of a number that waits for an answer.

    Raises:
        NotReturnable: not_returned · answered, where there is none any more.
    """
    async with deps.db.reading() as session:
        made = in_force(await decisions.of_item(session, own.id))
        if not made:
            raise NotReturnable("not_returned")
        last = made[-1]
        now = (await figures.current(session, [own.id], [last.period]))[last.slot]
    if now.revision != last.revision:
        raise NotReturnable("answered")
    return last.id


async def take_back(deps: Deps, said: Press, number: int) -> Returned:
    """Take a return back; said again it tells the same.

    The number counts as before, and who was asked to answer again is told.

    Raises:
        StaleButton: there was no such return, or nobody owes the number any more.
        OwnRequest: it is a number of their own by now.
        NotReturnable: others (whose return it is) · answered · locked.
    """
    roster = await deps.roster.current()

    async def work(session: AsyncSession) -> Returned:
        made = await decisions.get(session, number)
        if made is None or made.verdict not in SENT_BACK:
            raise StaleButton
        own = roster.assignments.get(made.assignment)
        if own is None:
            raise StaleButton
        _check(roster, said, own, made)
        if made in in_force(await decisions.of_slots(session, {made.slot})):
            await _put(session, deps, roster, own, made, said)
        told = await told_of(session, deps, roster, made)
        return replace(told, by=name_of(roster, said.person.code))

    told = await deps.db.write(work)
    deps.wake_outbox()
    return told


async def of_delivery(deps: Deps, delivery: Delivery) -> Returned | None:
    """What was taken back; None for a chat that was never asked to answer again."""
    facts = delivery.push.facts
    key = f"returned/{facts['returned']}"
    async with deps.db.reading() as session:
        if not await pushes.has_reached(session, key, chat_id=delivery.chat_id):
            return None
    return await returned.of_decision(deps, int(facts["decision"]))


def _check(roster: Roster, said: Press, own: Assignment, made: Decision) -> None:
    if roster.may_answer(said.person.code, own, said.sent_at):
        raise OwnRequest
    if made.person != said.person.code and not said.person.is_assessor:
        raise NotReturnable("others", name_of(roster, made.person))


async def _put(
    session: AsyncSession,
    deps: Deps,
    roster: Roster,
    own: Assignment,
    made: Decision,
    said: Press,
) -> None:
    now = (await figures.current(session, [own.id], [made.period]))[made.slot]
    if now.revision != made.revision:
        raise NotReturnable("answered")
    opened = made.verdict is Verdict.RETURNED
    if opened and await is_locked(session, deps, Period.parse(made.period), said.sent_at):
        raise NotReturnable("locked")
    back = Decision(
        assignment=own.id,
        period=made.period,
        revision=made.revision,
        verdict=Verdict.TAKEN_BACK,
        person=said.person.code,
        decided_at=said.sent_at,
        origin=said.origin,
    )
    number = await decisions.put(session, back)
    if opened and not await decisions.unmark(session, made.slot, revision=made.revision):
        raise NotReturnable("answered")  # another transaction was faster; nothing is kept of this
    people = answering(roster, own, now, deps.now())
    await tell(
        session, deps, roster, KIND, decision=number, people=people, beside={"returned": made.id}
    )
