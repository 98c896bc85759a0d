"""What is said about standing in for somebody: to the person, the deputy, and who looks on."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.texts import figures
from handlers.texts.catalog import Catalog


def last_day(ends_at: datetime, zone: ZoneInfo, texts: Catalog) -> str:
    """The last day of a span that ends at an instant: 3月6日（周五）."""
    day = (ends_at - timedelta(microseconds=1)).astimezone(zone).date()
    return texts.plain(
        "delegate.day",
        day=figures.short_day(day, texts.language),
        weekday=figures.weekday(day, texts.language),
    )
