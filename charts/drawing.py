"""From any sheet to its pages as PNG: the one entrance of the drawing process."""

from collections.abc import Iterator

from matplotlib.figure import Figure

from charts.board.picture import draw_board
from charts.brief.document import draw_brief
from charts.bump import draw_bump
from charts.card import draw_card
from charts.compare import draw_compare, paginate_compare
from charts.contribution import draw_contribution, paginate_contribution
from charts.gaps import draw_gaps, paginate_gaps
from charts.heatmap import draw_heatmap
from charts.pages import paginate, paginate_bump, paginate_card, paginate_heat, paginate_trend
from charts.png import to_png
from charts.ranking import draw_ranking
from charts.roadmap import draw_roadmap, paginate_roadmap
from charts.sheets.board import BoardSheet
from charts.sheets.brief import BriefSheet
from charts.sheets.bump import BumpSheet
from charts.sheets.card import CardSheet
from charts.sheets.compare import CompareSheet
from charts.sheets.contribution import ContributionSheet
from charts.sheets.gaps import GapSheet
from charts.sheets.heatmap import HeatSheet
from charts.sheets.ranking import RankingSheet
from charts.sheets.roadmap import RoadmapSheet
from charts.sheets.trend import TrendSheet
from charts.theme import DAY, Theme
from charts.trend import draw_trend


def figures(sheet: object, *, theme: Theme = DAY) -> Iterator[Figure]:
    """One figure a page.

    Raises:
        TypeError: this is no kind of sheet.
    """
    match sheet:
        case RankingSheet():
            for page in paginate(sheet):
                yield draw_ranking(page, theme=theme)
        case CardSheet():
            for card in paginate_card(sheet):
                yield draw_card(card, theme=theme)
        case HeatSheet():
            for heatmap in paginate_heat(sheet):
                yield draw_heatmap(heatmap, theme=theme)
        case BumpSheet():
            for bump in paginate_bump(sheet):
                yield draw_bump(bump, theme=theme)
        case TrendSheet():
            for trend in paginate_trend(sheet):
                yield draw_trend(trend, theme=theme)
        case ContributionSheet():
            for part in paginate_contribution(sheet):
                yield draw_contribution(part, theme=theme)
        case CompareSheet():
            for pair in paginate_compare(sheet):
                yield draw_compare(pair, theme=theme)
        case RoadmapSheet():
            for road in paginate_roadmap(sheet):
                yield draw_roadmap(road, theme=theme)
        case GapSheet():
            for gaps in paginate_gaps(sheet):
                yield draw_gaps(gaps, theme=theme)
        case BoardSheet():
            yield draw_board(sheet, theme=theme)
        case _:
            raise TypeError(f"no picture is known for {type(sheet).__name__}")


def draw_pages(sheet: object, *, theme: Theme = DAY) -> list[bytes]:
    """The sheet as PNGs, one a page; what is meant for paper as one PDF, whatever the theme."""
    if isinstance(sheet, BriefSheet):
        return [draw_brief(sheet)]
    return [to_png(figure, theme=theme) for figure in figures(sheet, theme=theme)]
