"""From which period on something holds that is fixed before a period begins."""

from collections.abc import Mapping
from typing import Final

from domain.periods import Period, PeriodKind

EVER: Final = ""
"""In place of a period's key: before all of them."""

KINDS: Final = (PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER)

Since = Mapping[PeriodKind, str]
"""By kind the key of the first period that something holds for."""


def holds_for(since: Since, period: Period) -> bool:
    """Whether the period is not before it; a year goes by the quarters it begins with."""
    first = since.get(period.kind)
    if first is None:
        first = since.get(PeriodKind.QUARTER, EVER)[:4]
    return first <= period.key
