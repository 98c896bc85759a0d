"""The versions of the rules in words."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.periods import Period, PeriodKind
from domain.rulesets import RuleBook, RuleSet, Version
from handlers.texts import figures
from handlers.texts.catalog import Catalog


def listed(book: RuleBook, configured: RuleSet, texts: Catalog, zone: ZoneInfo) -> Iterator[str]:
    """Each version with what is in it; at the end whether the settings say otherwise by now."""
    for version in book.versions:
        yield texts.plain(
            "rules.version",
            number=version.number,
            at=_day(version.adopted_at, zone, texts),
            since=since(version, texts),
        )
        yield from _told(version.rules, texts)
    if book.newest is None:
        yield texts.plain("rules.none")
        yield from _told(configured, texts)
    elif book.newest.rules != configured:
        yield texts.plain("rules.differs")


def since(version: Version, texts: Catalog) -> str:
    """From which week, month and quarter on."""
    first = [version.since.get(kind, "") for kind in (PeriodKind.WEEK, PeriodKind.MONTH)]
    first.append(version.since.get(PeriodKind.QUARTER, ""))
    if not any(first):
        return texts.plain("rules.ever")
    names = [figures.period_name(Period.parse(key), texts.language) for key in first if key]
    return texts.plain("rules.since", names=texts.plain("common.sep").join(names))


def _told(rules: RuleSet, texts: Catalog) -> Iterator[str]:
    yield texts.plain(
        "rules.lights",
        points=_number(str(rules.lights.yellow_points)),
        rate=_number(str(rules.lights.rate_yellow_points)),
    )
    if rules.lights.holds:
        yield texts.plain("rules.holds")
    yield texts.plain("rules.curve", curve=texts.plain(f"how.curve.{rules.curve.value}"))


def _number(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(at: datetime, zone: ZoneInfo, texts: Catalog) -> str:
    return figures.short_day(at.astimezone(zone).date(), texts.language)
