"""The prompt card and the reminder: what is asked, with last values and targets."""

from collections.abc import Sequence
from decimal import Decimal

from domain.people import Person
from domain.periods import Period
from domain.schedule import Schedule
from handlers.actions.reporting.items import Item
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html
from handlers.texts.items import answer_in_short, answer_of, slot_name, stage_of

EXAMPLE_NAMES = 2


def prompt(person: Person, items: Sequence[Item], texts: Catalog, schedule: Schedule) -> Html:
    """The card of one period: every open item, then what is done."""
    window = items[0].window
    open_items = [item for item in items if item.is_open]
    head = texts.say(
        "card.title",
        name=person.name,
        period=figures.period_name(window.period, texts.language),
    )
    return _card(head, open_items, items, texts, schedule)


def reminder(person: Person, items: Sequence[Item], texts: Catalog, schedule: Schedule) -> Html:
    """The card again, about what is missing only."""
    window = items[0].window
    open_items = [item for item in items if item.is_open]
    head = texts.say(
        "card.title_remind",
        name=person.name,
        period=figures.period_name(window.period, texts.language),
        count=len(open_items),
    )
    return _card(head, open_items, open_items, texts, schedule)


def _card(
    head: Html,
    open_items: Sequence[Item],
    shown: Sequence[Item],
    texts: Catalog,
    schedule: Schedule,
) -> Html:
    window = shown[0].window
    lines = [head, texts.say("card.due", **_times(shown[0], texts, schedule))]
    lines += [*for_others(shown, texts), Html("")]
    if len(open_items) == 1 == len(shown):
        lines += _single(open_items[0], texts)
    else:
        lines += [line for item in open_items for line in _listed(item, texts)]
    lines += [_done(item, texts) for item in shown if not item.is_open]
    lines += [Html(""), how(open_items, texts, window.period)]
    return Html("\n".join(lines))


def how(open_items: Sequence[Item], texts: Catalog, period: Period) -> Html:
    """One sentence that shows how to answer what is still open."""
    if not open_items:
        return texts.say("card.all_done", period=figures.period_name(period, texts.language))
    if len(open_items) == 1:
        return texts.say("card.how_one")
    return texts.say("card.how_many", example=example(open_items))


def example(items: Sequence[Item]) -> str:
    """The first items by their shortest names, as one would type them: 投资 13.5 零售 8.2."""
    return " ".join(f"{short_name(item)} {example_value(item)}" for item in items[:EXAMPLE_NAMES])


def short_name(item: Item) -> str:
    """The shortest name an item answers to."""
    if item.assignment.project:
        return item.label
    return min(item.names, key=len)


def for_others(items: Sequence[Item], texts: Catalog) -> list[Html]:
    """Whose items they are besides the reader's own, and how many; nothing if nobody's."""
    cadres = [item.cadre for item in items if item.cadre]
    if not cadres:
        return []
    names = texts.plain("common.sep").join(dict.fromkeys(cadres))
    key = "card.all_for" if len(cadres) == len(items) else "card.some_for"
    return [texts.say(key, names=names, count=len(cadres))]


def example_value(item: Item) -> str:
    """A number such as one would type for this item."""
    value = item.last_value if item.last_value is not None else Decimal("13.5")
    return figures.fixed(value, item.indicator.decimals).replace(",", "").replace("−", "-")


def _single(item: Item, texts: Catalog) -> list[Html]:
    name = texts.say("card.item_one", name=item.label, measure=item.indicator.measure)
    return [name, *_below(item, texts)]


def _listed(item: Item, texts: Catalog) -> list[Html]:
    name = texts.say(
        "card.item", number=item.number, name=item.label, measure=item.indicator.measure
    )
    return [name, *(texts.say("card.item_facts", facts=facts) for facts in _below(item, texts))]


def _below(item: Item, texts: Catalog) -> list[Html]:
    """Why it has to be given again, if it has; then what it is measured by."""
    return [line for line in (why_again(item, texts), _facts(item, texts)) if line]


def why_again(item: Item, texts: Catalog) -> Html:
    """Who sent the number back and why; nothing where it was not sent back."""
    told = item.sent_back
    if told is None:
        return Html("")
    return texts.say("echo.sent_back", by=told.by, reason=told.reason)


def _facts(item: Item, texts: Catalog) -> Html:
    """That it was sent back, last value and target, whichever there are."""
    facts: list[Html] = []
    if item.figure is not None and item.is_returned:
        value = answer_in_short(item.figure, item.indicator, texts)
        facts.append(texts.say("card.was", value=value))
    places = item.indicator.decimals
    if item.last_value is not None:
        facts.append(texts.say("card.last", value=figures.fixed(item.last_value, places)))
    if plan := item.plan:
        target = plan.anchor_at(item.window.period.end).amount
        value = figures.fixed(target, places)
        facts.append(texts.say("card.target", slot=slot_name(item, texts), value=value))
    return Html(" · ".join(facts))


def facts_of(item: Item, texts: Catalog) -> Html:
    """Last value and target of one item, for the question that asks it alone."""
    return _facts(item, texts)


def _done(item: Item, texts: Catalog) -> Html:
    return texts.say(
        "card.done",
        name=item.label,
        value=answer_of(item.figure, item.indicator, texts),
        stage=stage_of(item.figure, item.indicator, texts),
    )


def _times(item: Item, texts: Catalog, schedule: Schedule) -> dict[str, str]:
    window = item.window
    return {
        "span": figures.span(window.period, texts.language),
        "due": figures.moment(window.due, schedule.zone, texts.language),
    }
