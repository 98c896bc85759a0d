"""A workbook that somebody sent: tried first, and taken over once a button says so.

Nothing of it is kept in between. The trial answers the file, so that the button finds it again,
and the button bears the file's digest, so that no other is taken over.
"""

import hashlib

from telegram import Document, Message, Update

from domain.errors import StaleButton
from handlers import sending
from handlers.context import Context
from handlers.outgoing import Button, Keyboard, Outgoing
from handlers.texts.catalog import Catalog

MAX_FILE = 5 * 1024 * 1024  # bytes


async def sent(update: Update, context: Context) -> bytes | None:
    """The workbook in this message; None when it is no .xlsx of a reasonable size."""
    message = update.effective_message
    return await _download(context, message.document if message else None)


def choice_of(content: bytes, texts: Catalog, *, press: str, yes: str) -> Keyboard:
    """The buttons below a trial: take over this very file, or drop it."""
    data = f"{press}:{_digest_of(content)}"
    no = Button(texts.plain("admin.import_no"), f"{data}:no")
    return ((Button(yes, f"{data}:yes"), no),)


async def chosen(
    update: Update, context: Context, texts: Catalog, *, digest: str, choice: str
) -> bytes | None:
    """The very file that was tried; None if it is not wanted, which has been told.

    Raises:
        StaleButton: the file is gone, or is another one.
    """
    content = None
    if choice != "no":
        content = await _pressed(update, context)
        if content is None or _digest_of(content) != digest:
            raise StaleButton
    await sending.settle_press(update)
    if content is None:
        await sending.replace(update, context, Outgoing(texts.say("admin.import_dropped")))
    return content


async def _pressed(update: Update, context: Context) -> bytes | None:
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


def _digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
