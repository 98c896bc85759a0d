"""Looking back: what is shared as it was known on a day, with pictures and words that say so.

Everything below such an answer stays on that day, but one button that leads back to now.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from charts.sheets import Sheet
from handlers.actions.inquiry.inquiring import Answer
from handlers.actions.inquiry.pressing import Pressed
from handlers.actions.measuring import recalling, standing
from handlers.deps import Deps
from handlers.looks import Look
from handlers.outgoing import Button, Keyboard, Outgoing
from handlers.showing import shown
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html, catalog
from handlers.viewers import Viewer
from handlers.ways.here import here

Draw = Callable[[Sheet], Awaitable[Sequence[bytes]]]
Ask = Callable[[Deps, Viewer, str], Awaitable[Answer]]
Tell = Callable[[Deps, Viewer, str], Awaitable[Outgoing]]


async def answered(deps: Deps, viewer: Viewer, words: str, ask: Ask) -> Outgoing:
    """What a text asks for: as it stands, or as known on the day of the past that it names.

    Raises:
        NotKnownYet: the day lies ahead.
    """
    said = recalling.recalled(deps, words)
    day, rest = (said.day, said.rest) if said else (None, words)
    return await looked(deps, viewer, day, lambda then: ask(then, viewer, rest))


async def told(deps: Deps, viewer: Viewer, words: str, tell: Tell) -> Outgoing:
    """The same of what is a message already."""
    said = recalling.recalled(deps, words)
    if said is None:
        return await tell(deps, viewer, words)
    texts = catalog(viewer.language)
    then = await on_that_day(deps, said.day, texts)
    message = await tell(then, viewer, said.rest)
    message = message.with_keyboard(_staying(message.keyboard, said.day))
    return await marked(deps, message, said.day, texts)


async def looked(
    deps: Deps,
    viewer: Viewer,
    day: date | None,
    look: Callable[[Deps], Awaitable[Pressed]],
) -> Outgoing:
    """What is looked at, as it stands, or as known on a day of the past; raises NotKnownYet."""
    texts = catalog(viewer.language)
    if day is None:
        return await shown(deps, viewer, await look(deps), texts)
    then = await on_that_day(deps, day, texts)
    view = await look(then)
    message = await shown(then, viewer, view, texts)
    back = Button(texts.plain("button.now"), (await _now(then, view)).data)
    message = message.with_keyboard((*_staying(message.keyboard, day), (back,)))
    return await marked(deps, message, day, texts)


async def on_that_day(deps: Deps, day: date, texts: Catalog) -> Deps:
    """As known at the end of that day; every picture is stamped with it.

    Raises:
        NotKnownYet: the day lies ahead.
    """
    then = await recalling.as_known(deps, recalling.end_of(deps, day))
    stamp = texts.plain("recall.stamp", day=_day(deps, day, texts))
    return replace(then, draw=partial(_stamped, then.draw, stamp))


async def marked(deps: Deps, message: Outgoing, day: date, texts: Catalog) -> Outgoing:
    """The same message, which says first of what day it is, and if little is known of that."""
    lines = [texts.say("recall.words", day=_day(deps, day, texts))]
    since = await recalling.known_since(deps)
    if since is not None and recalling.end_of(deps, day) < since:
        first = _day(deps, since.astimezone(deps.schedule.zone).date(), texts)
        lines.append(texts.say("recall.unkept", day=first))
    return replace(message, text=Html("\n".join([*lines, message.text])))


async def _now(then: Deps, view: Pressed) -> Look:
    """What is shown, as it stands now; of what was the current period then, today's."""
    look = here(view)
    current = await standing.current_period(then, then.now())
    return replace(look, period="") if look.period == current.key else look


def _staying(keyboard: Keyboard, day: date) -> Keyboard:
    """The buttons that look at something look at that day; nothing is done about the past."""
    rows = (
        tuple(
            Button(button.label, look.on(day).data)
            for button in row
            if (look := Look.of(button.data)) is not None
        )
        for row in keyboard
    )
    return tuple(row for row in rows if row)


async def _stamped(draw: Draw, stamp: str, sheet: Sheet) -> Sequence[bytes]:
    return await draw(replace(sheet, head=replace(sheet.head, stamp=stamp)))


def _day(deps: Deps, day: date, texts: Catalog) -> str:
    """The day by name; with its year if it is another one than the campaign's."""
    return figures.day_of(day, texts.language, year=deps.campaign.year)
