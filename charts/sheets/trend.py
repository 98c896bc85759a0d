"""Values by period, beside their plan."""

from dataclasses import dataclass

from charts.sheets.parts import Head, Number, Tally
from domain.lights import Light


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendSeries:
    """One line; None leaves a gap. Alone on a sheet it has the colour of its light."""

    name: str
    values: tuple[Number | None, ...]
    last_text: str = ""
    light: Light = Light.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendMark:
    """A value from elsewhere in the period of this place, e.g. a published one."""

    place: int
    value: Number
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """Where one plan ends and another begins: `at` periods behind the first, between two values."""

    at: Number
    before: Number
    after: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendAhead:
    """From the last period to the target's day, places counted in periods behind the first.

    `plan` goes on from the last period. The course is known up to `start`, where it had the
    `value`; by the target's day it is expected at `middle`, between `low` and `high`: None
    where nothing can be foretold.
    """

    place: Number
    day_text: str
    target: Number
    target_text: str
    plan: tuple[tuple[Number, Number], ...] = ()
    start: Number = 0
    value: Number = 0
    low: Number | None = None
    middle: Number | None = None
    high: Number | None = None
    middle_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendSheet:
    """Values by period, beside the plan or pace if there is one (None: not yet planned).

    Where the plan was changed, it has `steps`. `places` say where the periods lie in time,
    counted in periods from the first; () is one after the other. A single line may go on into
    what is `ahead`.
    """

    head: Head
    periods: tuple[str, ...]
    series: tuple[TrendSeries, ...]
    measure: str = ""
    plan: tuple[Number | None, ...] = ()
    plan_label: str = ""
    plan_text: str = ""
    marks: tuple[TrendMark, ...] = ()
    mark_label: str = ""
    steps: tuple[PlanStep, ...] = ()
    places: tuple[Number, ...] = ()
    ahead: TrendAhead | None = None
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()
