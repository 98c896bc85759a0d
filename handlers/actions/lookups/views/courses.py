"""One indicator over time."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from domain.adjusting import Moved
from domain.figures import Indicator
from domain.official import Official
from domain.outlook import Outlook
from domain.pace import Progress
from domain.periods import Period
from domain.roster import Assignment, Unit


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
