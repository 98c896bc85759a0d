"""What stands below a reminder: when it may come again, and when it will."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.snooze import Later
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html


def later(choice: Later, at: datetime, texts: Catalog, *, now: datetime, zone: ZoneInfo) -> str:
    """One choice for a button: 1 小时后, 今天 15:30, 明早 9:00, 周一 9:00."""
    local = at.astimezone(zone)
    clock = f"{local.hour}:{local:%M}"
    if choice is not Later.MORNING:
        return texts.plain(f"button.later_{choice.value}", time=clock)
    if local.date() == now.astimezone(zone).date() + timedelta(days=1):
        return texts.plain("button.later_morning", time=clock)
    day = figures.weekday(local.date(), texts.language)
    return texts.plain("button.later_day", day=day, time=clock)


def with_offer(words: Html, texts: Catalog) -> Html:
    """The reminder, and what the buttons below it are for."""
    offer = texts.say("card.later")
    return Html(f"{words}\n{offer}")


def with_promise(
    words: Html, until: datetime, texts: Catalog, *, now: datetime, zone: ZoneInfo
) -> Html:
    """The reminder, and when it comes again: today, tomorrow, or on which day."""
    days = (until.astimezone(zone).date() - now.astimezone(zone).date()).days
    at = figures.moment(until, zone, texts.language)
    time = f"{until.astimezone(zone):%H:%M}"
    if days == 0:
        at = texts.plain("card.today_at", time=time)
    elif days == 1:
        at = texts.plain("card.tomorrow_at", time=time)
    promise = texts.say("card.put_off", at=at)
    return Html(f"{words}\n\n{promise}")
