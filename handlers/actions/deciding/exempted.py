"""Exemptions that hold now: who is exempt from what, since when, by whom and why; and their end."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from domain.allowances import LIFTED, Allowance, still_said
from domain.errors import NotAllowance
from domain.periods import Period, PeriodKind
from domain.roster import Roster
from handlers.actions.deciding import allowing
from handlers.actions.deciding.allowing import Allowed
from handlers.actions.measuring import standing
from handlers.actions.reporting.tapped import Press
from handlers.deps import Deps
from storage import allowances
from storage.entries import Origin


@dataclass(frozen=True, slots=True)
class Exempted:
    """An exemption with the names in it: of what, and `by` whom it was said."""

    allowance: Allowance
    name: str
    by: str


async def in_force(deps: Deps) -> tuple[Exempted, ...]:
    """Every exemption that was not lifted and is not over, the oldest first."""
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        held = still_said(await allowances.everything(session))
    return tuple(_told(roster, one) for one in held if not _is_over(deps, roster, one))


async def named(deps: Deps, number: int) -> Exempted:
    """One of them, to be asked about before it is lifted.

    Raises:
        NotAllowance: it was lifted by now, or is over.
    """
    found = next((one for one in await in_force(deps) if one.allowance.id == number), None)
    if found is None:
        raise NotAllowance("lifted")
    return found


async def lift(deps: Deps, press: Press, number: int) -> Allowed:
    """End one of them, once however often it is tapped.

    What was published with it stays as it was.

    Raises:
        NotAllowance: somebody else has lifted it by now.
        OwnRequest: it is about a number that this person answers for.
    """
    roster = await deps.roster.current()
    # Below zero, for it is no message: an exemption is lifted once.
    origin = Origin(press.chat_id, -number)

    async def work(session: AsyncSession) -> Allowance:
        said = await allowances.everything(session)
        own = next((one for one in said if one.id == number), None)
        is_done = await allowances.was_followed(session, origin)
        if own is None or not (is_done or own in still_said(said)):
            raise NotAllowance("lifted")
        allowing.must_be_anothers(roster, press.person, press.sent_at, own.unit, own.indicator)
        made = Allowance(
            LIFTED,
            own.stretch,
            own.unit,
            own.indicator,
            None,
            own.reason,
            press.person.code,
            press.sent_at,
        )
        await allowances.append(session, made, origin=origin)
        return made

    made = await deps.db.write(work)
    return Allowed(made, allowing.name_of(roster, made.unit, made.indicator))


def _told(roster: Roster, one: Allowance) -> Exempted:
    person = roster.people.get(one.person)
    name = allowing.name_of(roster, one.unit, one.indicator)
    return Exempted(one, name, person.name if person else one.person)


def _is_over(deps: Deps, roster: Roster, one: Allowance) -> bool:
    """Whether it ended before what is looked at now."""
    current = standing.current_of(deps, _kind(roster, one), deps.now())
    return one.stretch.ends < current.start


def _kind(roster: Roster, one: Allowance) -> PeriodKind:
    """The rhythm it is about."""
    if one.stretch.since is None:
        return Period.parse(one.stretch.period).kind
    own = roster.indicators.get(one.indicator)
    return own.cadence if own else standing.quickest(roster)
