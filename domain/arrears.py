"""Lights that hold: red turns yellow only when the arrears are made up.

What was red in the list published before is owed what was planned by the last day on which it was
red by its gap. Until that is reached it stays red, however small the gap has become; on the pace it
is green in any case. Only what grows, or is to fall, towards a target can make anything up: a
growth rate, a ceiling and a level that is to be kept have lights by their gap alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from domain.figures import Basis, Direction, Indicator
from domain.pace import HUNDRED, Method, method_of
from domain.targets import Plan

WHOLE = ""
"""In place of an indicator's code: the overall light of a unit, or of a person."""


@dataclass(frozen=True, slots=True)
class Arrears:
    """What was red before a period, by unit and indicator, and on which day by its gap last.

    Of projects by project and indicator, of people by person and WHOLE.
    """

    period: str = ""
    since: Mapping[tuple[str, str], date] = field(default_factory=dict)

    def day(self, unit: str, indicator: str, period: str) -> date | None:
        """The day whose plan has to be reached; None if nothing holds in this period."""
        return self.since.get((unit, indicator)) if period == self.period else None


NOTHING_OWED = Arrears()


@dataclass(frozen=True, slots=True)
class Hold:
    """A light that is still red: `lacking` of what was planned by the day `since`.

    Of an indicator in its measure, of a unit as a whole in points of its completion.
    """

    since: date
    lacking: Decimal


def can_make_up(indicator: Indicator, plan: Plan | None, day: date) -> bool:
    """Whether a shortfall is an amount that can be made up."""
    method = method_of(indicator, plan, day)
    if plan is None or method not in (Method.SHARE, Method.WAY):
        return False
    is_kept = indicator.basis is Basis.LEVEL and method is Method.SHARE and plan.origin != 0
    return not is_kept


def hold_of(
    indicator: Indicator, plan: Plan | None, value: Decimal | None, *, since: date, day: date
) -> Hold | None:
    """What is lacking of the plan of an earlier day; None if nothing is, or nothing can be told."""
    if plan is None or value is None or not can_make_up(indicator, plan, day):
        return None
    amount, parts = plan.planned_at(since)
    lacking = amount - value * parts
    if indicator.direction is Direction.LOWER:
        lacking = -lacking
    return Hold(since, lacking / parts) if lacking > 0 else None


def owed_share(
    indicator: Indicator, plan: Plan | None, *, since: date, day: date
) -> Decimal | None:
    """The plan of an earlier day in percent of the target in sight; None where it is no share."""
    if plan is None or not can_make_up(indicator, plan, day):
        return None
    target = plan.anchor_at(day).amount
    amount, parts = plan.planned_at(since)
    return HUNDRED * (amount - plan.origin * parts) / ((target - plan.origin) * parts)


def facts_of(reds: Iterable[tuple[str, str, date]]) -> dict[str, list[list[str]]]:
    """What is frozen beside a publication: unit, indicator and day of each red light."""
    return {"reds": [[unit, code, day.isoformat()] for unit, code, day in reds]}


def arrears_of(facts: Mapping[str, list[list[str]]], period: str) -> Arrears:
    """The same, read back for the period that follows."""
    since = {(unit, code): date.fromisoformat(day) for unit, code, day in facts["reds"]}
    return Arrears(period, since)
