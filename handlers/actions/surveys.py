"""Surveys held in memory, brought up to date by what has changed since."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.periods import Period
from domain.roster import Roster
from domain.yardstick import Yardstick
from handlers.actions.surveying import Survey, figures_of, measured, owed_by_unit, survey
from storage import changes
from storage.changes import Mark


@dataclass(frozen=True, slots=True)
class _Held:
    survey: Survey
    mark: Mark
    rules: Yardstick

    def is_by(self, roster: Roster, rules: Yardstick) -> bool:
        """Whether it was measured by this roster and these rules."""
        return self.survey.roster.version == roster.version and self.rules == rules


class Surveys:
    """Measures a district once, and after that only the units whose numbers have changed.

    What is handed out is always what the session sees: the record is asked for changes every
    time, also for those made by another process. A new roster is measured from the start.
    """

    def __init__(self, *, kept: int = 6) -> None:
        self._kept = kept
        self._held: OrderedDict[Period, _Held] = OrderedDict()
        self._turn = asyncio.Lock()

    async def current(
        self,
        session: AsyncSession,
        roster: Roster,
        period: Period,
        *,
        rules: Yardstick,
        at: datetime,
    ) -> Survey:
        """The period as this session sees it."""
        async with self._turn:
            held = self._held.get(period)
            if held is None or not held.is_by(roster, rules):
                mark = await changes.mark(session)
                found = await survey(session, roster, period, rules=rules, at=at)
                held = _Held(found, mark, rules)
            else:
                held = await _caught_up(session, held)
            self._keep(period, held)
        return replace(held.survey, as_of=at)

    def _keep(self, period: Period, held: _Held) -> None:
        self._held[period] = held
        self._held.move_to_end(period)
        while len(self._held) > self._kept:
            self._held.popitem(last=False)


async def _caught_up(session: AsyncSession, held: _Held) -> _Held:
    found, rules = held.survey, held.rules
    changed = await changes.since(session, held.mark)
    if not changed:
        return held
    mark = await changes.mark(session)
    owed = owed_by_unit(found.roster, found.period)
    asked = [a for own in owed.values() for a in own if a.id in changed]
    fresh = await figures_of(session, found.roster, found.period, asked)
    moved = {owner for owner, own in fresh.items() if own != found.figures.get(owner, ())}
    if not moved:
        return _Held(found, mark, rules)
    figures = {**found.figures, **fresh}
    again = {unit: own for unit, own in owed.items() if any(a.id in moved for a in own)}
    units = await measured(found.roster, found.period, again, figures, rules)
    return _Held(replace(found, figures=figures, units={**found.units, **units}), mark, rules)
