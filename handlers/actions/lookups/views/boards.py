"""Rankings and what is drawn from the same survey: lights, moves, totals, the brief."""

from dataclasses import dataclass
from datetime import datetime

from domain.brief import Brief
from domain.contribution import Contribution
from domain.figures import Indicator
from domain.periods import Period
from domain.ranking import Standing
from handlers.actions.lookups.closing import Closing
from handlers.actions.measuring.board import Board
from handlers.actions.measuring.surveying import Survey
from handlers.actions.measuring.totals import Total


@dataclass(frozen=True, slots=True)
class BoardView:
    """A ranking. `own` are the standings, as they are now, of units the reader looks after."""

    board: Board
    own: tuple[Standing, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class HeatView:
    """Unit by indicator, in the order of the overall board."""

    board: Board
    survey: Survey


@dataclass(frozen=True, slots=True)
class WeeklyView:
    """A period at one look: the ranking, what it was measured from, what adds up.

    `others` counts the totals that are left out.
    """

    board: Board
    survey: Survey
    totals: tuple[Total, ...]
    others: int = 0


@dataclass(frozen=True, slots=True)
class BriefView:
    """The facts of a brief beside the board and the survey that they are taken from.

    `returned` are the names of numbers that were sent back, `unanswered` how many of them are
    still open, `corrected` the names of those that were changed after the due time. `closing` is
    what a month or a quarter came to.
    """

    board: Board
    survey: Survey
    facts: Brief
    returned: tuple[str, ...] = ()
    unanswered: int = 0
    corrected: tuple[str, ...] = ()
    closing: Closing | None = None


@dataclass(frozen=True, slots=True)
class PaperView:
    """The brief as a document, with what all units give together."""

    brief: BriefView
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class BumpView:
    """The boards of the year, oldest first: how ranks moved."""

    boards: tuple[Board, ...]


@dataclass(frozen=True, slots=True)
class ContributionView:
    """Who brings what to an indicator's total; `silent` have never given a number this year."""

    indicator: Indicator
    period: Period
    as_of: datetime
    contribution: Contribution
    silent: tuple[str, ...] = ()
