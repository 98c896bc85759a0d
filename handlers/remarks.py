"""Words that are no number, right after a tap on "too much": they say what is too much."""

from telegram import Update

from handlers import sending
from handlers.actions.members import complaining
from handlers.actions.reporting.outcomes import Outcome
from handlers.context import Context
from handlers.outgoing import Outgoing
from handlers.texts.catalog import catalog

WORDS = frozenset({"not_a_number", "question"})
ABOUT_MESSAGES = (
    "条",
    "次",
    "遍",
    "提醒",
    "催",
    "扰",
    "烦",
    "太多",
    "太早",
    "太晚",
    "message",
    "remind",
)
"""A number beside one of these is no answer to what is asked."""


async def belong_to_a_complaint(update: Update, context: Context, outcome: Outcome) -> bool:
    """Pass words on that go with a complaint; False if they are nothing of the kind.

    Only words in which nobody meant to give a number, so that none is lost here.
    """
    message, unread, deps = update.effective_message, outcome.unread, context.deps
    if message is None or unread is None or outcome.saved or outcome.doubtful:
        return False
    text = message.text or ""
    if unread.kind not in WORDS and not any(word in text for word in ABOUT_MESSAGES):
        return False
    made = await complaining.awaiting_words(deps, outcome.person, at=message.date)
    if made is None:
        return False
    await complaining.add_words(deps, made, text, message_id=message.message_id)
    words = catalog(outcome.person.language).say("complaint.more")
    await sending.reply(update, context, Outgoing(words))
    return True
