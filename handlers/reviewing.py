"""Confirming numbers: /review, all of a list with one tap, or one at its own page."""

from telegram import Update
from telegram.ext import CommandHandler, filters

from handlers import lookup, replies, sending
from handlers.access import person_behind
from handlers.actions.deciding import reviewing
from handlers.context import Context
from handlers.looks import leaf
from handlers.outgoing import Outgoing
from handlers.taps import press_of
from handlers.texts.catalog import catalog


async def on_review(update: Update, context: Context) -> None:
    """What waits for this person, a message for each period."""
    person = await person_behind(update, context)
    deps = context.deps
    lists = await reviewing.lists_of(deps, person, deps.now())
    texts = catalog(person.language)
    for told in lists:
        await sending.reply(update, context, replies.review(told, texts, deps.schedule.zone))
    if not lists:
        await sending.reply(update, context, Outgoing(texts.say("review.nothing")))


async def on_approve_all(update: Update, context: Context, period: str, digest: str) -> None:
    """Everything on this list is right."""
    person = await person_behind(update, context)
    told = await reviewing.approve_all(
        context.deps, press_of(update, context, person), period=period, digest=digest
    )
    await sending.settle_press(update)
    texts = catalog(person.language)
    message = replies.review(told, texts, context.deps.schedule.zone)
    await sending.replace(update, context, message)


async def on_approve(
    update: Update, context: Context, item: str, period: str, revision: str
) -> None:
    """This one is right; its page then says so."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    await reviewing.approve(
        context.deps, press, assignment=int(item), period=period, revision=int(revision)
    )
    await lookup.on_look(update, context, "leaf", f"{leaf(int(item), 0)}@{period}")


HANDLERS = [
    CommandHandler("review", on_review, filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE),
]
