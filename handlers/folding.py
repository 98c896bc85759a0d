"""One card a period: when a new one comes, those above it shrink to a line without buttons."""

import logging

from telegram import Bot, Update
from telegram.error import BadRequest

from domain.people import Language
from domain.periods import Period
from handlers import sending
from handlers.context import Context
from handlers.deps import Deps
from handlers.outgoing import Outgoing
from handlers.texts import figures
from handlers.texts.catalog import catalog
from storage import posts
from storage.posts import Post

log = logging.getLogger(__name__)

CARD = "card"


async def put_last(update: Update, context: Context, card: Outgoing) -> None:
    """Send a card as an answer; it is the only one of its period with buttons then."""
    message_id = await sending.reply(update, context, card)
    if update.effective_chat is not None and card.post is not None:
        chat = update.effective_chat.id
        await fold(context.bot, context.deps, chat, card.post, newest=message_id)


async def fold(bot: Bot, deps: Deps, chat_id: int, post: Post, *, newest: int) -> None:
    """Shrink the older cards of a period; an edit notifies nobody.

    A reply to one is still about its period. What Telegram does not let be edited stays as it
    is: its buttons are checked like any others.
    """
    if post.kind != CARD:
        return
    async with deps.db.reading() as session:
        older = await posts.cards_before(session, chat_id, post.period, message_id=newest)
    if not older:
        return
    person = (await deps.roster.current()).behind(chat_id)
    texts = catalog(person.language if person else Language.ZH)
    period = figures.period_name(Period.parse(post.period), texts.language)
    for message_id in older:
        try:
            await bot.edit_message_text(
                texts.say("card.folded", period=period), chat_id=chat_id, message_id=message_id
            )
        except BadRequest as error:
            log.info("card not folded chat=%s why=%s", chat_id, error)
    async with deps.db.transaction(brief=True) as session:
        await posts.fold(session, chat_id, older)
