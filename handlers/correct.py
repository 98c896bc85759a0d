"""Corrections after the lock: asked for in one message, decided with one tap."""

from telegram import Update
from telegram.ext import CommandHandler, filters

from domain.people import Person
from handlers import sending
from handlers.access import person_behind
from handlers.actions.deciding import correcting, granting
from handlers.actions.deciding.correcting import Asking
from handlers.context import Context
from handlers.outgoing import Outgoing
from handlers.taps import press_of
from handlers.texts import corrections
from handlers.texts.catalog import catalog
from storage.entries import Origin


async def on_correct(update: Update, context: Context) -> None:
    """Ask for a correction: item, number and reason behind the command."""
    person = await person_behind(update, context)
    await hand_in(update, context, person, context.said)


async def hand_in(update: Update, context: Context, person: Person, text: str) -> None:
    """Ask for a correction in these words, and tell that it was handed in."""
    message = update.effective_message
    if message is None:
        return
    origin = Origin(message.chat_id, message.message_id)
    asking = Asking(person, text, origin, message.date)
    told = await correcting.ask(context.deps, asking)
    zone = context.deps.schedule.zone
    words = corrections.receipt(told, catalog(person.language), zone)
    await sending.reply(update, context, Outgoing(words))


async def on_decision(update: Update, context: Context, request: str, choice: str) -> None:
    """An assessor grants a correction, or does not."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    told = await granting.settle(context.deps, press, request=int(request), granted=choice == "yes")
    await sending.settle_press(update)
    words = corrections.settled(told, catalog(person.language))
    await sending.replace(update, context, Outgoing(words))


HANDLERS = [
    CommandHandler("correct", on_correct, filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE),
]
