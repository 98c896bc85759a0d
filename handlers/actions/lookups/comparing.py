"""Two side by side: units, a unit and its group's mean, or two indicators of one unit."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from domain.comparison import (
    Mark,
    Pair,
    Side,
    as_published,
    mark_of,
    mean_of,
    means_of,
    paired,
)
from domain.errors import NotAllowed, NotFound
from domain.periods import Period
from domain.roster import Roster, Unit
from handlers.actions.lookups.cards import measured
from handlers.actions.measuring import standing
from handlers.actions.measuring.board import Board
from handlers.actions.measuring.reading import year_of
from handlers.actions.measuring.sight import allowed, sees
from handlers.actions.measuring.surveying import Survey
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage.publications import OVERALL

MEAN = "*"
"""Stands for the mean of the group where a unit's code is expected."""


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Two sides with a row for each indicator that either of them answers for.

    `unit` is whose two indicators are compared. Of a published list there are shares only.
    """

    period: Period
    as_of: datetime
    left: Side
    right: Side
    pairs: tuple[Pair, ...]
    unit: Unit | None = None
    is_published: bool = False

    @property
    def ahead(self) -> tuple[int, int]:
        """In how many rows the left is ahead, and the right."""
        leads = [pair.lead for pair in self.pairs if pair.lead is not None]
        return sum(lead > 0 for lead in leads), sum(lead < 0 for lead in leads)

    @property
    def widest(self) -> Pair | None:
        """The row in which the two are farthest apart; None if they are level everywhere."""
        apart = [pair for pair in self.pairs if pair.lead]
        return max(apart, key=lambda pair: abs(pair.lead or Decimal(0)), default=None)


@dataclass(frozen=True, slots=True)
class OpponentsView:
    """With whom one unit can be compared: the first of its group, the others, the mean."""

    unit: Unit
    period: Period
    others: tuple[Unit, ...]
    first: Unit | None = None


async def of_units(
    deps: Deps, viewer: Viewer, period: Period, left: str, right: str, *, indicator: str = ""
) -> ComparisonView:
    """Two units as they stand; for those who may not read both, as they were published.

    `right` may be MEAN. With an indicator it is about that one alone.

    Raises:
        NotAllowed: nothing is published yet.
        NotFound: neither of them owes such a number.
    """
    if not viewer.sees_all and not (sees(viewer, left) and right != MEAN and sees(viewer, right)):
        return await _published(deps, period, left, right, indicator)
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
    board = standing.board_of(deps, survey, OVERALL, None)
    mine = _marks(survey, left)
    other = (
        means_of(_peers(survey, board, left), roster) if right == MEAN else _marks(survey, right)
    )
    view = ComparisonView(
        period,
        survey.as_of,
        _side(roster, board, left),
        _opposite(roster, board, left, right),
        paired(roster, mine, other, indicator),
    )
    if not view.pairs:
        raise NotFound(f"{view.left.name}{view.right.name}")
    return view


async def of_indicators(
    deps: Deps, viewer: Viewer, period: Period, unit: str, left: str, right: str
) -> ComparisonView:
    """One unit in two indicators, as far as the reader may see them.

    Raises:
        NotAllowed.
        NotFound: the unit owes no such number.
    """
    roster = await deps.roster.current()
    owed = roster.owed_by_unit(unit, period.kind)
    marks = []
    async with deps.db.reading() as session:
        for code in (left, right):
            own = [a for a in owed if a.indicator == code]
            if not own and sees(viewer, unit):
                raise NotFound(f"{roster.units[unit].short}{roster.indicators[code].name}")
            seen = allowed(viewer, own)
            year = await year_of(session, period, [a.id for a in seen], known_at=deps.known_at)
            marks.append(mark_of(measured(roster, seen, year, period, deps.yardstick)))
    names = {code: min(roster.indicators[code].names, key=len) for code in (left, right)}
    sides = [Side("indicator", code, names[code]) for code in (left, right)]
    known = roster.units[unit]
    pair = Pair(known.short, *marks)
    return ComparisonView(period, deps.now(), sides[0], sides[1], (pair,), known)


async def opponents(deps: Deps, viewer: Viewer, period: Period, unit: str) -> OpponentsView:
    """Who is in the same group, the first of them first."""
    roster = await deps.roster.current()
    known = roster.units[unit]
    if viewer.sees_all:
        board: Board | None = await standing.board(deps, period)
    else:
        board = await standing.last_published(deps, period)
    if board is None:
        raise NotAllowed
    own = [s for s in board.ranking.standings if s.group == known.group and s.unit != unit]
    units = tuple(roster.units[s.unit] for s in own if s.unit in roster.units)
    return OpponentsView(known, period, units, units[0] if units else None)


async def first_of(deps: Deps, viewer: Viewer, period: Period, unit: str) -> str:
    """The unit that leads the group; of the leader itself, the second.

    Raises:
        NotFound: there is nobody else.
    """
    found = await opponents(deps, viewer, period, unit)
    if found.first is None:
        raise NotFound(found.unit.short)
    return found.first.code


async def _published(
    deps: Deps, period: Period, left: str, right: str, indicator: str
) -> ComparisonView:
    """Shares and places of the list that was published last, without any amount."""
    roster = await deps.roster.current()
    whole = await standing.last_published(deps, period)
    if whole is None or whole.ranking.of_unit(left) is None:
        raise NotAllowed
    group = roster.units[left].group
    peers = [s.unit for s in whole.ranking.standings if s.group == group]
    units = peers if right == MEAN else [right]
    mine: dict[str, Mark] = {}
    others: dict[str, list[Mark]] = {}
    for code, known in roster.indicators.items():
        board = await standing.published(deps, whole.period, subject=code)
        if board is None:
            continue
        if own := board.ranking.of_unit(left):
            mine[code] = as_published(own, known)
        found = [as_published(s, known) for u in units if (s := board.ranking.of_unit(u))]
        if found:
            others[code] = found
    other = {code: mean_of(found) if right == MEAN else found[0] for code, found in others.items()}
    pairs = paired(roster, mine, other, indicator)
    if not pairs:
        raise NotFound(roster.units[left].short)
    return ComparisonView(
        whole.period,
        whole.as_of,
        _side(roster, whole, left),
        _opposite(roster, whole, left, right),
        pairs,
        is_published=True,
    )


def _side(roster: Roster, board: Board, unit: str) -> Side:
    return Side("unit", unit, roster.units[unit].short, board.ranking.of_unit(unit))


def _opposite(roster: Roster, board: Board, left: str, right: str) -> Side:
    if right != MEAN:
        return _side(roster, board, right)
    return Side("mean", MEAN, roster.units[left].group)


def _marks(survey: Survey, unit: str) -> dict[str, Mark]:
    held = survey.units.get(unit)
    items = held.score.items if held else ()
    return {item.indicator.code: mark_of(item) for item in items if item.is_asked}


def _peers(survey: Survey, board: Board, unit: str) -> list[dict[str, Mark]]:
    """Everybody of the group, the unit itself included."""
    group = survey.roster.units[unit].group
    return [_marks(survey, s.unit) for s in board.ranking.standings if s.group == group]
