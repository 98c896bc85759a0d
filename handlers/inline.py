"""`@bot 投资` typed in any chat: short articles for people who are enrolled, by their own right."""

from collections.abc import Sequence

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.error import BadRequest
from telegram.ext import ApplicationHandlerStop, InlineQueryHandler, MessageHandler, filters

from domain.errors import Refusal, Stranger
from domain.people import Language
from handlers import articles
from handlers.access import person_behind
from handlers.articles import Article
from handlers.context import Context
from handlers.joining import INLINE
from handlers.texts.catalog import Catalog, catalog
from handlers.viewers import viewer

MOST_BUTTON = 64  # characters


async def on_inline(update: Update, context: Context) -> None:
    """Answer while it is typed; who may see it is decided for every letter anew."""
    query, deps = update.inline_query, context.deps
    if query is None or not deps.inline:
        return
    try:
        person = await person_behind(update, context)
    except Stranger:
        texts = catalog(Language.ZH)
        await _answer(query, (), texts, note=texts.plain("inline.stranger"))
        return
    texts = catalog(person.language)
    reader = viewer(await deps.roster.current(), person, at=deps.now())
    try:
        found = await articles.found(deps, reader, query.query, texts)
    except Refusal:
        await _answer(query, (), texts, note=texts.plain("inline.nothing"))
        return
    await _answer(query, found, texts)


async def _answer(
    query: InlineQuery, found: Sequence[Article], texts: Catalog, *, note: str = ""
) -> None:
    """Never kept by Telegram, and for this person alone."""
    button = InlineQueryResultsButton(note[:MOST_BUTTON], start_parameter=INLINE) if note else None
    try:
        await query.answer(
            [_result(number, one) for number, one in enumerate(found)],
            cache_time=0,
            is_personal=True,
            button=button,
        )
    except BadRequest as error:
        if "query" not in str(error).lower():  # too old: the person types on
            raise


def _result(number: int, article: Article) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=str(number),
        title=article.title,
        description=article.description,
        input_message_content=InputTextMessageContent(
            article.words, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
    )


async def on_own_words(update: Update, context: Context) -> None:
    """What was put into a chat from our own results: nobody typed it, least of all a number."""
    message = update.effective_message
    if message is not None and message.via_bot and message.via_bot.id == context.bot.id:
        raise ApplicationHandlerStop


# Before every other door: the numbers in such a text are no answer.
FIRST_HANDLERS = [MessageHandler(filters.VIA_BOT, on_own_words)]
HANDLERS = [InlineQueryHandler(on_inline)]
