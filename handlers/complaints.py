"""Too much: the button, the words that follow it, and the admin's answer."""

from telegram import Message, Update
from telegram.ext import MessageHandler, filters

from domain.people import Person
from handlers import report, sending
from handlers.access import person_behind
from handlers.actions.members import complaining
from handlers.context import Context
from handlers.outgoing import Outgoing
from handlers.taps import press_of
from handlers.texts.catalog import catalog
from storage.complaints import Complaint


async def on_complaint(update: Update, context: Context) -> None:
    """One tap is enough; whoever wants to say more writes on."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    made = await complaining.complain(context.deps, press)
    await sending.settle_press(update)
    words = catalog(person.language).say("complaint.taken")
    asked = await sending.reply(update, context, Outgoing(words))
    await complaining.offered_in(context.deps, made, message_id=asked)


async def on_reply(update: Update, context: Context) -> None:
    """A reply about a complaint, by its author or by an admin; any other is a report."""
    message = update.effective_message
    person = await person_behind(update, context)
    made = await _about(context, person, message) if message else None
    if message is None or made is None or not message.text:
        await report.on_text(update, context)
        return
    texts = catalog(person.language)
    if made.person == person.code:
        number = message.message_id
        await complaining.add_words(context.deps, made, message.text, message_id=number)
        words = texts.say("complaint.more")
    else:
        words = texts.say(await _answered(context, person, made, message))
    await sending.reply(update, context, Outgoing(words))


async def _about(context: Context, person: Person, message: Message) -> Complaint | None:
    replied, text = message.reply_to_message, message.text or ""
    # A bare number is a number, whatever it is a reply to.
    if replied is None or not any(c.isalpha() for c in text):
        return None
    return await complaining.replied_to(context.deps, person, message.chat_id, replied.message_id)


async def _answered(context: Context, admin: Person, made: Complaint, message: Message) -> str:
    """The key of what the admin is told."""
    is_sent = await complaining.answer(
        context.deps, admin, made, message.text or "", message_id=message.message_id
    )
    return "complaint.answered" if is_sent else "complaint.unreachable"


REPLY = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & filters.REPLY

LAST_HANDLERS = [MessageHandler(REPLY & filters.TEXT & ~filters.COMMAND, on_reply)]
