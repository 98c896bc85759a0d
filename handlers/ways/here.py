"""The button that leads to what is shown, from wherever else it is asked for again."""

from dataclasses import replace

from domain.bearers import PEOPLE, PROJECTS
from domain.finding import Kind
from handlers.actions.inquiry.pressing import Pressed
from handlers.actions.lookups.bearers import BearersView
from handlers.actions.lookups.comparing import ComparisonView
from handlers.actions.lookups.directory import Directory
from handlers.actions.lookups.lit import LightsView
from handlers.actions.lookups.pictured import Pictured
from handlers.actions.lookups.roadmaps import RoadmapView
from handlers.actions.lookups.sums import (
    CardReckoning,
    ItemReckoning,
    ListReckoning,
    PointsReckoning,
    Reckoning,
    UnitReckoning,
)
from handlers.actions.lookups.targeting import TargetsView
from handlers.actions.lookups.views.boards import (
    BoardView,
    BriefView,
    BumpView,
    ContributionView,
    HeatView,
    PaperView,
    WeeklyView,
)
from handlers.actions.lookups.views.cards import Card
from handlers.actions.lookups.views.courses import Trend
from handlers.actions.lookups.views.histories import HistoryView
from handlers.actions.lookups.views.missing import MissingView
from handlers.actions.measuring.board import Board
from handlers.looks import Look, leaf, pair
from handlers.ways.cards import HOW
from handlers.ways.steps import KINDS

WHOLE = Look("all")


def here(view: Pressed) -> Look:
    """What looks at the same again, in the period that is shown; else at the whole."""
    match view:
        case Pictured(view=drawn):
            look = here(drawn)
            return replace(look, kind=f"how{look.kind}")
        case Directory():
            return Look(view.what, str(view.at), view.board.period.key)
        case BoardView() | BearersView():
            return _list(view.board, view.group if isinstance(view, BoardView) else "")
        case Card():
            return Look(KINDS[view.kind], view.code, view.period.key)
        case Trend():
            return _course(view)
        case HistoryView():
            return Look("past", leaf(view.assignment.id, 0), view.period.key)
        case ContributionView():
            return Look("share", view.indicator.code, view.period.key)
        case MissingView(also=()):
            return Look("missing", view.indicator, view.period.key)
        case MissingView():
            return Look("missing")
        case HeatView(board=board):
            return Look("heat", "", board.period.key)
        case WeeklyView(board=board):
            return Look("board", "", board.period.key)
        case BumpView(boards=boards):
            return Look("moves", "", boards[-1].period.key)
        case BriefView(board=board):
            return Look("brief", "", board.period.key)
        case PaperView(brief=brief):
            return Look("paper", "", brief.board.period.key)
        case TargetsView():
            return Look("targets", view.unit.code if view.unit else "")
        case RoadmapView():
            return _roads(view)
        case ComparisonView(unit=None):
            return Look("duel", pair(view.left.code, view.right.code), view.period.key)
        case LightsView(about="", kind="red" | "yellow" | "behind" | "green"):
            return Look(view.kind, "", view.period.key)
        case Reckoning():
            return _sums(view)
        case _:
            return WHOLE


def _list(board: Board, group: str) -> Look:
    period = board.period.key
    if group and board.subject:
        return Look("cross", pair(group, board.code), period)
    if group:
        return Look("group", group, period)
    if board.subject is None:
        return Look("all", "", period)
    if board.is_by_points:
        return Look("points", "", period)
    if board.code in (PROJECTS, PEOPLE):
        return Look(board.code.removeprefix("@"), "", period)
    return Look("rank", board.code, period)


def _course(view: Trend) -> Look:
    period, indicator = view.period.key, view.indicator.code
    if view.unit is None:
        return Look("trend", indicator, period)
    if view.number is not None:
        return Look("num", str(view.number.id), period)
    return Look("item", pair(view.unit.code, indicator), period)


def _roads(view: RoadmapView) -> Look:
    if view.kind is Kind.PROJECT and view.code:
        return Look("road", view.code)
    return Look("roads", view.code if view.kind is Kind.UNIT else "")


def _sums(view: Reckoning) -> Look:
    period = view.period.key
    match view:
        case UnitReckoning():
            return Look("how", view.unit, period)
        case ItemReckoning():
            return Look("howitem", pair(view.unit, view.item.indicator.code), period)
        case PointsReckoning():
            return Look("howpoints", view.unit, period)
        case CardReckoning():
            return Look(HOW[view.kind], view.code, period)
        case ListReckoning(subject=None, marking=None):
            return Look("how", "", period)
        case ListReckoning(subject=None):
            return Look("howpoints", "", period)
        case ListReckoning(subject=indicator) if indicator is not None:
            return Look("howrank", indicator.code, period)
        case _:
            return WHOLE
