"""Numbers that others have to fit together with: projects of a unit, parts of a whole."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from domain.roster import Roster
from handlers.actions.reporting.items import Duty, Item
from handlers.actions.reporting.judging import NO_KIN, Kin
from storage import figures
from storage.entries import Slot


async def gathered(
    session: AsyncSession, roster: Roster, duties: Iterable[Sequence[Duty]]
) -> dict[Slot, Decimal]:
    """What stands for the relatives of these duties; mostly there are none, and no query."""
    relatives: dict[str, set[int]] = {}
    for duty in (duty for own in duties for duty in own):
        family = roster.families.get(duty.assignment.id)
        if family is not None:
            relatives.setdefault(duty.window.period.key, set()).update(family.relatives)
    found: dict[Slot, Decimal] = {}
    for period, assignments in relatives.items():
        known = await figures.current(session, assignments, (period,))
        found |= {slot: f.value for slot, f in known.items() if f.value is not None}
    return found


def beside(roster: Roster, items: Sequence[Item], known: Mapping[Slot, Decimal]) -> Kin:
    """What a person's items are judged beside, each in its own period."""
    ids = (item.assignment.id for item in items)
    families = {own: roster.families[own] for own in ids if own in roster.families}
    if not families:
        return NO_KIN
    periods = {item.window.period.key for item in items}
    relatives = {one for family in families.values() for one in family.relatives}
    return Kin(
        families=families,
        values={owner: v for (owner, period), v in known.items() if period in periods},
        names={one: roster.label(roster.assignments[one]) for one in relatives},
    )
