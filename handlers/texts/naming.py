"""Names in lines that have to stay short."""

from collections.abc import Iterable

from handlers.texts.catalog import Catalog, Html

NAMED = 3
"""How many units, people or numbers a line names."""
LONGEST_NAME = 16
"""Characters; with few names a whole brief stays well below Telegram's 4,096."""


def short(name: str) -> str:
    """A name that a line has room for."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def listed(named: Iterable[Html], many: int, texts: Catalog, *, most: int = NAMED) -> Html:
    """Names one after another; that there are more of `many` than `most`, if so."""
    more = texts.say("common.list_end") if many > most else ""
    return Html(f"{texts.say('common.sep').join(named)}{more}")
