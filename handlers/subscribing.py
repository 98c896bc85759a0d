"""/subscribe: private copies of rankings, boards and single things, chosen with taps."""

from telegram import Update
from telegram.ext import CommandHandler, filters

from domain.subscriptions import Topic
from handlers import sending
from handlers.access import person_behind
from handlers.actions.notices import subscribing
from handlers.actions.notices.subscribing import Wishes
from handlers.context import Context
from handlers.keyboards import wished
from handlers.outgoing import Outgoing
from handlers.texts.catalog import Catalog, catalog
from handlers.texts.subscriptions import subscriptions


async def on_subscribe(update: Update, context: Context) -> None:
    """What may be chosen, and what is."""
    person = await person_behind(update, context)
    found = await subscribing.wishes(context.deps, person)
    await sending.reply(update, context, _message(found, catalog(person.language)))


async def on_wish(
    update: Update, context: Context, topic: str, wanted: str, among: str | None
) -> None:
    """Choose one thing, or not any more."""
    person = await person_behind(update, context)
    found = await subscribing.wish(
        context.deps, person, Topic(topic), among=among or "", wanted=wanted == "1"
    )
    await sending.settle_press(update)
    await sending.replace(update, context, _message(found, catalog(person.language)))


async def on_page(update: Update, context: Context, topic: str, skip: str) -> None:
    """The things of one topic, or back to the topics."""
    person = await person_behind(update, context)
    wanted = None if topic == "all" else Topic(topic)
    found = await subscribing.wishes(context.deps, person, topic=wanted, skip=int(skip))
    await sending.settle_press(update)
    await sending.replace(update, context, _message(found, catalog(person.language)))


def _message(found: Wishes, texts: Catalog) -> Outgoing:
    return Outgoing(subscriptions(found, texts), keyboard=wished(found, texts))


HERE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE

HANDLERS = [CommandHandler("subscribe", on_subscribe, HERE)]
