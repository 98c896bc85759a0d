"""The lists below a ranking, in words: their buttons say the most."""

from handlers.actions.lookups.directory import UNITS, Directory, Page
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html


def directory(view: Directory, texts: Catalog) -> Html:
    """What the buttons below are; of units which page."""
    period = figures.period_name(view.board.period, texts.language)
    if view.what != UNITS:
        return texts.say(f"directory.{view.what}", period=period)
    key = "directory.units" if len(view.pages) == 1 else "directory.units_of"
    return texts.say(key, period=period, page=page_name(view.pages[view.at], texts))


def page_name(page: Page, texts: Catalog) -> str:
    """The group, with the places where it needs several pages."""
    if page.is_whole and page.group:
        return page.group
    last = page.start + len(page.standings) - 1
    key = "directory.places" if page.group else "directory.places_alone"
    return texts.plain(key, group=page.group, first=page.start, last=last)
