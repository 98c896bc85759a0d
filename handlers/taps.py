"""A tap on a button, as a value."""

from telegram import Update

from domain.errors import StaleButton
from domain.people import Person
from handlers.actions.reporting.tapped import Press
from handlers.context import Context


def press_of(update: Update, context: Context, person: Person) -> Press:
    """The tap; presses carry no date, so they count for when they are handled.

    Raises:
        StaleButton: the message it hung below is gone.
    """
    query, chat = update.callback_query, update.effective_chat
    if query is None or query.message is None or chat is None:
        raise StaleButton
    return Press(person, chat.id, query.message.message_id, update.update_id, context.deps.now())
