"""Milestones of projects, told about with a tap or in a line of words."""

from datetime import date

from telegram import Update

from domain.errors import StaleButton
from domain.people import Person
from handlers import planning, sending
from handlers.access import person_behind
from handlers.actions.reporting import milestones
from handlers.actions.reporting.milestones import Words
from handlers.context import Context
from handlers.taps import press_of
from handlers.texts.catalog import catalog


async def on_turn(update: Update, context: Context, milestone: str, turn: str) -> None:
    """Reached; put off, or reached on another day: then ask for it; or how it stands."""
    person = await person_behind(update, context)
    press, number, deps = press_of(update, context, person), int(milestone), context.deps
    match turn:
        case "done":
            told = await milestones.say_done(deps, press, number)
        case "later":
            told = await milestones.ask(deps, press, number, "day")
        case "redate":
            told = await milestones.ask(deps, press, number, "done")
        case _:
            told = await milestones.show(deps, press, number)
    await sending.settle_press(update)
    await sending.replace(update, context, planning.about(told, catalog(person.language)))


async def on_open(update: Update, context: Context, milestone: str) -> None:
    """One of several, in a message of its own: the list stays."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    told = await milestones.show(context.deps, press, int(milestone))
    await sending.settle_press(update)
    await sending.reply(update, context, planning.about(told, catalog(person.language)))


async def on_day(update: Update, context: Context, milestone: str, day: str) -> None:
    """Put off to this day; ask why."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    told = await milestones.ask(context.deps, press, int(milestone), "why", _day(day))
    await sending.settle_press(update)
    await sending.replace(update, context, planning.about(told, catalog(person.language)))


async def on_reason(
    update: Update, context: Context, milestone: str, day: str, reason: str
) -> None:
    """Put off to this day for this reason."""
    person = await person_behind(update, context)
    press, texts = press_of(update, context, person), catalog(person.language)
    why = texts.plain(f"milestone.reason.{reason}")
    told = await milestones.put_off(context.deps, press, int(milestone), _day(day), why)
    await sending.settle_press(update)
    await sending.replace(update, context, planning.about(told, texts))


async def on_undo(update: Update, context: Context, milestone: str, number: str) -> None:
    """Take back what was said last."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    told = await milestones.take_back(context.deps, press, int(milestone), int(number))
    await sending.settle_press(update)
    await sending.replace(update, context, planning.about(told, catalog(person.language)))


async def on_reply(update: Update, context: Context, person: Person) -> bool:
    """Take a reply to the message that asks; False if it answers something else."""
    message = update.effective_message
    if message is None or message.reply_to_message is None:
        return False
    return await _take(update, context, person, is_reply_only=True)


async def on_words(update: Update, context: Context, person: Person) -> bool:
    """Take words in which nobody meant a number; False if no milestone waits for any."""
    return await _take(update, context, person, is_reply_only=False)


async def _take(update: Update, context: Context, person: Person, *, is_reply_only: bool) -> bool:
    message = update.message  # an edited one was answered when it came
    if message is None or not message.text:
        return False
    reply_to = message.reply_to_message.message_id if message.reply_to_message else None
    words = Words(person, message.text, message.chat_id, message.message_id, reply_to, message.date)
    told = await milestones.take_words(context.deps, words, is_reply_only=is_reply_only)
    if told is None:
        return False
    sent = await sending.reply(update, context, planning.about(told, catalog(person.language)))
    if told.step:
        await milestones.follow(context.deps, message.chat_id, sent)
    return True


def _day(digits: str) -> date:
    try:
        return date.fromisoformat(digits)
    except ValueError:
        raise StaleButton from None
