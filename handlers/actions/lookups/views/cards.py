"""A unit, a project or a person with every number they answer for."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from domain.adjusting import Moved
from domain.figures import Answer, Figure, Indicator, Stage
from domain.finding import Found, Kind
from domain.items import Item
from domain.milestones import State
from domain.official import Compared
from domain.outlook import Outlook
from domain.pace import Progress
from domain.people import Person
from domain.periods import Period
from domain.ranking import Standing
from domain.roster import Assignment, Project, Unit
from handlers.actions.measuring.sent_back import SentBack


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
