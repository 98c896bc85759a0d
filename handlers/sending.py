"""Answers to the person at the door: words, pictures, edits."""

from telegram import Bot, InputMediaPhoto, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from handlers import wire
from handlers.context import Context
from handlers.keyboards import markup, plain_markup
from handlers.outgoing import Outgoing
from handlers.texts.catalog import Html, bare

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_ALERT = 200
NO_WORDS = Html()
NOT_MODIFIED = "message is not modified"
NO_PREVIEW = {"is_disabled": True}
TOPIC_GONE = ("message thread not found", "topic_closed", "topic_deleted")
ANSWERED_TOO_LATE = ("query is too old", "query id is invalid")


async def reply(
    update: Update, context: Context, outgoing: Outgoing, *, quoting: bool = False
) -> int:
    """Send an answer into the chat the update came from, and remember what it is about.

    Returns the message's id. With `quoting` it is a reply to the very message, so that a
    button below finds that again.
    """
    chat = update.effective_chat
    if chat is None:
        raise ValueError("an update without a chat cannot be answered")
    message = update.effective_message
    thread = message.message_thread_id if message and message.is_topic_message else None
    quoted = message.message_id if message and quoting else None
    try:
        sent = await deliver(context.bot, chat.id, outgoing, thread_id=thread, reply_to=quoted)
    except BadRequest as error:
        if thread is None or not any(part in str(error).lower() for part in TOPIC_GONE):
            raise
        # Closed while the answer was on its way: the group's main page takes it.
        sent = await deliver(context.bot, chat.id, outgoing, reply_to=quoted)
    await remember(context, chat.id, sent, outgoing)
    return sent


async def send(
    context: Context, chat_id: int, outgoing: Outgoing, *, thread_id: int | None = None
) -> int:
    """Send one message; returns the id of the one that carries the text and the buttons."""
    return await deliver(context.bot, chat_id, outgoing, thread_id=thread_id)


async def deliver(
    bot: Bot,
    chat_id: int,
    outgoing: Outgoing,
    *,
    thread_id: int | None = None,
    reply_to: int | None = None,
) -> int:
    """Send one message, outside any update; returns the id of the one that carries the text."""
    if outgoing.document is not None:
        sent = await bot.send_document(
            chat_id,
            outgoing.document.content,
            filename=outgoing.document.name,
            caption=outgoing.text,
            parse_mode=ParseMode.HTML,
            reply_markup=markup(outgoing.keyboard),
            message_thread_id=thread_id,
        )
        return sent.message_id
    if len(outgoing.pictures) == 1 and len(outgoing.text) <= MAX_CAPTION:
        sent = await bot.send_photo(
            chat_id,
            outgoing.pictures[0],
            caption=outgoing.text,
            parse_mode=ParseMode.HTML,
            reply_markup=markup(outgoing.keyboard),
            message_thread_id=thread_id,
        )
        return sent.message_id
    if outgoing.is_album:
        return await _send_album(bot, chat_id, outgoing, thread_id)
    await _send_pictures(bot, chat_id, outgoing.pictures, thread_id)
    return await _send_words(bot, chat_id, outgoing, thread_id=thread_id, reply_to=reply_to)


async def _send_words(
    bot: Bot, chat_id: int, outgoing: Outgoing, *, thread_id: int | None, reply_to: int | None
) -> int:
    sent = await wire.call(
        bot,
        "sendMessage",
        chat_id=chat_id,
        text=_cut(outgoing.text, MAX_TEXT),
        parse_mode=ParseMode.HTML.value,
        reply_markup=plain_markup(outgoing.keyboard),
        message_thread_id=thread_id,
        link_preview_options=NO_PREVIEW,
        disable_notification=outgoing.silent or None,
        reply_parameters=_reply_to(reply_to) if reply_to else None,
    )
    return int(sent["message_id"])


async def rewrite(bot: Bot, chat_id: int, message_id: int, outgoing: Outgoing) -> bool:
    """Put new words and buttons into a message of ours; False if it cannot be changed any more."""
    try:
        await wire.call(
            bot,
            "editMessageText",
            chat_id=chat_id,
            message_id=message_id,
            text=_cut(outgoing.text, MAX_TEXT),
            parse_mode=ParseMode.HTML.value,
            reply_markup=plain_markup(outgoing.keyboard),
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        return NOT_MODIFIED in str(error).lower()
    return True


def _reply_to(message: int) -> dict[str, object]:
    return {"message_id": message, "allow_sending_without_reply": True}


async def _send_pictures(
    bot: Bot, chat_id: int, pictures: tuple[bytes, ...], thread_id: int | None
) -> None:
    for start in range(0, len(pictures), 10):
        album = [InputMediaPhoto(picture) for picture in pictures[start : start + 10]]
        if len(album) == 1:
            await bot.send_photo(chat_id, pictures[start], message_thread_id=thread_id)
        else:
            await bot.send_media_group(chat_id, album, message_thread_id=thread_id)


async def _send_album(bot: Bot, chat_id: int, outgoing: Outgoing, thread_id: int | None) -> int:
    """Two to ten pictures in one message; what stands at the first is told below all of them."""
    first, *others = outgoing.pictures
    album = [
        InputMediaPhoto(first, caption=outgoing.text, parse_mode=ParseMode.HTML),
        *(InputMediaPhoto(picture) for picture in others),
    ]
    sent = await bot.send_media_group(chat_id, album, message_thread_id=thread_id)
    return sent[0].message_id


async def remember(context: Context, chat_id: int, message_id: int, outgoing: Outgoing) -> None:
    """Keep what a message is about, so that a reply to it finds its item."""
    if outgoing.post is not None:
        await context.deps.remember(((chat_id, message_id), outgoing.post))


async def settle_press(update: Update, note: Html = NO_WORDS, *, alert: bool = False) -> bool:
    """Stop the button's spinner, with a short note.

    False if Telegram has forgotten the press: nobody saw the note, and it has to be written.
    """
    query = update.callback_query
    if query is None:
        return False
    try:
        await query.answer(bare(note)[:MAX_ALERT] or None, show_alert=alert)
    except BadRequest as error:
        if not any(part in str(error).lower() for part in ANSWERED_TOO_LATE):
            raise
        return False
    return True


async def replace(update: Update, context: Context, outgoing: Outgoing) -> None:
    """Put new words and buttons into the message that was pressed; send anew if it is gone."""
    query = update.callback_query
    if query is None or query.message is None or not query.message.is_accessible:
        await reply(update, context, outgoing)
        return
    try:
        await query.edit_message_text(
            _cut(outgoing.text, MAX_TEXT),
            parse_mode=ParseMode.HTML,
            reply_markup=markup(outgoing.keyboard),
        )
    except BadRequest as error:
        if NOT_MODIFIED in str(error).lower():
            return
        await reply(update, context, outgoing)
        return
    chat = update.effective_chat
    if chat is not None:
        await remember(context, chat.id, query.message.message_id, outgoing)


def _cut(text: str, most: int) -> str:
    """Shorten at a line end, so that no tag is cut in two: texts keep tags within a line."""
    if len(text) <= most:
        return text
    return text[: most - 2].rsplit("\n", 1)[0] + "\n…"
