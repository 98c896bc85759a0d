"""The cycle as configured: which period is open now, and when its clocks go off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.periods import Period, PeriodKind
from domain.schedule import Clock, CycleRules, Window, clocks_of, open_window, window_of
from domain.workdays import Workdays

ASKED_KINDS = (PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER)


@dataclass(slots=True)
class Cycle:
    """Rules, calendar and zone together. `workdays` is replaced when an admin changes a day."""

    rules: Mapping[PeriodKind, CycleRules]
    workdays: Workdays
    zone: ZoneInfo

    def open_window(self, kind: PeriodKind, at: datetime) -> Window:
        """The one window of this kind that is open at an instant."""
        return open_window(
            kind, at, rules=self.rules[kind], workdays=self.workdays, zone=self.zone
        )

    def window_of(self, period: Period) -> Window:
        """The window of a period: opens, prompt, due, grace end, lock."""
        return window_of(
            period, rules=self.rules[period.kind], workdays=self.workdays, zone=self.zone
        )

    def clocks_of(self, period: Period) -> tuple[Clock, ...]:
        """The clocks of a period in their order; none for a period that is not asked."""
        return clocks_of(
            period, rules=self.rules[period.kind], workdays=self.workdays, zone=self.zone
        )

    def local_day(self, at: datetime) -> date:
        """The calendar day of the district at an instant."""
        return at.astimezone(self.zone).date()
