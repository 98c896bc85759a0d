"""One number asked of one person: what it is, what was said, how it stands."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from domain.figures import Basis, Figure, Indicator, Review
from domain.outlook import Outlook, Point, outlook_of
from domain.pace import Progress, progress_of
from domain.periods import PeriodKind
from domain.roster import Assignment
from domain.targets import Plan, plan_of
from domain.windows import Window
from domain.yardstick import Yardstick
from handlers.actions.measuring.sent_back import SentBack


@dataclass(frozen=True, slots=True)
class Item:
    """One number asked of one person in one window.

    `number` counts from 1 in the order shown; `label` tells it from the person's other items,
    `names` are all it answers to, `places` what its unit is called. `figure` is what was
    reported for this period, `last` the latest number of an earlier one of the same year.
    `cadre` is the name of who owes it, where that is not the person asked; `sent_back` tells
    why a number has to be given again.
    """

    number: int
    label: str
    names: tuple[str, ...]
    places: tuple[str, ...]
    assignment: Assignment
    indicator: Indicator
    window: Window
    figure: Figure | None
    last: Figure | None
    cadre: str = ""
    earlier: Decimal = Decimal(0)  # what the year's earlier periods add up to, of a flow
    sent_back: SentBack | None = None

    @property
    def plan(self) -> Plan | None:
        """The curve this item is measured by; None without a target for the year."""
        period, own = self.window.period, self.assignment
        slots = tuple(own.targets_on(period.end).items())
        return _plan(slots, self.indicator.basis, period.end.year, period.kind, own.due)

    def progress(self, rules: Yardstick) -> Progress:
        """How the reported value stands at the end of its period."""
        own = rules.of(self.window.period)
        return progress_of(
            self.indicator,
            self._plan_by(own),
            value=self._value,
            day=self.window.period.end,
            rules=own.lights,
        )

    def outlook(self, rules: Yardstick) -> Outlook | None:
        """What is left until the target in sight; the number alone foretells nothing."""
        period, value = self.window.period, self._value
        plan, day = self._plan_by(rules.of(period)), period.end
        if plan is None or value is None:
            return None
        return outlook_of(self.indicator, plan, [Point(day, value)], day=day)

    def _plan_by(self, rules: Yardstick) -> Plan | None:
        plan, own = self.plan, self.assignment
        if plan is None:
            return None
        end = self.window.period.end
        return rules.along(plan, self.indicator, own.targets_on(end), year=end.year, due=own.due)

    @property
    def _value(self) -> Decimal | None:
        """The value to date, of a flow with what the year brought before."""
        value = self.figure.value if self.figure and not self.is_open else None
        if value is None or self.indicator.basis is not Basis.FLOW:
            return value
        return value + self.earlier

    @property
    def is_open(self) -> bool:
        """Whether an answer is still missing."""
        return self.figure is None or not self.figure.is_answered

    @property
    def is_returned(self) -> bool:
        """Whether the number was sent back and is asked for again."""
        return self.figure is not None and self.figure.review is Review.RETURNED

    @property
    def last_value(self) -> Decimal | None:
        """The previous period's value, in the indicator's measure."""
        return self.last.value if self.last else None


@dataclass(frozen=True, slots=True)
class Duty:
    """An assignment and the window it is asked in."""

    assignment: Assignment
    window: Window


@lru_cache(maxsize=65536)
def _plan(
    targets: tuple[tuple[str, Decimal], ...],
    basis: Basis,
    year: int,
    kind: PeriodKind,
    due: date | None,
) -> Plan | None:
    """Looked at several times for every message, and made from the roster alone."""
    return plan_of(dict(targets), basis=basis, year=year, kind=kind, due=due)
