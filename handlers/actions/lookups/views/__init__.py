"""What can be looked at: a board, a card, a course over time, a history, a choice."""

from handlers.actions.lookups.bearers import BearersView
from handlers.actions.lookups.roadmaps import RoadmapView
from handlers.actions.lookups.sums import Reckoning
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
from handlers.actions.lookups.views.choices import Choice, ItemChoice, Unpublished
from handlers.actions.lookups.views.courses import Trend
from handlers.actions.lookups.views.histories import HistoryView
from handlers.actions.lookups.views.missing import MissingView

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
