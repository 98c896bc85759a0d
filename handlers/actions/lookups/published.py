"""How published values and their gaps to the reports came about (怎么算的)."""

from dataclasses import dataclass

from domain.errors import NotAllowed, StaleButton
from domain.official import Compared
from domain.periods import Period
from domain.roster import Roster
from handlers.actions.lookups import beside
from handlers.actions.measuring.sight import sees
from handlers.deps import Deps
from handlers.looks import Look, pair
from handlers.viewers import Viewer
from storage import officials

LOOK = "howofficial"
"""The look that tells it: of all in a period, of a unit, an indicator, or a pair of them."""


@dataclass(frozen=True, slots=True)
class Published:
    """Published values of a period whose sums are to be told, the largest gap first.

    The first of `entries` is worked out; where it is the only one it was asked for.
    """

    roster: Roster
    period: Period
    entries: tuple[Compared, ...]
    code: str = ""


async def reckoned(deps: Deps, viewer: Viewer, look: Look) -> Published:
    """The values that a button means, as far as this reader may see them.

    Raises:
        StaleButton: nothing of the kind is on record.
        NotAllowed: nothing of it is for this reader.
    """
    if not look.period:
        raise StaleButton
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        known = (await officials.current(session, as_of=deps.known_at)).values()
    own = [
        one
        for one in known
        if one.period == look.period
        and one.unit in roster.units
        and one.indicator in roster.indicators
    ]
    codes = {one.unit for one in own} | {one.indicator for one in own}
    code = look.code and look.among({*codes, *(pair(o.unit, o.indicator) for o in own)})
    meant = [o for o in own if code in ("", o.unit, o.indicator, pair(o.unit, o.indicator))]
    seen = [one for one in meant if sees(viewer, one.unit)]
    if not meant:
        raise StaleButton
    if not seen:
        raise NotAllowed
    entries = sorted(await beside.compared(deps, roster, seen), key=lambda e: e.size, reverse=True)
    return Published(roster, Period.parse(look.period), tuple(entries), code)
