"""Indicators, and the numbers given for them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from domain.periods import PeriodKind
from domain.rollup import Rollup

SHARES = ("%", "％")


class Basis(StrEnum):
    """What span a value covers (口径)."""

    CUMULATIVE = "cumulative"  # 累计: year to date
    FLOW = "flow"  # 当期: this period only
    LEVEL = "level"  # 时点: the state at that time
    RATE = "rate"  # 增速: growth on a year earlier, in percent


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Answer(StrEnum):
    """What kind of answer a revision holds. No row at all means not reported (未报)."""

    NUMBER = "number"
    NOT_APPLICABLE = "not_applicable"  # 不涉及
    NOT_AVAILABLE = "not_available"  # 暂无
    WITHDRAWN = "withdrawn"  # taken back by /undo: open again, the history stays


class Stage(StrEnum):
    """How final a value is, in this order: a later stage tells more than an earlier one."""

    ESTIMATE = "estimate"  # 预计
    FLASH = "flash"  # 快报
    VERIFIED = "verified"  # 核定
    REVISED = "revised"  # 修订

    def is_above(self, other: "Stage") -> bool:
        """Whether it comes later in the life of a number."""
        order = list(Stage)
        return order.index(self) > order.index(other)


class Timeliness(StrEnum):
    """When a value came, measured against its period."""

    ON_TIME = "on_time"
    LATE = "late"
    CORRECTED = "corrected"  # a later revision after the due time of one that was on time


class Source(StrEnum):
    """The door a revision came through."""

    MESSAGE = "message"
    BUTTON = "button"
    EDIT = "edit"
    UNDO = "undo"
    FORM = "form"
    IMPORT = "import"


class Review(StrEnum):
    """What was said about a number by others than its author; about most nothing is."""

    NONE = ""
    PENDING = "pending"  # 待审: counts once a supervisor or an assessor has confirmed it
    APPROVED = "approved"  # 已审
    RETURNED = "returned"  # 退回: sent back with a reason, open again


class Curve(StrEnum):
    """How a target grows between the dates it is set for."""

    DAYS = "days"  # 按天: the same every day
    WORKDAYS = "workdays"  # 按工作日: the same every workday
    MONTHS = "months"  # 按月: the same every month, however long
    MANUAL = "manual"  # 按月计划: through the targets of the months
    LAST_YEAR = "last_year"  # 按上年: as last year's amounts grew


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted, in which measure and span.

    `weight` is the share in the overall ranking (any positive scale); `decimals` how many
    places are shown; `lowest` and `highest` are the believable bounds in the own measure.
    `stage` is that of a number of which nothing else is said; where `estimate_only`, others
    verify it and a cadre only ever reports 预计. `rollup` is how projects' values become the
    unit's (None: by the basis), `whole` the indicator this one is a part of (其中). `curve` is
    how its targets grow between their dates; None: as all others do.
    Numbers of one that `is_reviewed` count once a supervisor or an assessor has confirmed them.
    """

    code: str
    name: str
    measure: str
    basis: Basis
    aliases: tuple[str, ...] = ()
    direction: Direction = Direction.HIGHER
    decimals: int = 2
    weight: Decimal = Decimal(1)
    cadence: PeriodKind = PeriodKind.WEEK
    lowest: Decimal | None = None
    highest: Decimal | None = None
    position: int = 0
    stage: Stage = Stage.ESTIMATE
    estimate_only: bool = False
    rollup: Rollup | None = None
    whole: str | None = None
    curve: Curve | None = None
    is_reviewed: bool = False

    @property
    def operator(self) -> Rollup:
        """How the values of projects become one: as said, else sums add up and shares average."""
        if self.rollup is not None:
            return self.rollup
        if self.basis is Basis.RATE:
            return Rollup.NONE
        return Rollup.MEAN if self.basis is Basis.LEVEL and self.is_share else Rollup.SUM

    @property
    def is_share(self) -> bool:
        """Whether it is counted in percent, so that differences are percentage points."""
        return self.measure in SHARES

    @property
    def names(self) -> tuple[str, ...]:
        """The name first, then every alias."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Figure:
    """The current number of one assignment and period.

    `value` is in the indicator's measure and present only when `answer` is NUMBER.
    `person` owes the number, `typed_by` wrote it. `odd` tells why a confirmed number is
    unusual. `reported_at` is when it was sent (UTC), not when it was stored. `review` is known
    of what stands; a version read by itself does not tell.
    """

    assignment: int
    period: str
    answer: Answer
    value: Decimal | None
    revision: int
    person: str
    typed_by: str
    source: Source
    timeliness: Timeliness
    reported_at: datetime
    stage: Stage = Stage.ESTIMATE
    estimate: bool = False
    note: str | None = None
    odd: str | None = None
    review: Review = Review.NONE

    @property
    def is_answered(self) -> bool:
        """A number or a special answer; what was withdrawn or returned is open again."""
        return self.answer is not Answer.WITHDRAWN and self.review is not Review.RETURNED

    @property
    def counts(self) -> bool:
        """An answer that nobody has to confirm any more."""
        return self.is_answered and self.review is not Review.PENDING
