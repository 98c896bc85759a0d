"""A few places of a ranking: the first, the last, or those around one unit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.periods import Period
from domain.ranking import Standing, Status
from handlers.actions.lookups import rankings
from handlers.actions.lookups.lit import LIGHTS
from handlers.actions.lookups.views.boards import BoardView
from handlers.actions.lookups.views.choices import Unpublished
from handlers.actions.measuring.board import Board
from handlers.deps import Deps
from handlers.viewers import Viewer

MOST = 20
"""Places that are told at most, of all groups together."""


@dataclass(frozen=True, slots=True)
class PlacesView:
    """Standings out of a board, group after group, in its order.

    `kind` is first, last, ends, around (one unit, project or person, `unit`), or a light; `count`
    places were asked for in each group, so many have the light. `hidden` are left out because
    they are too many. Where it `is_part`, the reader sees only some of the board.
    """

    board: Board
    kind: str
    count: int
    standings: tuple[Standing, ...]
    group: str = ""
    unit: str = ""
    hidden: int = 0
    is_part: bool = False


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
    view = await rankings.as_seen(deps, viewer, period, subject=subject, group=group)
    if not isinstance(view, BoardView):
        return Unpublished()
    return replace(in_board(view.board, kind, count=count), group=group)


async def around(
    deps: Deps, viewer: Viewer, period: Period, unit: str, *, subject: str = ""
) -> PlacesView | Unpublished:
    """One unit's place with the one above and the one below it."""
    view = await rankings.as_seen(deps, viewer, period, subject=subject)
    return beside(view.board, unit) if isinstance(view, BoardView) else Unpublished()


def in_board(board: Board, kind: str, *, count: int) -> PlacesView:
    """The first or the last of every group of a board."""
    ranking = board.ranking
    found = [
        standing
        for name in ranking.groups
        for standing in _picked(ranking.of_group(name), kind, count)
    ]
    return PlacesView(board, kind, count, tuple(found[:MOST]), hidden=len(found[MOST:]))


def lit(board: Board, kind: str, *, is_part: bool = False) -> PlacesView:
    """All of a board that have lights of a kind: red, yellow, behind, green."""
    found = [one for one in board.ranking.standings if one.light in LIGHTS[kind]]
    shown, hidden = tuple(found[:MOST]), len(found[MOST:])
    return PlacesView(board, kind, len(found), shown, hidden=hidden, is_part=is_part)


def beside(board: Board, code: str, *, is_part: bool = False) -> PlacesView:
    """One place of a board with the one above and the one below it, of a part of it alone."""
    known = board.ranking.of_unit(code)
    if known is None:
        return PlacesView(board, "around", 0, (), unit=code, is_part=is_part)
    own = board.ranking.of_group(known.group)
    at = own.index(known)
    near = own[max(0, at - 1) : at + 2] if known.rank and not is_part else (known,)
    return PlacesView(board, "around", len(own), near, known.group, code, is_part=is_part)


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
