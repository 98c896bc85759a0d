"""The files kept with a number, sent back to whoever may read it."""

from collections.abc import AsyncIterator

from telegram import Update

from domain.errors import StaleButton
from domain.periods import Period
from handlers import recalled, sending
from handlers.access import viewer_behind
from handlers.actions.reporting import exhibits
from handlers.actions.reporting.exhibits import Exhibits
from handlers.context import Context
from handlers.deps import Deps
from handlers.looks import Look, read_leaf
from handlers.outgoing import Document, Outgoing
from handlers.texts import evidence as words
from handlers.texts.catalog import Catalog, catalog


async def on_files(update: Update, context: Context, look: Look) -> None:
    """A tap below a history: first the photos, then each document."""
    viewer = await viewer_behind(update, context)
    assignment, _ = read_leaf(look.code)
    if not look.period:
        raise StaleButton
    period, texts, deps = Period.parse(look.period), catalog(viewer.language), context.deps
    then = await recalled.on_that_day(deps, look.day, texts) if look.day else deps
    found = await exhibits.of_item(then, viewer, assignment, period)
    await sending.settle_press(update)
    async for message in _messages(then, found, texts):
        if look.day:
            message = await recalled.marked(deps, message, look.day, texts)
        await sending.reply(update, context, message)


async def _messages(deps: Deps, found: Exhibits, texts: Catalog) -> AsyncIterator[Outgoing]:
    """Files one after another, so that only a few lie in memory; at the end what is damaged."""
    zone, damaged = deps.schedule.zone, 0
    photos: list[bytes] = []
    for piece in [one for one in found.pieces if one.form == "photo"]:
        content = await exhibits.content(deps, piece)
        photos += [content] if content is not None else []
        damaged += content is None
    title = words.title(found, texts, zone)
    yield Outgoing(title, pictures=tuple(photos))
    for piece in [one for one in found.pieces if one.form != "photo"]:
        content = await exhibits.content(deps, piece)
        damaged += content is None
        if content is not None:
            document = Document(words.file_name(piece, texts), content)
            yield Outgoing(words.by(piece, found.names, texts, zone), document=document)
    if damaged:
        yield Outgoing(texts.say("evidence.damaged", count=damaged))
