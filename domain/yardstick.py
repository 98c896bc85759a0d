"""Everything a number is measured by, besides the number and its targets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from domain.arrears import Arrears
from domain.curves import curved
from domain.figures import Curve, Indicator
from domain.marking_rules import MarkingRules
from domain.pace import LightRules
from domain.periods import Period, PeriodKind
from domain.rulesets import RuleBook
from domain.targets import Plan, plan_of
from domain.workdays import Workdays

MOST_PLANS = 10_000
"""How many plans are remembered: of a large district every one."""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """How lights, targets and marks go, and which days count.

    `curve` is that of every indicator that names none of its own. `book` holds the rules by
    version, of which `version` is this one; 0 is as configured. `arrears` are the lights that
    hold in the one period they were read for.
    """

    lights: LightRules = field(default_factory=LightRules)
    curve: Curve = Curve.DAYS
    workdays: Workdays = field(default_factory=Workdays)
    marking: MarkingRules = field(default_factory=MarkingRules)
    version: int = 0
    arrears: Arrears = field(default_factory=Arrears)
    book: RuleBook = field(default_factory=RuleBook, compare=False, repr=False)
    _plans: dict[tuple[object, ...], Plan | None] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def of(self, period: Period) -> "Yardstick":
        """By the version of the rules that the period began with."""
        found = self.book.in_force(period)
        if found is None or found.number == self.version:
            return self
        own = found.rules
        return Yardstick(
            own.lights,
            own.curve,
            self.workdays,
            own.marking,
            version=found.number,
            arrears=self.arrears,
            book=self.book,
        )

    def curve_of(self, indicator: Indicator) -> Curve:
        """How the targets of an indicator grow."""
        return indicator.curve or self.curve

    def plan(
        self,
        indicator: Indicator,
        targets: Mapping[str, Decimal],
        *,
        year: int,
        kind: PeriodKind,
        due: date | None = None,
    ) -> Plan | None:
        """What periods of a kind are measured by; None without any target.

        Made once of the same targets: the same number is measured period after period.
        """
        key = (*targets.items(), indicator.basis, self.curve_of(indicator), year, kind, due)
        if key in self._plans:
            return self._plans[key]
        plan = plan_of(targets, basis=indicator.basis, year=year, kind=kind, due=due)
        plan = plan and self.along(plan, indicator, targets, year=year, due=due)
        if len(self._plans) >= MOST_PLANS:
            self._plans.clear()
        self._plans[key] = plan
        return plan

    def along(
        self,
        plan: Plan,
        indicator: Indicator,
        targets: Mapping[str, Decimal],
        *,
        year: int,
        due: date | None = None,
    ) -> Plan:
        """A plan that was made already, along the indicator's curve."""
        curve = self.curve_of(indicator)
        if curve is Curve.DAYS:
            return plan
        return curved(
            plan,
            targets,
            curve,
            basis=indicator.basis,
            year=year,
            workdays=self.workdays,
            due=due,
        )
