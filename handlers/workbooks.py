"""A workbook that somebody sent, fetched from Telegram: now, or again for a button below it."""

from telegram import Document, Message, Update

from handlers.context import Context

MAX_FILE = 5 * 1024 * 1024  # bytes


async def sent(update: Update, context: Context) -> bytes | None:
    """The workbook in this message; None when it is no .xlsx of a reasonable size."""
    message = update.effective_message
    return await _download(context, message.document if message else None)


async def pressed(update: Update, context: Context) -> bytes | None:
    """The workbook that the pressed message answers."""
    query = update.callback_query
    message = query.message if query else None
    if not isinstance(message, Message) or message.reply_to_message is None:
        return None
    return await _download(context, message.reply_to_message.document)


async def _download(context: Context, document: Document | None) -> bytes | None:
    if document is None or (document.file_size or 0) > MAX_FILE:
        return None
    if not (document.file_name or "").lower().endswith(".xlsx"):
        return None
    file = await context.bot.get_file(document.file_id)
    return bytes(await file.download_as_bytearray())
