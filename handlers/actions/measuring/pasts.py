"""The past in memory: what was known at an instant that is well over does not change any more."""

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Final, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from domain.periods import Period
from domain.roster import Roster
from domain.yardstick import Yardstick
from handlers.actions.measuring.surveying import Survey, survey_as_known
from storage import roster_past

SETTLED: Final = timedelta(hours=1)
"""By then nothing is written any more that was so at an instant."""


K = TypeVar("K")
V = TypeVar("V")


class Pasts:
    """Rosters and surveys of the last few instants that were looked back on.

    Whoever looks back goes on from there, button by button, always at the same instant.
    """

    def __init__(self, *, rosters: int = 3, surveys: int = 6) -> None:
        self._most = rosters, surveys
        self._rosters: OrderedDict[tuple[datetime, int], Roster] = OrderedDict()
        self._surveys: OrderedDict[tuple[datetime, Period], Survey] = OrderedDict()

    async def roster(
        self, session: AsyncSession, *, year: int, at: datetime, now: datetime
    ) -> Roster:
        """The roster as it was known at an instant."""
        key = at, year
        found = self._rosters.get(key)
        if found is None:
            found = await roster_past.load(session, year=year, at=at)
            if now - at < SETTLED:
                return found
        _keep(self._rosters, key, found, most=self._most[0])
        return found

    async def survey(
        self,
        session: AsyncSession,
        roster: Roster,
        period: Period,
        *,
        rules: Yardstick,
        as_of: datetime,
    ) -> Survey:
        """A period as it was known at an instant, measured by the roster of then."""
        key = as_of, period
        found = self._surveys.get(key)
        # Of an instant that may still change every roster is a new one.
        if found is None or found.roster is not roster or found.rules != rules:
            found = await survey_as_known(session, roster, period, rules=rules, as_of=as_of)
        _keep(self._surveys, key, found, most=self._most[1])
        return found


def _keep(held: OrderedDict[K, V], key: K, value: V, *, most: int) -> None:
    held[key] = value
    held.move_to_end(key)
    while len(held) > most:
        held.popitem(last=False)
