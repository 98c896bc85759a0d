"""What can be looked at: a board, a card, a course over time, a history, a choice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from domain.adjusting import Moved
from domain.brief import Brief
from domain.contribution import Contribution
from domain.figures import Answer, Figure, Indicator, Stage
from domain.finding import Found, Kind
from domain.history import Step
from domain.items import Item
from domain.milestones import State
from domain.official import Compared, Official
from domain.outlook import Outlook
from domain.pace import Progress
from domain.people import Person
from domain.periods import Period
from domain.ranking import Standing
from domain.roster import Assignment, Project, Unit
from handlers.actions.bearers import BearersView
from handlers.actions.board import Board
from handlers.actions.roadmaps import Node, RoadmapView
from handlers.actions.sent_back import SentBack
from handlers.actions.sums import Reckoning
from handlers.actions.surveying import Missing, Survey
from handlers.actions.targeting import TargetsView
from handlers.actions.totals import Total
from storage.decisions import Decision
from storage.evidence import Piece


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
class PaperView:
    """The brief as a document, with what all units give together."""

    brief: "BriefView"
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class BumpView:
    """The boards of the year, oldest first: how ranks moved."""

    boards: tuple[Board, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One number on a card, measured against its target and its pace at the end of a period.

    `figures` are the answers of this very period behind it, one per assignment; of `asked`
    answers `lacking` are missing, and of these `sent_back` were given and have to be given
    again. `points` is what the bar shows: completion, or for a rate the days gone plus its gap,
    so that a rate on target ends at the pace. `history` are the points of the periods before,
    oldest first; None where nothing was reported. `outlook` is what it takes until the target
    in sight, `moved` how that was changed. `held` is what is lacking until a red light is
    lifted. `item` is what was measured; `official` are the points of the value that was
    published last.
    """

    name: str
    period: Period
    indicator: Indicator
    progress: Progress
    assignments: tuple[Assignment, ...]
    figures: tuple[Figure, ...]
    asked: int
    lacking: int
    is_carried: bool
    points: Decimal | None
    pace: Decimal | None
    history: tuple[Decimal | None, ...] = ()
    outlook: Outlook | None = None
    stage: Stage | None = None
    held: Decimal | None = None
    sent_back: tuple[SentBack, ...] = ()
    moved: Moved | None = None
    item: Item | None = None
    official: Decimal | None = None

    @property
    def not_available(self) -> bool:
        """Whether all that was said of this period is 暂无; the value is an earlier one."""
        answers = {figure.answer for figure in self.figures}
        return answers == {Answer.NOT_AVAILABLE}


@dataclass(frozen=True, slots=True)
class Card:
    """A unit, a project or a person with every number they answer for.

    `period` is that of the quickest numbers, which come first; slower ones have lines of their
    own periods. `standing` is a unit's place. `people` are the cadres behind the numbers of a
    unit or project; `person` is whose card it is.
    """

    kind: Kind
    code: str
    name: str
    unit: Unit
    period: Period
    as_of: datetime
    lines: tuple[Line, ...]
    standing: Standing | None = None
    person: Person | None = None
    project: Project | None = None
    people: tuple[str, ...] = ()
    milestones: tuple[State, ...] = ()
    others: tuple[Found, ...] = ()
    official: tuple[Compared, ...] = ()  # a unit's published values beside its reports

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods of its lines, in order."""
        return tuple(dict.fromkeys(line.period for line in self.lines)) or (self.period,)

    def of(self, period: Period) -> tuple[Line, ...]:
        """The lines of one period."""
        return tuple(line for line in self.lines if line.period == period)

    def expected(self, period: Period) -> int:
        """How many answers were asked in a period."""
        return sum(line.asked for line in self.of(period))

    def reported(self, period: Period) -> int:
        """How many of them were given."""
        return self.expected(period) - sum(line.lacking for line in self.of(period))


@dataclass(frozen=True, slots=True)
class Kink:
    """Where the plan of a course became another one.

    `at` counts periods from the first one's end; `before` and `after` are what the old plan and
    the new one ask for there.
    """

    at: Decimal
    before: Decimal
    after: Decimal
    moved: Moved


@dataclass(frozen=True, slots=True)
class Course:
    """One line of a trend: a unit's values by period, None where nothing was reported."""

    name: str
    values: tuple[Decimal | None, ...]
    last: Progress


@dataclass(frozen=True, slots=True)
class Trend:
    """One indicator over time. `is_share` tells percentages of the target from amounts.

    `plan` is what should have been reached, period by period. Of a single unit there is what it
    takes until the target in sight, `outlook`, and until the year's, `year_outlook`; `parts` are
    the numbers it is made of, of which the reader saw all that count. Of one `number` alone
    `label` is what tells it from others; of several units these are `units`, by code.
    `official` is what was published of it, by the period whose report tells the same; `ahead`
    is the plan from the last period's end to the day of the target in sight. `people` owe the
    numbers of a single unit.
    """

    indicator: Indicator
    unit: Unit | None
    period: Period
    periods: tuple[Period, ...]
    courses: tuple[Course, ...]
    plan: tuple[Decimal | None, ...]
    is_share: bool
    as_of: datetime
    hidden: int = 0
    outlook: Outlook | None = None
    year_outlook: Outlook | None = None
    parts: tuple[Assignment, ...] = ()
    number: Assignment | None = None
    label: str = ""
    units: tuple[str, ...] = ()
    official: tuple[tuple[Period, Official], ...] = ()
    kinks: tuple[Kink, ...] = ()
    ahead: tuple[tuple[date, Decimal], ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContributionView:
    """Who brings what to an indicator's total; `silent` have never given a number this year."""

    indicator: Indicator
    period: Period
    as_of: datetime
    contribution: Contribution
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingView:
    """Who has not answered what in a period.

    `stand_ins` are the names of those who stand in now, by the person's code; () is leave
    without anybody. `sent_back` tells why, by assignment, of what has to be given again.
    `also` are the periods of slower rhythms that are open at the same time.
    """

    period: Period
    missing: tuple[Missing, ...]
    reported: int
    expected: int
    as_of: datetime
    indicator: str = ""
    stand_ins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also: tuple["MissingView", ...] = ()
    sent_back: Mapping[int, SentBack] = field(default_factory=dict)
    overdue: tuple[Node, ...] = ()  # milestones that nobody has answered about
    about: str = ""  # what it is limited to, by name


@dataclass(frozen=True, slots=True)
class BriefView:
    """The facts of a brief beside the board and the survey that they are taken from.

    `returned` are the names of numbers that were sent back, `unanswered` how many of them are
    still open, `corrected` the names of those that were changed after the due time.
    """

    board: Board
    survey: Survey
    facts: Brief
    returned: tuple[str, ...] = ()
    unanswered: int = 0
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Several things answer to what was asked; `kind` is trend or share if that is wanted.

    `period` is the one that was named with it.
    """

    asked: str
    found: tuple[Found, ...]
    kind: str = ""
    period: Period | None = None


Event = Step | Decision


def period_of(event: Event) -> str:
    """The period that a version or a decision is about."""
    return event.period if isinstance(event, Decision) else event.figure.period


@dataclass(frozen=True, slots=True)
class HistoryView:
    """One number with what became of it up to a period, newest first, a page at a time.

    `events` are its versions and what others decided about them; `standing` is what counts in
    each period, `names` are people by code. `total` counts the events up to the period, of
    which `skip` are left out. `digest` is the last link of the chain, and `is_whole` whether it
    holds. `is_open`: the period takes numbers; `is_own`: the reader may give them; `returnable`
    and `approvable` are the version that the reader may send back or confirm, if any.
    `evidence` are the files of the periods on this page.
    """

    assignment: Assignment
    indicator: Indicator
    name: str
    period: Period
    events: tuple[Event, ...]
    standing: Mapping[str, Figure]
    names: Mapping[str, str]
    total: int
    skip: int
    digest: str
    is_whole: bool
    is_open: bool
    is_own: bool
    returnable: int | None = None
    approvable: int | None = None
    evidence: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """Several numbers whose history may be meant; `names` in the same order."""

    items: tuple[Assignment, ...]
    names: tuple[str, ...]
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Unpublished:
    """There is no published ranking yet, and no other one for this reader."""


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
