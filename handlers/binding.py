"""/bind: the group that summaries go to, and which of them it gets, chosen with taps."""

from telegram import Update
from telegram.ext import CommandHandler, filters

from domain import audience
from domain.audience import NotSummaries
from domain.periods import PeriodKind
from handlers import sending
from handlers.access import binder_behind, bound_group, is_private
from handlers.actions.posting import binding
from handlers.actions.posting.binding import Room
from handlers.context import Context
from handlers.errors import wording
from handlers.outgoing import Outgoing
from handlers.texts import bindings
from handlers.texts.catalog import Catalog, catalog
from storage.groups import Group


async def on_bind(update: Update, context: Context) -> None:
    """Bind this group, with 周 月 季 for those summaries alone; in private list the groups."""
    person = await binder_behind(update, context)
    chat, message = update.effective_chat, update.effective_message
    texts = catalog(person.language)
    if chat is None or message is None or is_private(chat):
        known = await binding.bound(context.deps)
        await sending.reply(update, context, Outgoing(bindings.listed(known, texts)))
        return
    try:
        wanted = audience.named(context.said)
    except NotSummaries as unknown:
        # Answered here: a group that is not bound yet is told of no other refusal.
        await sending.reply(update, context, Outgoing(await wording(unknown, update, context)))
        return
    thread = message.message_thread_id if message.is_topic_message else None
    room = Room(chat.id, chat.title or "", thread)
    group = await binding.bind(context.deps, room, person, summaries=wanted)
    await sending.reply(update, context, _message(group, texts))


async def on_choose(update: Update, context: Context, kind: str, wanted: str) -> None:
    """An admin chooses what the group gets, or what it gets no longer."""
    person = await binder_behind(update, context)
    chat_id = await bound_group(update, context)
    group = await binding.choose(context.deps, chat_id, PeriodKind(kind), wanted=wanted == "1")
    await sending.settle_press(update)
    await sending.replace(update, context, _message(group, catalog(person.language)))


def _message(group: Group, texts: Catalog) -> Outgoing:
    return Outgoing(bindings.bound(group, texts), keyboard=bindings.choices(group, texts))


HANDLERS = [CommandHandler("bind", on_bind, filters.UpdateType.MESSAGE)]
