"""Photos and documents beside the numbers: taken in, and put in their place."""

from telegram import Message, Update
from telegram.ext import MessageHandler, filters

from domain.errors import NotNumeric
from domain.people import Person
from handlers import filing, sending
from handlers.access import person_behind
from handlers.actions.reporting import attaching
from handlers.actions.reporting.homes import Attachment
from handlers.context import Context
from handlers.report import FRESH_OR_EDITED, PRIVATE, typed_by
from handlers.taps import press_of
from handlers.texts.catalog import catalog


async def on_file(update: Update, context: Context) -> None:
    """A photo or a document: its caption is read like any message, then it finds its number."""
    person = await person_behind(update, context)
    came = _attachment(person, update.effective_message)
    caption = typed_by(person, update) if came.caption else None
    received = await attaching.receive(context.deps, came, caption)
    texts, rules = catalog(person.language), context.deps.yardstick
    for message in filing.received(received, texts, rules, origin_message=came.message_id):
        await sending.reply(update, context, message)
    if received.refusal is not None:
        raise received.refusal


async def on_item(
    update: Update, context: Context, piece: str, assignment: str, period: str
) -> None:
    """A tap on the number that a file belongs to."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    told = await attaching.move(
        context.deps, press, piece=int(piece), assignment=int(assignment), period=period
    )
    await sending.settle_press(update)
    await sending.replace(update, context, filing.moved(told, catalog(person.language)))


async def on_turn(update: Update, context: Context, piece: str, turn: str) -> None:
    """To another number, or to none."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    act = attaching.choices if turn == "other" else attaching.drop
    told = await act(context.deps, press, piece=int(piece))
    await sending.settle_press(update)
    await sending.replace(update, context, filing.turned(told, catalog(person.language)))


def _attachment(person: Person, message: Message | None) -> Attachment:
    if message is None:
        raise NotNumeric
    # The sizes of a photo come smallest first.
    photo, document = message.photo[-1] if message.photo else None, message.document
    file = photo or document
    if file is None:
        raise NotNumeric
    return Attachment(
        person=person,
        chat_id=message.chat_id,
        message_id=message.message_id,
        sent_at=message.date,
        form="photo" if photo else "document",
        file_id=file.file_id,
        name=(document.file_name or "") if document else "",
        size=file.file_size or 0,
        album=message.media_group_id or "",
        caption=message.caption or "",
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
    )


FILES = filters.PHOTO | filters.Document.ALL

LAST_HANDLERS = [MessageHandler(PRIVATE & FRESH_OR_EDITED & FILES, on_file)]
