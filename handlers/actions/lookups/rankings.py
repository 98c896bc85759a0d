"""The ranking, as far as one may see it."""

from dataclasses import replace

from domain.periods import Period
from domain.ranking import Standing
from handlers.actions.lookups.views import View
from handlers.actions.lookups.views.boards import BoardView
from handlers.actions.lookups.views.choices import Unpublished
from handlers.actions.measuring import rhythms, standing
from handlers.actions.measuring.board import Board
from handlers.actions.measuring.sight import veiled
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage.publications import OVERALL


async def as_seen(
    deps: Deps, viewer: Viewer, period: Period, *, subject: str = OVERALL, group: str = ""
) -> View:
    """The ranking as it stands for those who see all; for others as it was published.

    Others read places and shares only, and the units they look after as they stand now.
    """
    if viewer.sees_all:
        live = await standing.board(deps, period, subject=subject)
        return BoardView(of_group(live, group), group=group)
    board = await standing.last_published(deps, period, subject=subject)
    if board is None:
        return Unpublished()
    own: tuple[Standing, ...] = ()
    if viewer.units:
        live = await standing.board(deps, period, subject=subject)
        own = tuple(s for s in live.ranking.standings if s.unit in viewer.units)
    return BoardView(of_group(veiled(board), group), own, group)


async def by_indicator(deps: Deps, viewer: Viewer, period: Period | None, code: str) -> View:
    """The ranking by one indicator, in the period of its own rhythm."""
    roster = await deps.roster.current()
    own = rhythms.of_indicator(deps, roster, code, period)
    return await as_seen(deps, viewer, own, subject=code)


def of_group(board: Board, group: str) -> Board:
    """Only one group, counted anew."""
    if not group:
        return board
    own = board.ranking.of_group(group)
    units = {standing.unit for standing in own}
    return replace(
        board,
        ranking=replace(board.ranking, standings=own),
        reported=sum(standing.reported for standing in own),
        expected=sum(standing.expected for standing in own),
        missing=tuple(m for m in board.missing if m.unit in units),
        odd=tuple(odd for odd in board.odd if odd.unit in units),
        stages=(),
    )
