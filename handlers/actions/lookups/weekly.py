"""A period at one look, as it stands or as it was published."""

from domain.errors import NotAllowed
from domain.periods import Period
from handlers.actions.lookups.views.boards import WeeklyView
from handlers.actions.measuring import standing
from handlers.actions.measuring.board import Board
from handlers.actions.measuring.recalling import as_known
from handlers.actions.measuring.surveying import Survey
from handlers.actions.measuring.totals import summable, totals_of
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage.publications import OVERALL

MOST_TOTALS = 4
"""Totals that a page has room for: the weightiest, for each is measured over many weeks."""


async def weekly(deps: Deps, viewer: Viewer, period: Period) -> WeeklyView:
    """How the period stands now; for those who see all.

    Raises:
        NotAllowed.
    """
    if not viewer.sees_all:
        raise NotAllowed
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
        before = await standing.ranking_before(deps, session, period, OVERALL)
        totals = await totals_of(session, survey, deps.schedule, most=MOST_TOTALS)
    board = standing.board_of(deps, survey, OVERALL, before)
    return WeeklyView(board, survey, totals, _others(survey))


async def published(deps: Deps, board: Board) -> WeeklyView:
    """What a published ranking was made of, as it was known then."""
    deps = await as_known(deps, board.as_of)
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, board.period)
        totals = await totals_of(session, survey, deps.schedule, most=MOST_TOTALS)
    return WeeklyView(board, survey, totals, _others(survey))


def _others(survey: Survey) -> int:
    return max(len(summable(survey)) - MOST_TOTALS, 0)
