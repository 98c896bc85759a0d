"""Looking back: what is shared as it was known on a day, with pictures and words that say so."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial

from charts.sheets import Sheet
from handlers.actions import recalling
from handlers.actions.recalling import Recalled
from handlers.deps import Deps
from handlers.outgoing import Outgoing
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html

Draw = Callable[[Sheet], Awaitable[Sequence[bytes]]]


async def on_that_day(deps: Deps, said: Recalled, texts: Catalog) -> Deps:
    """As known at the end of that day; every picture is stamped with it.

    Raises:
        NotKnownYet: the day lies ahead.
    """
    then = await recalling.as_known(deps, recalling.end_of(deps, said.day))
    stamp = texts.plain("recall.stamp", day=_day(said, texts, deps.campaign.year))
    return replace(then, draw=partial(_stamped, then.draw, stamp))


def marked(message: Outgoing, said: Recalled, texts: Catalog, *, year: int) -> Outgoing:
    """The same message, which says first of what day it is; with its year if it is another."""
    words = Html(f"{texts.say('recall.words', day=_day(said, texts, year))}\n{message.text}")
    return replace(message, text=words)


async def _stamped(draw: Draw, stamp: str, sheet: Sheet) -> Sequence[bytes]:
    return await draw(replace(sheet, head=replace(sheet.head, stamp=stamp)))


def _day(said: Recalled, texts: Catalog, year: int) -> str:
    return figures.day_of(said.day, texts.language, year=year)
