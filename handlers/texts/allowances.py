"""Exemptions and points for effect in words: what was put on record, and what holds now."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from domain.allowances import EFFECT, EXEMPT, Allowance, Stretch
from domain.periods import Period
from handlers.actions.deciding.allowing import Allowed
from handlers.actions.deciding.exempted import Exempted
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html


def told(allowed: Allowed, texts: Catalog) -> Html:
    """What was put on record, and that what was published stays."""
    made = allowed.allowance
    is_of_a_time = made.kind != EFFECT and made.stretch.since is not None
    how = "_time" if is_of_a_time else ""
    return texts.say(
        f"allowance.{made.kind}{how if allowed.has_points else '_listed'}",
        period=time(made.stretch, texts),
        name=allowed.name,
        points=figures.signed(made.points, 2) if made.points is not None else "",
        reason=made.reason,
    )


def listing(held: Sequence[Exempted], texts: Catalog, zone: ZoneInfo) -> Html:
    """What is exempt now: of what, how long, by whom, since when and why."""
    if not held:
        return texts.say("allowance.list.none")
    lines = [texts.say("allowance.list.title", count=len(held))]
    lines += [texts.say("allowance.list.line", **_facts(one, texts, zone)) for one in held]
    return Html("\n".join(lines))


def asked(one: Exempted, texts: Catalog, zone: ZoneInfo) -> Html:
    """Whether it is to be lifted, and what that changes."""
    is_of_a_time = one.allowance.stretch.since is not None
    facts = _facts(one, texts, zone)
    return texts.say(f"allowance.list.ask{'_time' if is_of_a_time else ''}", **facts)


def why(allowance: Allowance, name: str, texts: Catalog) -> Html:
    """Why an item has no part in the points, in its sums."""
    assert allowance.kind == EXEMPT
    key = "how.exempt" if allowance.stretch.since is None else "how.exempt_time"
    when = time(allowance.stretch, texts)
    return texts.say(key, name=name, time=when, reason=allowance.reason)


def time(stretch: Stretch, texts: Catalog) -> str:
    """第11周, 3月至6月, 3月10日至4月20日, 3月至2027年3月, 3月起."""
    since, until, language = stretch.since, stretch.until, texts.language
    if since is None:
        return figures.period_name(Period.parse(stretch.period), language)
    is_whole = since.day == 1 and (until is None or until.day == _last_of(until))
    name = figures.month_of if is_whole else figures.day_of
    year = Period.parse(stretch.period).year  # the one in which it was said
    first = name(since, language, year=year)
    if until is None:
        return texts.plain("allowance.time.open", first=first)
    last = name(until, language, year=year)
    return first if first == last else texts.plain("allowance.time.to", first=first, last=last)


def _facts(one: Exempted, texts: Catalog, zone: ZoneInfo) -> dict[str, str]:
    made = one.allowance
    day = figures.short_day(made.made_at.astimezone(zone).date(), texts.language)
    when = time(made.stretch, texts)
    return {"name": one.name, "time": when, "by": one.by, "day": day, "reason": made.reason}


def _last_of(day: date) -> int:
    return monthrange(day.year, day.month)[1]
