"""One place where what went wrong becomes words.

A refusal is answered in one sentence. Trouble with Telegram and anything unexpected is kept
for whoever runs the update (the dispatcher), who tries again later or sets it aside: the
person's message is stored already, so nothing is lost.
"""

import logging

from telegram import Chat, Update
from telegram.error import Forbidden

from domain.errors import Anonymous, PeriodLocked, Refusal, StaleButton, Stranger
from domain.people import Language
from handlers import sending, stale
from handlers.access import is_private
from handlers.actions.members import reaching
from handlers.context import Context
from handlers.outgoing import Outgoing
from handlers.texts.catalog import Html, catalog
from handlers.texts.corrections import example
from handlers.texts.refusals import sentence
from storage import groups

log = logging.getLogger(__name__)


class Failures:
    """What an update died of, handed from the error handler to the dispatcher."""

    def __init__(self) -> None:
        self._by_update: dict[int, BaseException] = {}

    def keep(self, update_id: int, failure: BaseException) -> None:
        """Remember the failure of an update until it is taken."""
        self._by_update[update_id] = failure

    def take(self, update_id: int) -> BaseException | None:
        """The failure of an update, once."""
        return self._by_update.pop(update_id, None)


async def on_error(update: object, context: Context) -> None:
    """Answer a refusal; hand everything else to the dispatcher."""
    if not isinstance(update, Update) or context.error is None:
        log.error("error outside an update", exc_info=context.error)
        return
    failure: BaseException = context.error
    if isinstance(failure, Refusal):
        try:
            await _refuse(update, context, failure)
        except Exception as trouble:  # noqa: BLE001 - handed on, see the module's promise
            failure = trouble
        else:
            return
    if isinstance(failure, Forbidden):
        # Handled, only the answer found nobody: no fault of ours, and no use in trying again.
        log.info("answer refused update=%s", update.update_id)
        await _lost(update, context, failure)
        return
    failures: Failures = context.application.bot_data["failures"]
    failures.keep(update.update_id, failure)


async def _lost(update: Update, context: Context, failure: Forbidden) -> None:
    """Note who cannot be reached: a person who blocked the bot, a group that put it out."""
    chat = update.effective_chat
    if chat is None:
        return
    if is_private(chat):
        reason = "deactivated" if "deactivated" in str(failure).lower() else "blocked"
        await reaching.lose_person(context.deps, chat.id, reason=reason)
    else:
        await reaching.lose_group(context.deps, chat.id, reason="kicked")


async def _refuse(update: Update, context: Context, refusal: Refusal) -> None:
    log.info("refused update=%s why=%s", update.update_id, type(refusal).__name__)
    chat = update.effective_chat
    if not isinstance(refusal, Anonymous):
        is_elsewhere = not is_private(chat) and not await _is_ours(chat, context)
        is_said = update.callback_query is None and not is_private(chat)
        if is_elsewhere or (isinstance(refusal, Stranger) and is_said):
            return  # a group that is not ours hears nothing
    if isinstance(refusal, StaleButton):
        await stale.on_stale(update, context)
        return
    words = await wording(refusal, update, context)
    if not await sending.settle_press(update, words, alert=True):
        # Typed, or pressed so long ago that no note can be shown any more.
        await sending.reply(update, context, Outgoing(words))
    if isinstance(refusal, PeriodLocked) and update.callback_query is not None:
        await stale.follow_up(update, context)


async def _is_ours(chat: Chat | None, context: Context) -> bool:
    async with context.deps.db.reading() as session:
        return chat is not None and await groups.is_bound(session, chat.id)


async def wording(refusal: Refusal, update: Update, context: Context) -> Html:
    """The sentence for a refusal, in the reader's language."""
    user = update.effective_user
    roster = await context.deps.roster.current()
    person = roster.behind(user.id) if user else None
    texts = catalog(person.language if person else Language.ZH)
    zone = context.deps.schedule.zone
    return sentence(refusal, zone=zone, texts=texts, example=example(roster, person))
