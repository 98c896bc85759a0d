"""A cadre's own numbers against target and pace."""

from collections.abc import Sequence

from domain.figures import Basis, Review
from domain.lights import Light
from domain.pace import Progress
from domain.people import Person
from domain.yardstick import Yardstick
from handlers.actions.reporting.items import Item
from handlers.texts import figures
from handlers.texts.cards import why_again
from handlers.texts.catalog import Catalog, Html
from handlers.texts.items import answer_of, sign, slot_name, stage_of
from handlers.texts.outlooks import needed_short


def mine(person: Person, items: Sequence[Item], texts: Catalog, rules: Yardstick) -> Html:
    """Every item under its period: light, number, and how it stands to target and pace."""
    if not items:
        return texts.say("mine.none")
    periods = dict.fromkeys(item.window.period for item in items)
    blocks = []
    for period in periods:
        own = [item for item in items if item.window.period == period]
        name = figures.period_name(period, texts.language)
        head = texts.say("mine.title", name=person.name, period=name)
        blocks.append("\n".join([head, *(_told(item, texts, rules) for item in own)]))
    return Html("\n\n".join(blocks))


def _told(item: Item, texts: Catalog, rules: Yardstick) -> Html:
    progress = item.progress(rules)
    line = texts.say(
        "mine.line",
        sign=sign(Light.NONE if item.is_open else progress.light, texts),
        name=item.label,
        value=_value(item, texts),
        stage=stage_of(item.figure, item.indicator, texts),
    )
    facts = _facts(item, progress, texts)
    if facts and progress.light in (Light.YELLOW, Light.RED):
        facts = Html(facts + _needed(item, rules, texts))
    below = [facts for facts in (why_again(item, texts), facts) if facts]
    return Html("\n".join([line, *(texts.say("mine.facts", facts=facts) for facts in below)]))


def _value(item: Item, texts: Catalog) -> Html:
    if item.is_open and not item.is_returned and item.last_value is not None:
        return texts.say("mine.missing_last", value=figures.amount(item.last_value, item.indicator))
    value = answer_of(item.figure, item.indicator, texts)
    is_waiting = item.figure is not None and item.figure.review is Review.PENDING
    return texts.say("mine.pending", value=value) if is_waiting else value


def _facts(item: Item, progress: Progress, texts: Catalog) -> Html | None:
    """Against the target in sight; nothing for an item without a number or a target."""
    if progress.value is None or progress.gap is None:
        return None
    slot = slot_name(item, texts)
    if item.indicator.basis is Basis.RATE or progress.completion is None or progress.pace is None:
        target = figures.amount(progress.target or progress.gap, item.indicator)
        gap = figures.signed(progress.gap, item.indicator.decimals)
        return texts.say("mine.rate_gap", slot=slot, target=target, gap=gap)
    return texts.say(
        "mine.completion",
        slot=slot,
        completion=figures.percent(progress.completion),
        pace=figures.percent(progress.pace),
        gap=figures.signed(progress.gap, 1),
    )


def _needed(item: Item, rules: Yardstick, texts: Catalog) -> Html:
    """What each week must bring from here, for what is behind."""
    found = item.outlook(rules)
    needed = needed_short(found, item.indicator, texts) if found else ""
    return texts.say("mine.needed", needed=needed) if needed else Html("")
