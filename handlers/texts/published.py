"""How a published value and its gap to the report came about, line by line."""

from collections.abc import Iterator

from domain.figures import Basis
from domain.official import Compared
from domain.roster import Roster
from handlers.actions.lookups.published import Published
from handlers.texts import figures, officials
from handlers.texts.catalog import Catalog, Html


def published(view: Published, texts: Catalog, *, year: int) -> Html:
    """The rules, and the value with the largest gap worked out, with its source."""
    period = figures.period_name(view.period, texts.language)
    lines = [texts.say("official.sums.title", period=period)]
    lines += [texts.say(f"official.sums.{key}") for key in ("published", "reported", "gap")]
    if view.code in view.roster.indicators:
        lines.append(texts.say("official.sums.ranked"))
    lines += _worked(view.entries[0], view.roster, texts, year)
    return Html("\n".join(lines))


def _worked(entry: Compared, roster: Roster, texts: Catalog, year: int) -> Iterator[Html]:
    one, indicator = entry.official, entry.indicator
    name = f"{roster.units[one.unit].short} {indicator.name}"
    value = figures.fixed(one.value, indicator.decimals)
    yield texts.say("official.sums.of", name=name)
    if entry.reported is None or entry.difference is None:
        key = "uncompared_flow" if indicator.basis is Basis.FLOW else "uncompared"
        yield texts.say(f"official.sums.{key}", value=figures.amount(one.value, indicator))
    else:
        yield texts.say(
            "official.sums.difference",
            reported=figures.fixed(entry.reported, indicator.decimals),
            week=officials.reports_of(entry, texts),
            value=value,
            gap=figures.change(entry.difference, indicator, texts.language),
        )
    if entry.share is not None and entry.difference:
        yield texts.say(
            "official.sums.share",
            gap=figures.signed(entry.difference, indicator.decimals),
            value=value,
            share=figures.signed(entry.share, 1),
        )
    if one.source:
        yield texts.say("official.source", source=one.source)
    by = roster.people.get(one.person or "")
    yield texts.say(
        "official.sums.recorded_by" if by else "official.sums.recorded",
        day=figures.day_of(one.published_on, texts.language, year=year),
        edition=one.edition,
        person=by.name if by else "",
    )
