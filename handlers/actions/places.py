"""A few places of a ranking: the first, the last, or those around one unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.periods import Period
from domain.ranking import Standing, Status
from handlers.actions import looking
from handlers.actions.board import Board
from handlers.actions.views import BoardView, Unpublished
from handlers.deps import Deps
from handlers.viewers import Viewer

MOST = 20
"""Places that are told at most, of all groups together."""


@dataclass(frozen=True, slots=True)
class PlacesView:
    """Standings out of a board, group after group, in its order.

    `kind` is first, last, ends, or around (one unit, `unit`); `count` places were asked for in
    each group. `hidden` are left out because they are too many.
    """

    board: Board
    kind: str
    count: int
    standings: tuple[Standing, ...]
    group: str = ""
    unit: str = ""
    hidden: int = 0


async def places(
    deps: Deps,
    viewer: Viewer,
    period: Period,
    kind: str,
    *,
    count: int = 1,
    subject: str = "",
    group: str = "",
) -> PlacesView | Unpublished:
    """The first or the last of every group, or of one; as the reader may see the ranking."""
    view = await looking.ranking(deps, viewer, period, subject=subject, group=group)
    if not isinstance(view, BoardView):
        return Unpublished()
    ranking = view.board.ranking
    found = [
        standing
        for name in ranking.groups
        for standing in _picked(ranking.of_group(name), kind, count)
    ]
    shown = tuple(found[:MOST])
    return PlacesView(view.board, kind, count, shown, group, hidden=len(found) - len(shown))


async def around(
    deps: Deps, viewer: Viewer, period: Period, unit: str, *, subject: str = ""
) -> PlacesView | Unpublished:
    """One unit's place with the one above and the one below it."""
    view = await looking.ranking(deps, viewer, period, subject=subject)
    if not isinstance(view, BoardView):
        return Unpublished()
    known = view.board.ranking.of_unit(unit)
    if known is None:
        return PlacesView(view.board, "around", 0, (), unit=unit)
    own = view.board.ranking.of_group(known.group)
    at = own.index(known)
    near = own[max(0, at - 1) : at + 2] if known.rank else (known,)
    return PlacesView(view.board, "around", len(own), near, known.group, unit)


def _picked(own: Sequence[Standing], kind: str, count: int) -> list[Standing]:
    """Whoever shares the place of the last that is asked for is told as well."""
    ranked = [s for s in own if s.status is Status.RANKED]
    first = [s for s in ranked if s.rank is not None and s.rank <= count]
    edge = ranked[-count:][0].rank if ranked else None
    last = [s for s in ranked if edge is not None and s.rank is not None and s.rank >= edge]
    if kind == "first":
        return first
    if kind == "last":
        return last
    return [s for s in ranked if s in first or s in last]
