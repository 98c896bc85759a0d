"""Standing in for somebody: /delegate and /leave, by words or by buttons."""

from telegram import Update
from telegram.ext import CommandHandler, filters

from domain.errors import NotDelegated
from domain.people import Person
from handlers import sending, standing_in
from handlers.access import person_behind
from handlers.actions.members import delegating
from handlers.actions.members.delegating import Wish
from handlers.actions.members.wishes import Said, default_of, read_wish, roles_of
from handlers.context import Context
from handlers.outgoing import Outgoing
from handlers.standing_in import Draft, Reader
from handlers.taps import press_of
from handlers.texts import delegations
from handlers.texts.catalog import catalog
from storage.entries import Origin


async def on_delegate(update: Update, context: Context) -> None:
    """Ask a colleague to stand in: at once if everything was said, else step by step."""
    await _on_wish(update, context, is_leave=False)


async def on_leave(update: Update, context: Context) -> None:
    """Be away until a day; each number's own deputy stands in unless another is named."""
    await _on_wish(update, context, is_leave=True)


async def _on_wish(update: Update, context: Context, *, is_leave: bool) -> None:
    by = await person_behind(update, context)
    message = update.effective_message
    if message is None:
        return
    reader = await _reader(context, by)
    if not context.said:
        await sending.reply(update, context, standing_in.overview(reader, is_leave=is_leave))
        return
    today = message.date.astimezone(reader.zone).date()
    said = read_wish(reader.roster, context.said, by=by, today=today)
    person, deputy = roles_of(reader.roster, said, by=by, is_leave=is_leave)
    by_default = is_leave and default_of(reader.roster, person, said, at=message.date)
    if said.span is None or (deputy is None and not by_default):
        if person.code != by.code:
            raise NotDelegated("how_admin")
        await sending.reply(update, context, _asked(reader, said, deputy, is_leave=is_leave))
        return
    origin = Origin(message.chat_id, message.message_id)
    wish = Wish(by, person, deputy, said.span, is_leave, origin, message.date)
    cover = await delegating.delegate(context.deps, wish)
    await sending.reply(update, context, standing_in.done(reader, cover))


def _asked(reader: Reader, said: Said, deputy: Person | None, *, is_leave: bool) -> Outgoing:
    who = standing_in.UNSAID
    if deputy is not None:
        delegating.must_be_able(reader.roster, reader.person, deputy, at=reader.now)
        who = standing_in.tag(deputy.code)
    asked = standing_in.following(reader, Draft(is_leave, who, said.span))
    if not said.unknown:
        return asked
    words = reader.texts.say("delegate.unknown", text=said.unknown[:20])
    return Outgoing(f"{words}\n{asked.text}", asked.keyboard)


async def on_step(update: Update, context: Context, kind: str, who: str, days: str) -> None:
    """A colleague or a day was chosen: ask for what is left, or do it."""
    by = await person_behind(update, context)
    press = press_of(update, context, by)
    reader, draft = await _reader(context, by), Draft.read(kind, who, days)
    deputy = standing_in.behind(reader, who)
    if not draft.is_whole or draft.span is None:
        answer = standing_in.following(reader, draft)
    else:
        wish = Wish(by, by, deputy, draft.span, draft.is_leave, press.origin, press.sent_at)
        cover = await delegating.delegate(context.deps, wish)
        answer = standing_in.done(reader, cover)
    await sending.settle_press(update)
    await sending.replace(update, context, answer)


async def on_end(update: Update, context: Context, number: str) -> None:
    """Taken back by the person, given back by the deputy, or ended by an admin."""
    by = await person_behind(update, context)
    press = press_of(update, context, by)
    cover = await delegating.end(context.deps, int(number), by=by, at=press.sent_at)
    await sending.settle_press(update)
    words = delegations.stopped(cover, by, catalog(by.language))
    await sending.replace(update, context, Outgoing(words))


async def _reader(context: Context, by: Person) -> Reader:
    deps = context.deps
    return Reader(by, await deps.roster.current(), deps.now(), deps.schedule.zone)


HERE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE

HANDLERS = [
    CommandHandler("delegate", on_delegate, HERE),
    CommandHandler("leave", on_leave, HERE),
]
