"""Why a unit lost places: its numbers that fell back against their pace, and who passed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from domain.figures import Indicator
from domain.finding import Found, Kind
from domain.items import Item
from domain.periods import Period
from domain.ranking import Standing
from domain.roster import Roster
from handlers.actions.lookups import overviews, shifts
from handlers.actions.lookups.views import View
from handlers.actions.lookups.views.choices import Choice, Unpublished
from handlers.actions.measuring import standing
from handlers.actions.measuring.board import Board
from handlers.actions.measuring.sight import allowed, sees
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage.publications import OVERALL

MOST = 6
"""Indicators, and units that passed, that are told."""


@dataclass(frozen=True, slots=True)
class Drag:
    """One indicator's gap to its pace, then and now, in percentage points; `cost` weighs it."""

    indicator: Indicator
    then: Decimal
    now: Decimal

    @property
    def cost(self) -> Decimal:
        """What it took from the unit, the weight counted; above zero it brought something."""
        return self.indicator.weight * (self.now - self.then)


@dataclass(frozen=True, slots=True)
class FallView:
    """A unit's place in two lists, and what changed between them.

    `drags` are the indicators that fell back, the costliest first; `passed` are those of its
    group that were behind it before, by name.
    """

    unit: str
    name: str
    period: Period
    before: Period
    now: Standing | None
    then: Standing | None
    drags: tuple[Drag, ...]
    passed: tuple[str, ...]

    @property
    def places(self) -> int | None:
        """Places lost; None where there is none to compare with."""
        if self.now is None or self.then is None or self.now.group != self.then.group:
            return None
        if self.now.rank is None or self.then.rank is None:
            return None
        return self.now.rank - self.then.rank


async def asked(
    deps: Deps, viewer: Viewer, period: Period, *, unit: str = "", rank: int | None = None
) -> FallView | View:
    """Of a unit, or of whoever fell to a place; of nobody in particular how ranks moved.

    Lists are those that this reader may see: for most, as published.

    Raises:
        NotAllowed: the unit is not for this reader.
    """
    if unit:
        return await of_unit(deps, viewer, period, unit)
    found = await shifts.boards_of(deps, viewer, period, OVERALL) if rank else None
    fallen = [s for s in _at(found, rank) if sees(viewer, s.unit)] if found and rank else []
    if len(fallen) == 1:
        return await of_unit(deps, viewer, period, fallen[0].unit)
    if fallen:
        named = tuple(Found(Kind.UNIT, s.unit, s.name) for s in fallen)
        return Choice("", named, "fall", period)
    return await overviews.moves(deps, viewer, period)


async def of_unit(deps: Deps, viewer: Viewer, period: Period, unit: str) -> FallView | Unpublished:
    """One unit between the list before and the last one; of a cadre's unit the own numbers.

    Raises:
        NotAllowed.
    """
    roster = await deps.roster.current()
    seen = {a.id for a in allowed(viewer, roster.owed_by_unit(unit, period.kind))}
    found = await shifts.boards_of(deps, viewer, period, OVERALL)
    if found is None:
        return Unpublished()
    last, first = found
    now, then = [await _items(deps, roster, board.period, unit, seen) for board in (last, first)]
    drags = [
        drag
        for code, item in now.items()
        if code in then and (drag := _drag(item, then[code])) is not None
    ]
    return FallView(
        unit,
        roster.units[unit].short,
        last.period,
        first.period,
        last.ranking.of_unit(unit),
        first.ranking.of_unit(unit),
        tuple(sorted((one for one in drags if one.cost < 0), key=lambda one: one.cost)),
        tuple(_passed(unit, last, first)),
    )


def _at(found: tuple[Board, Board], rank: int) -> list[Standing]:
    """Whoever holds a place that is lower than the one before."""
    last, first = found
    return [
        s
        for s in last.ranking.standings
        if s.rank == rank
        and (then := first.ranking.of_unit(s.unit)) is not None
        and then.rank is not None
        and then.group == s.group
        and then.rank < rank
    ]


async def _items(
    deps: Deps, roster: Roster, period: Period, unit: str, seen: set[int]
) -> Mapping[str, Item]:
    """A unit's items that are wholly for this reader, by indicator."""
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
    if unit not in survey.units:
        return {}
    return {
        item.indicator.code: item
        for item in survey.units[unit].score.items
        if all(part.assignment.id in seen for part in item.parts)
    }


def _drag(now: Item, then: Item) -> Drag | None:
    known = now.progress.gap, then.progress.gap
    if known[0] is None or known[1] is None:
        return None
    return Drag(now.indicator, then=known[1], now=known[0])


def _passed(unit: str, last: Board, first: Board) -> list[str]:
    """The names of those that stand before it now, and stood behind it."""
    own, was = last.ranking.of_unit(unit), first.ranking.of_unit(unit)
    if own is None or was is None or own.rank is None or was.rank is None:
        return []
    return [
        s.name
        for s in last.ranking.of_group(own.group)
        if s.rank is not None
        and s.rank < own.rank
        and (then := first.ranking.of_unit(s.unit)) is not None
        and then.rank is not None
        and then.rank > was.rank
    ]
