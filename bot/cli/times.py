"""Periods, days and times as they are typed on the command line."""

from argparse import ArgumentTypeError
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.cli.failures import WrongUsage
from domain.periods import YEARS, BadPeriod, Period, PeriodKind

AS_OF = "as known then: a day, or a time"


def instant_of(text: str | None, zone: ZoneInfo, *, now: datetime) -> datetime | None:
    """A day means its end, a time without a zone is local. Today has not ended: it means now."""
    if text is None:
        return None
    is_day = len(text) == len("2026-03-06")
    try:
        at = datetime.fromisoformat(text)
        if at.year not in YEARS:
            raise ValueError(text)
    except ValueError:
        raise WrongUsage(f"--as-of {text}: expected 2026-03-06 or 2026-03-06T18:00") from None
    if is_day:
        is_today = at.date() == now.astimezone(zone).date()
        return now if is_today else datetime.combine(at, time.max, zone)
    return at if at.tzinfo else at.replace(tzinfo=zone)


def period_of(text: str) -> Period:
    """A period from the command line: 2026-W10, 2026-03, 2026-Q1. Nothing is asked for a year."""
    near = ""
    try:
        period = Period.parse(text)
        if period.kind is not PeriodKind.YEAR:
            return period
    except BadPeriod as refusal:
        near = f"; did you mean {refusal.nearest}?" if refusal.nearest else ""
    raise ArgumentTypeError(f"there is no period {text!r}{near}")
