"""Sending a number back: /return, a button at the number, the reason, and taking it back."""

from telegram import Update
from telegram.ext import CommandHandler, filters

from domain.errors import NotReturnable
from domain.finding import is_name
from domain.people import Person
from handlers import lookup, replies, sending
from handlers.access import person_behind
from handlers.actions.deciding import returning, taking_back
from handlers.actions.deciding.returned import Returned
from handlers.actions.deciding.returning import Wish
from handlers.actions.lookups import pointing
from handlers.actions.reporting import choosing
from handlers.actions.reporting.tapped import Press
from handlers.context import Context
from handlers.looks import leaf
from handlers.outgoing import Outgoing
from handlers.taps import press_of
from handlers.texts import returns
from handlers.texts.catalog import catalog
from storage.entries import Origin

NEVER_MIND = "0"


async def on_return(update: Update, context: Context) -> None:
    """Send back the number that is named, or take that back; without a reason ask for one."""
    person = await person_behind(update, context)
    message = update.effective_message
    if message is None:
        return
    texts = catalog(person.language)
    if not context.args:
        await sending.reply(update, context, Outgoing(texts.say("return.how")))
        return
    pointed = pointing.pointed_at(await context.deps.roster.current(), context.said)
    own = pointed.assignment
    press = Press(person, message.chat_id, message.message_id, update.update_id, message.date)
    if returns.is_taking_back(pointed.rest):
        number = await taking_back.standing(context.deps, own)
        taken = await taking_back.take_back(context.deps, press, number)
        await sending.reply(update, context, Outgoing(returns.taken_back(taken, texts)))
        return
    period, revision = await returning.latest(context.deps, own, message.date)
    if revision is None:
        raise NotReturnable("nothing")
    origin = Origin(message.chat_id, message.message_id)
    if pointed.rest:
        wish = Wish(person, own.id, period, revision, pointed.rest, origin, message.date)
        told = await returning.give_back(context.deps, wish)
        await _tell(update, context, person, told)
        return
    asked = await returning.ask(
        context.deps, press, assignment=own.id, period=period, revision=revision
    )
    await sending.reply(update, context, replies.reason_wanted(asked, texts))


async def on_ask(update: Update, context: Context, item: str, period: str, revision: str) -> None:
    """The button at the number: ask for the reason, below the words that name the number."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    asked = await returning.ask(
        context.deps, press, assignment=int(item), period=period, revision=int(revision)
    )
    await sending.settle_press(update)
    await sending.reply(update, context, replies.reason_wanted(asked, catalog(person.language)))


async def on_reason(
    update: Update, context: Context, item: str, period: str, revision: str, number: str
) -> None:
    """One of the reasons offered; or none after all, which leads back to the number."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    if number == NEVER_MIND:
        await returning.never_mind(context.deps, press.chat_id)
        await lookup.on_look(update, context, "leaf", f"{leaf(int(item), 0)}@{period}")
        return
    reason = returns.reason(int(number))
    wish = Wish(person, int(item), period, int(revision), reason, press.origin, press.sent_at)
    told = await returning.give_back(context.deps, wish)
    await sending.settle_press(update)
    await sending.replace(update, context, replies.return_done(told, catalog(person.language)))


async def on_take_back(update: Update, context: Context, number: str) -> None:
    """The button below the receipt: it was a mistake."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    told = await taking_back.take_back(context.deps, press, int(number))
    await sending.settle_press(update)
    words = returns.taken_back(told, catalog(person.language))
    await sending.replace(update, context, Outgoing(words))


async def on_words(update: Update, context: Context, person: Person) -> bool:
    """Take words for the reason that is waited for in this chat; False when none is.

    A name alone is looked at, and a number of somebody who owes numbers is a number.
    """
    message = update.message
    if message is None or message.text is None:
        return False
    roster = await context.deps.roster.current()
    answers = roster.answered_by(person.code, message.date)
    owes = bool(answers) and any(sign.isdigit() for sign in message.text)
    if owes or is_name(roster.names, message.text):
        return False
    lead = await returning.awaited(context.deps, person, message.chat_id, message.date)
    if lead is None or lead.revision is None:
        return False
    wish = Wish(
        person,
        lead.assignment,
        lead.period,
        lead.revision,
        message.text,
        Origin(message.chat_id, message.message_id),
        message.date,
    )
    await _tell(update, context, person, await returning.give_back(context.deps, wish))
    return True


async def on_keep(update: Update, context: Context, item: str, period: str, revision: str) -> None:
    """The number that was sent back is right after all: it is given once more, with one tap."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    outcome = await choosing.keep(
        context.deps, press, assignment=int(item), period=period, revision=int(revision)
    )
    await sending.settle_press(update)
    rules = context.deps.yardstick
    told = replies.recorded(outcome, catalog(person.language), rules, origin_message=None)
    await sending.replace(update, context, told[0])


async def _tell(update: Update, context: Context, person: Person, told: Returned) -> None:
    await sending.reply(update, context, replies.return_done(told, catalog(person.language)))


HANDLERS = [
    CommandHandler("return", on_return, filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE),
]
