"""What can be looked at: a board, a card, a course over time, a history, a choice."""

from handlers.actions.bearers import BearersView
from handlers.actions.roadmaps import RoadmapView
from handlers.actions.sums import Reckoning
from handlers.actions.targeting import TargetsView
from handlers.actions.views.boards import (
    BoardView,
    BriefView,
    BumpView,
    ContributionView,
    HeatView,
    PaperView,
    WeeklyView,
)
from handlers.actions.views.cards import Card
from handlers.actions.views.choices import Choice, ItemChoice, Unpublished
from handlers.actions.views.courses import Trend
from handlers.actions.views.histories import HistoryView
from handlers.actions.views.missing import MissingView

View = (
    BoardView
    | HeatView
    | WeeklyView
    | BumpView
    | BriefView
    | PaperView
    | Card
    | Trend
    | ContributionView
    | MissingView
    | Choice
    | HistoryView
    | ItemChoice
    | TargetsView
    | RoadmapView
    | Reckoning
    | BearersView
    | Unpublished
)
