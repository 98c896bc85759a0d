"""Numbers by how they came, in words: by whoever gave them, or each with what it was before."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from handlers.actions.inquiry.arrivals import MOST, Arrival, ArrivalsView
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html
from handlers.texts.inquiries import tidy
from handlers.texts.items import answer_in_short

MOST_NAMES = 3


def arrivals(view: ArrivalsView, texts: Catalog, zone: ZoneInfo) -> Html:
    """A line for each person, or for each number that was changed; no more than fit a screen."""
    names = (figures.period_name(one, texts.language) for one in view.periods)
    when = texts.plain("common.sep").join(names)
    if view.day is not None:
        when = figures.short_day(view.day, texts.language)
    facts = {"about": view.about, "period": when, "count": len(view.found)}
    if not view.found:
        return tidy(texts.say(f"inquiry.arrivals.none_{view.kind}", **facts))
    changed = view.kind == "revised"
    lines = list(_changed(view, texts, zone) if changed else _given(view, texts))
    words = [tidy(texts.say(f"inquiry.arrivals.{view.kind}", **facts)), *lines[:MOST]]
    if len(lines) > MOST:
        key = "more_numbers" if changed else "more_people"
        words.append(texts.say(f"inquiry.arrivals.{key}", count=len(lines) - MOST))
    return Html("\n".join(words))


def _given(view: ArrivalsView, texts: Catalog) -> Iterator[Html]:
    """By person and unit, whoever gave one last first."""
    by_person: dict[tuple[str, str], list[Arrival]] = {}
    for one in view.found:
        by_person.setdefault((one.unit_name, one.person), []).append(one)
    for (unit, person), own in by_person.items():
        names = texts.plain("common.sep").join(one.name for one in own[:MOST_NAMES])
        key = "given_more" if len(own) > MOST_NAMES else "given"
        yield texts.say(
            f"inquiry.arrivals.{key}", unit=unit, person=person, names=names, count=len(own)
        )


def _changed(view: ArrivalsView, texts: Catalog, zone: ZoneInfo) -> Iterator[Html]:
    for one in view.found:
        local = one.figure.reported_at.astimezone(zone).date()
        before = answer_in_short(one.before, one.indicator, texts) if one.before else ""
        yield texts.say(
            "inquiry.arrivals.changed",
            unit=one.unit_name,
            name=one.name,
            before=before,
            now=answer_in_short(one.figure, one.indicator, texts),
            person=one.person,
            day=figures.short_day(local, texts.language),
        )
