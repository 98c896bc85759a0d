"""Where the sums behind a picture lead to: those of each who stands on it, and back to it."""

from collections.abc import Iterable, Iterator

from domain.bearers import PROJECTS
from handlers.actions.lookups.bearers import BearersView
from handlers.actions.lookups.comparing import ComparisonView
from handlers.actions.lookups.pictured import Drawn, Pictured
from handlers.actions.lookups.roadmaps import RoadmapView
from handlers.actions.lookups.views.boards import BumpView, ContributionView, HeatView, WeeklyView
from handlers.actions.lookups.views.courses import Trend
from handlers.looks import Look, pair
from handlers.outgoing import Button, Keyboard
from handlers.rows import in_rows
from handlers.texts.catalog import Catalog
from handlers.viewers import Viewer
from handlers.ways.here import here
from handlers.ways.steps import MOST_UNITS, backwards, to_whole


def from_pictured(told: Pictured, viewer: Viewer, texts: Catalog) -> Keyboard:
    """The sums of each who is named there and whom this reader sees, and up again."""
    view = told.view
    single = list(_single(view, viewer, texts))[:MOST_UNITS]
    return (*in_rows(single), (_back(view, texts), to_whole(_period(view), texts)))


def _period(view: Drawn) -> str:
    match view:
        case BumpView(boards=boards):
            return boards[-1].period.key
        case HeatView(board=board) | WeeklyView(board=board) | BearersView(board=board):
            return board.period.key
        case RoadmapView():
            return ""
        case _:
            return view.period.key


def _single(view: Drawn, viewer: Viewer, texts: Catalog) -> Iterator[Button]:
    period = _period(view)
    match view:
        case HeatView(board=board):
            named = [(s.unit, s.name) for s in board.ranking.standings]
            yield from _units(named, viewer, period)
        case BumpView(boards=boards):
            named = [(s.unit, s.name) for s in boards[-1].ranking.standings]
            yield from _units(named, viewer, period)
        case WeeklyView(totals=totals):
            yield Button(texts.plain("button.rank"), Look("how", "", period).data)
            yield Button(texts.plain("button.heat"), Look("howheat", "", period).data)
            for one in totals:
                name = min(one.indicator.names, key=len)
                yield Button(name, Look("howshare", one.indicator.code, period).data)
        case ContributionView(indicator=indicator):
            for part in view.contribution.parts:
                code = pair(part.unit, indicator.code)
                yield Button(part.name, Look("howitem", code, period).data)
        case Trend(indicator=indicator):
            for unit, course in zip(view.units, view.courses, strict=True):
                code = pair(unit, indicator.code)
                yield Button(course.name, Look("howitem", code, period).data)
        case ComparisonView(left=left, right=right):
            named = [(side.code, side.name) for side in (left, right) if side.kind == "unit"]
            yield from _units(named, viewer, period)
        case BearersView(board=board):
            kind = "howproject" if board.code == PROJECTS else "howperson"
            for code, name in dict.fromkeys((s.unit, s.name) for s in board.ranking.standings):
                yield Button(name, Look(kind, code, period).data)
        case RoadmapView():
            return


def _units(named: Iterable[tuple[str, str]], viewer: Viewer, period: str) -> Iterator[Button]:
    for code, name in named:
        if viewer.sees_all or code in viewer.units:
            yield Button(name, Look("how", code, period).data)


def _back(view: Drawn, texts: Catalog) -> Button:
    """The picture again."""
    look = here(view)
    return backwards(look.kind, look.code, look.period, texts)
