"""Surveys held in memory, brought up to date by what has changed since."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.periods import Period
from domain.roster import Assignment, Roster
from domain.yardstick import Yardstick
from handlers.actions.measuring.reading import figures_of
from handlers.actions.measuring.surveying import Survey, measured, survey
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
            if held is not None:
                held = await _caught_up(session, held) if held.is_by(roster, rules) else None
            if held is None:
                mark = await changes.mark(session)
                found = await survey(session, roster, period, rules=rules, at=at)
                held = _Held(found, mark, rules)
            self._keep(period, held)
        # The same rules may have got a successor that the survey in memory does not know of.
        return replace(held.survey, as_of=at, rules=rules)

    def _keep(self, period: Period, held: _Held) -> None:
        self._held[period] = held
        self._held.move_to_end(period)
        while len(self._held) > self._kept:
            self._held.popitem(last=False)


async def _caught_up(session: AsyncSession, held: _Held) -> _Held | None:
    """What is held, as this session sees it; None if it sees a state long gone."""
    found, rules = held.survey, held.rules
    change = await changes.since(session, held.mark)
    if not change.assignments:
        return None if change.assignments is None else held
    asked = _asked(found, change.assignments)
    fresh = await figures_of(session, found.roster, found.period, asked) if asked else {}
    moved = {own.unit for own in asked if fresh[own.id] != found.figures.get(own.id, ())}
    if not moved:
        return _Held(found, change.mark, rules)
    figures = {**found.figures, **fresh}
    owed = found.roster.owed_by_units(found.period.kind)
    again = {unit: owed[unit] for unit in moved}
    units = await measured(found.roster, found.period, again, figures, rules)
    found = replace(found, figures=figures, units={**found.units, **units})
    return _Held(found, change.mark, rules)


def _asked(found: Survey, assignments: Iterable[int]) -> list[Assignment]:
    """Those of these numbers that a survey is about."""
    roster = found.roster
    known = (roster.assignments[owner] for owner in assignments if owner in roster.assignments)
    return [a for a in known if roster.indicators[a.indicator].cadence is found.period.kind]
