"""What a picture shows: ready words for people, numbers only for geometry."""

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

Sheet = (
    RankingSheet
    | CardSheet
    | TrendSheet
    | HeatSheet
    | BumpSheet
    | ContributionSheet
    | CompareSheet
    | RoadmapSheet
    | BoardSheet
    | BriefSheet
    | GapSheet
)
