"""How the figures of a picture are made (怎么算的): told from the very view it was drawn from."""

from dataclasses import dataclass
from typing import Final

from handlers.actions.lookups.bearers import BearersView
from handlers.actions.lookups.comparing import ComparisonView
from handlers.actions.lookups.roadmaps import RoadmapView
from handlers.actions.lookups.views.boards import BumpView, ContributionView, HeatView, WeeklyView
from handlers.actions.lookups.views.courses import Trend

Drawn = (
    BearersView
    | BumpView
    | ComparisonView
    | ContributionView
    | HeatView
    | RoadmapView
    | Trend
    | WeeklyView
)

LOOKS: Final = {
    f"how{kind}": kind
    for kind in (
        "board", "duel", "heat", "moves", "people", "projects", "road", "roads", "share", "trend",
    )
}  # fmt: skip
"""The looks that tell it, each by the look whose picture it explains."""


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture whose figures are to be explained, with one of them as the example."""

    view: Drawn
