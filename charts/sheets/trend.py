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
class TrendSheet:
    """Values by period, beside the plan or pace if there is one (None: not yet planned).

    Where the plan was changed, it has `steps`.
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
    tallies: tuple[Tally, ...] = ()
    footer: tuple[str, ...] = ()
