"""What is said about standing in for somebody: to the person, the deputy, and who looks on."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.deputies import Delegation
from domain.people import Person
from domain.roster import Assignment, Roster
from handlers.actions.members.delegating import Cover
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html

MOST_NAMES = 6


def day_name(day: date, texts: Catalog) -> str:
    """3月6日（周五）."""
    return texts.plain(
        "delegate.day",
        day=figures.short_day(day, texts.language),
        weekday=figures.weekday(day, texts.language),
    )


def last_day(ends_at: datetime, zone: ZoneInfo, texts: Catalog) -> str:
    """The last day of a span that ends at an instant."""
    return day_name(_before(ends_at, zone), texts)


def span(own: Delegation, texts: Catalog, zone: ZoneInfo, *, now: datetime) -> str:
    """Until when, if it has begun; else from when until when."""
    first, last = own.begins_at.astimezone(zone).date(), _before(own.ends_at, zone)
    if own.begins_at <= now:
        return texts.plain("delegate.until_day", last=day_name(last, texts))
    if first == last:
        return day_name(last, texts)
    return texts.plain("delegate.from_to", first=day_name(first, texts), last=day_name(last, texts))


def done(
    cover: Cover, by: Person, texts: Catalog, zone: ZoneInfo, *, now: datetime, roster: Roster
) -> Html:
    """To whoever asked: what holds from now or from then on."""
    key = "done" if not cover.delegation.is_leave else "leave" if cover.deputies else "nobody"
    is_own = by.code == cover.person.code
    whose = texts.plain("delegate.you") if is_own else cover.person.name
    words = texts.say(f"delegate.{key}", whose=whose, **_facts(cover, texts, zone, now))
    if not cover.alone or not cover.deputies:
        return words
    return Html(f"{words}{_alone(cover.alone, texts, roster)}")


def asked(
    cover: Cover, deputy: Person, texts: Catalog, zone: ZoneInfo, *, now: datetime, roster: Roster
) -> Html:
    """To the deputy: whose numbers, which, and until when."""
    own = cover.delegation
    entrusted = [a for a in cover.owed if deputy.code == (own.deputy or a.deputy)]
    items = _listed((roster.label(a) for a in entrusted), texts)
    is_mixed = bool(roster.owed_by(deputy.code))
    return texts.say(
        "delegate.asked_mixed" if is_mixed else "delegate.asked",
        person=cover.person.name,
        span=span(own, texts, zone, now=now),
        count=len(entrusted),
        items=items,
    )


def moment(
    cover: Cover, reader: Person, texts: Catalog, zone: ZoneInfo, *, about: str, given: int = 0
) -> Html:
    """That it was set by an admin, begins, ends, or was ended early; to one of its people."""
    who = "person" if reader.code == cover.person.code else "deputy"
    if who == "person" and not cover.deputies and about in ("set", "begins"):
        who = "nobody"
    if who == "person" and about == "ends" and cover.delegation.is_leave:
        who = "leave"
    by = cover.ended_by or cover.asked_by
    if about == "ended" and by is not None and by.code not in (cover.person.code, *_codes(cover)):
        who += "_by_admin"
    words = texts.say(
        f"delegate.{about}.{who}",
        by=by.name if by else "",
        **_facts(cover, texts, zone, cover.delegation.begins_at),
        last=last_day(cover.delegation.ends_at, zone, texts),
    )
    return Html(f"{words}{texts.say('delegate.given', count=given)}") if given else words


def stopped(cover: Cover, by: Person, texts: Catalog) -> Html:
    """To whoever ended it early."""
    if by.code == cover.person.code:
        key = "stopped_leave" if cover.delegation.is_leave else "stopped"
    else:
        key = "stopped_deputy" if by.code in _codes(cover) else "stopped_admin"
    return texts.say(f"delegate.{key}", person=cover.person.name)


def own_lines(
    covers: Sequence[Cover], reader: Person, texts: Catalog, zone: ZoneInfo, *, now: datetime
) -> list[Html]:
    """Who stands in for the reader, and for whom the reader stands in; () if nobody."""
    lines = []
    for cover in covers:
        facts = _facts(cover, texts, zone, now)
        if cover.person.code == reader.code:
            key = "own" if not cover.delegation.is_leave else "leave" if cover.deputies else "alone"
            lines.append(texts.say(f"delegate.line.{key}", **facts))
        elif reader in cover.deputies:
            lines.append(texts.say("delegate.line.other", **facts))
    return lines


def listed(
    covers: Sequence[Cover], roster: Roster, texts: Catalog, zone: ZoneInfo, *, now: datetime
) -> Html:
    """Everybody who stands in for somebody, for those who look after them."""
    if not covers:
        return texts.say("delegate.list.none")
    lines = [texts.say("delegate.list.title")]
    for cover in covers:
        key = "away" if cover.delegation.is_leave else "line"
        unit = roster.units[cover.person.unit].short
        facts = _facts(cover, texts, zone, now)
        facts["names"] = facts["names"] or texts.plain("delegate.list.nobody")
        lines.append(texts.say(f"delegate.list.{key}", unit=unit, **facts))
    return Html("\n".join(lines))


def _facts(cover: Cover, texts: Catalog, zone: ZoneInfo, now: datetime) -> dict[str, object]:
    return {
        "person": cover.person.name,
        "names": texts.plain("common.sep").join(one.name for one in cover.deputies),
        "span": span(cover.delegation, texts, zone, now=now),
        "count": len(cover.owed),
    }


def _alone(alone: Sequence[Assignment], texts: Catalog, roster: Roster) -> Html:
    names = _listed((roster.label(one) for one in alone), texts)
    return texts.say("delegate.some_alone", count=len(alone), names=names)


def _listed(names: Iterable[str], texts: Catalog) -> str:
    known = list(dict.fromkeys(names))
    listed = texts.plain("common.sep").join(known[:MOST_NAMES])
    return listed + (texts.plain("common.list_end") if len(known) > MOST_NAMES else "")


def _codes(cover: Cover) -> list[str]:
    return [one.code for one in cover.deputies]


def _before(ends_at: datetime, zone: ZoneInfo) -> date:
    return (ends_at - timedelta(microseconds=1)).astimezone(zone).date()
