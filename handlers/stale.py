"""A button that is over: that is said, and what is asked now is put at the end of the chat."""

from telegram import Update

from domain.people import Language, Person
from handlers import folding, replies, sending
from handlers.access import is_private, person_behind
from handlers.actions.reporting import resuming
from handlers.context import Context
from handlers.outgoing import Outgoing
from handlers.texts.catalog import catalog


async def on_stale(update: Update, context: Context) -> None:
    """Say it where the finger is, and offer what takes the button's place."""
    user = update.effective_user
    roster = await context.deps.roster.current()
    person = roster.behind(user.id) if user else None
    texts = catalog(person.language if person else Language.ZH)
    offers: tuple[Outgoing, ...] = ()
    key = "error.stale_look"
    if (
        person is not None
        and roster.answered_by(person.code, context.deps.now())
        and not _is_look(update)
    ):
        offers = await _current(update, context, person)
        key = "error.stale_button" if offers else "error.stale_done"
    words = texts.say(key)
    if not await sending.settle_press(update, words, alert=not offers):
        await sending.reply(update, context, Outgoing(words))
    for offer in offers:
        await folding.put_last(update, context, offer)


def _is_look(update: Update) -> bool:
    """Whether it was a button that looks something up: there a card would be no answer."""
    query = update.callback_query
    data = (query.data if query else None) or ""
    return data.startswith("v:") or not is_private(update.effective_chat)


async def follow_up(update: Update, context: Context) -> None:
    """Behind the words about a button of a period that is over: what is asked now, if anything."""
    person = await person_behind(update, context)
    for offer in await _current(update, context, person):
        await folding.put_last(update, context, offer)


async def _current(update: Update, context: Context, person: Person) -> tuple[Outgoing, ...]:
    """What is asked of this person now, as it would have been asked; () when nothing is."""
    chat, deps = update.effective_chat, context.deps
    if chat is None:
        return ()
    found = await resuming.current(deps, person, chat_id=chat.id, at=deps.now())
    texts = catalog(person.language)
    return replies.current(found, person, texts, deps.schedule, form_url=deps.form_url)
