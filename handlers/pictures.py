"""Any picture by its kind, for the command line and the gallery."""

from collections.abc import Awaitable, Callable

from charts.sheets import Sheet
from domain.errors import NotFound
from domain.inquiry.topics import Topic
from domain.periods import Period
from handlers.actions.inquiry import inquiring
from handlers.actions.lookups import beside, contributing, looking, overviews, roadmaps, weekly
from handlers.actions.lookups.bearers import BearersView
from handlers.actions.lookups.comparing import ComparisonView
from handlers.actions.lookups.views.boards import BoardView, ContributionView
from handlers.actions.lookups.views.cards import Card
from handlers.actions.lookups.views.courses import Trend
from handlers.actions.measuring import standing
from handlers.deps import Deps
from handlers.sheets.bump import bump_sheet
from handlers.sheets.card import card_sheet
from handlers.sheets.compare import compare_sheet
from handlers.sheets.contribution import contribution_sheet
from handlers.sheets.heatmap import heatmap_sheet
from handlers.sheets.official import official_sheet
from handlers.sheets.ranking import ranking_sheet
from handlers.sheets.roadmap import roadmap_sheet
from handlers.sheets.trend import trend_sheet
from handlers.sheets.weekly import weekly_sheet
from handlers.texts.catalog import Catalog
from handlers.viewers import everybody


async def sheet_of(deps: Deps, kind: str, *, query: str, period: Period, texts: Catalog) -> Sheet:
    """The sheet of one kind, as somebody who may see everything sees it.

    Raises:
        NotFound: the query names nothing, or nothing that this kind shows.
    """
    return await KINDS[kind](deps, query, period, texts)


async def _ranking(deps: Deps, query: str, period: Period, texts: Catalog) -> Sheet:
    viewer = everybody(await deps.roster.current())
    view = await looking.rank(deps, viewer, query, period=period)
    if not isinstance(view, BoardView | BearersView):
        raise NotFound(query)
    return ranking_sheet(view.board, texts, deps.schedule.zone)


async def _heatmap(deps: Deps, query: str, period: Period, texts: Catalog) -> Sheet:
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
    board = standing.board_of(deps, survey, "", None)
    return heatmap_sheet(board, survey, texts, deps.schedule.zone)


async def _board(deps: Deps, query: str, period: Period, texts: Catalog) -> Sheet:
    view = await weekly.weekly(deps, everybody(await deps.roster.current()), period)
    return weekly_sheet(view, texts, deps.schedule.zone)


async def _trend(deps: Deps, query: str, period: Period, texts: Catalog) -> Sheet:
    viewer = everybody(await deps.roster.current())
    view = await overviews.trend(deps, viewer, query, period=period)
    if not isinstance(view, Trend) or not view.courses:
        raise NotFound(query)
    return trend_sheet(view, texts, deps.schedule.zone, district=deps.campaign.district)


async def _card(deps: Deps, query: str, period: Period, texts: Catalog) -> Sheet:
    viewer = everybody(await deps.roster.current())
    view = await looking.look(deps, viewer, query, period=period)
    if not isinstance(view, Card):
        raise NotFound(query)
    return card_sheet(view, texts, deps.schedule.zone, district=deps.campaign.district)


async def _compare(deps: Deps, query: str, period: Period, texts: Catalog) -> Sheet:
    viewer = everybody(await deps.roster.current())
    view = await inquiring.answer(deps, viewer, query, period=period, topic=Topic.COMPARISON)
    if not isinstance(view, ComparisonView):
        raise NotFound(query)
    return compare_sheet(view, texts, deps.schedule.zone, district=deps.campaign.district)


async def _contribution(deps: Deps, query: str, period: Period, texts: Catalog) -> Sheet:
    viewer = everybody(await deps.roster.current())
    view = await contributing.named(deps, viewer, query, period=period)
    if not isinstance(view, ContributionView):
        raise NotFound(query)
    return contribution_sheet(view, texts, deps.schedule.zone, district=deps.campaign.district)


async def _roadmap(deps: Deps, query: str, period: Period, texts: Catalog) -> Sheet:
    viewer = everybody(await deps.roster.current())
    view = await roadmaps.asked(deps, viewer, query)
    if not view.nodes:
        raise NotFound(query)
    return roadmap_sheet(view, texts, deps.schedule.zone, district=deps.campaign.district)


async def _official(deps: Deps, query: str, period: Period, texts: Catalog) -> Sheet:
    viewer = everybody(await deps.roster.current())
    view = await beside.asked(deps, viewer, query)
    if not view.entries:
        raise NotFound(query)
    zone, district = deps.schedule.zone, deps.campaign.district
    return official_sheet(view, texts, zone, district=district, as_of=deps.now())


async def _bump(deps: Deps, query: str, period: Period, texts: Catalog) -> Sheet:
    boards = await standing.boards_so_far(deps, period)
    return bump_sheet(boards, texts, deps.schedule.zone)


KINDS: dict[str, Callable[[Deps, str, Period, Catalog], Awaitable[Sheet]]] = {
    "ranking": _ranking,
    "board": _board,
    "heatmap": _heatmap,
    "trend": _trend,
    "card": _card,
    "bump": _bump,
    "compare": _compare,
    "contribution": _contribution,
    "roadmap": _roadmap,
    "official": _official,
}
