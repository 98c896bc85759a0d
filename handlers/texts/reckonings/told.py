"""How a number came about (怎么算的), line by line, with the numbers in it."""

from collections.abc import Iterator

from handlers.actions.lookups.sums import (
    CardReckoning,
    ItemReckoning,
    ListReckoning,
    PointsReckoning,
    Reckoning,
    UnitReckoning,
)
from handlers.texts.catalog import Catalog, Html
from handlers.texts.reckonings.items import of_card, of_item
from handlers.texts.reckonings.lists import of_list
from handlers.texts.reckonings.units import of_points, of_unit


def reckoning(view: Reckoning, texts: Catalog) -> Html:
    """At most some twenty lines, the result first."""
    lines: Iterator[Html]
    match view:
        case UnitReckoning():
            lines = of_unit(view, texts)
        case ItemReckoning():
            lines = of_item(view, texts)
        case CardReckoning():
            lines = of_card(view, texts)
        case PointsReckoning():
            lines = of_points(view, texts)
        case ListReckoning():
            lines = of_list(view, texts)
        case _:
            raise TypeError(type(view).__name__)
    return Html("\n".join([*lines, *_version(view, texts)]))


def _version(view: Reckoning, texts: Catalog) -> Iterator[Html]:
    """By which rules, where there has been more than one set of them."""
    book = view.rules.book
    if view.rules.version and book.newest is not None and book.newest.number > 1:
        yield texts.say("how.version", number=view.rules.version)
