"""Handing numbers over for good: /handover, one tap to confirm, one to agree."""

from telegram import Update
from telegram.ext import CommandHandler, filters

from domain.delegating import colleagues
from domain.errors import NotHanded
from domain.people import Person
from domain.roster import Roster
from handlers import sending, stale, standing_in
from handlers.access import person_behind
from handlers.actions.members import handing
from handlers.actions.members.handing import Passage, Wish
from handlers.actions.members.wishes import Said, items_meant, read_wish
from handlers.context import Context
from handlers.outgoing import Button, Outgoing
from handlers.standing_in import Reader
from handlers.taps import press_of
from handlers.texts import handovers
from handlers.texts.catalog import catalog
from storage.entries import Origin


async def on_handover(update: Update, context: Context) -> None:
    """Say what would go to whom; an admin or assessor may name both."""
    by = await person_behind(update, context)
    message = update.effective_message
    if message is None:
        return
    reader = await _reader(context, by)
    today = message.date.astimezone(reader.zone).date()
    said = read_wish(reader.roster, context.said, by=by, today=today)
    if said.span is not None:
        raise NotHanded("dated")
    named = _named(by, said, reader.roster)
    if len(named) < 2:
        await sending.reply(update, context, _ask_who(reader, said))
        return
    origin = Origin(message.chat_id, message.message_id)
    owed = items_meant(reader.roster, named[0], said.unknown)
    wish = Wish(by, named[0], named[1], owed, origin, message.date)
    passage = await handing.draft(context.deps, wish)
    await sending.reply(update, context, _asked(reader, passage))


async def on_successor(update: Update, context: Context, who: str) -> None:
    """A colleague was chosen to take everything over."""
    by = await person_behind(update, context)
    press = press_of(update, context, by)
    reader = await _reader(context, by)
    successor = standing_in.behind(reader, who)
    if successor is None:
        raise NotHanded("nobody")
    owed = reader.roster.owed_by(by.code)
    wish = Wish(by, by, successor, owed, press.origin, press.sent_at)
    passage = await handing.draft(context.deps, wish)
    await sending.settle_press(update)
    await sending.replace(update, context, _asked(reader, passage))


async def on_step(update: Update, context: Context, number: str, step: str) -> None:
    """Confirmed or dropped by who asked; agreed to or not by the successor."""
    by = await person_behind(update, context)
    press = press_of(update, context, by)
    deps, texts, at = context.deps, catalog(by.language), press.sent_at
    if step == "drop":
        await handing.drop(deps, int(number), by=by, at=at)
        words = texts.say("handover.dropped")
    elif step == "go":
        passage = await handing.confirm(deps, int(number), by=by, at=at)
        words = handovers.confirmed(passage, await deps.roster.current(), texts)
    else:
        agrees = step == "yes"
        passage = await handing.answer(deps, int(number), by=by, at=at, agrees=agrees)
        words = handovers.answered(passage, await deps.roster.current(), texts)
    await sending.settle_press(update)
    await sending.replace(update, context, Outgoing(words))
    if step == "yes":
        await stale.follow_up(update, context)


def _named(by: Person, said: Said, roster: Roster) -> tuple[Person, ...]:
    """Who gives and who takes, as far as that was said.

    Raises:
        NotHanded: too many were named, or an admin without numbers named only one.
    """
    decides = by.is_admin or by.is_assessor
    if len(said.people) == 2 and decides:
        return said.people
    if len(said.people) > 1:
        raise NotHanded("several")
    if not roster.owed_by(by.code):
        raise NotHanded("how" if decides else "nothing_owed", by.name)
    return (by, *said.people)


def _ask_who(reader: Reader, said: Said) -> Outgoing:
    texts = reader.texts
    able = colleagues(reader.roster, reader.person.code, at=reader.now)
    if not able:
        raise NotHanded("no_colleague")
    buttons = tuple(
        (Button(other.name, f"h:{standing_in.tag(other.code)}"),)
        for other in able[: standing_in.MOST_COLLEAGUES]
    )
    words = texts.say("handover.who", example=able[0].name)
    if said.unknown:
        unknown = texts.say("delegate.unknown", text=said.unknown[:20])
        return Outgoing(f"{unknown}\n{words}", buttons)
    return Outgoing(words, buttons)


def _asked(reader: Reader, passage: Passage) -> Outgoing:
    """What would happen, to be confirmed; of one that was confirmed before, that it was."""
    texts, number = reader.texts, passage.handover.id
    if passage.handover.state != "draft":
        return Outgoing(handovers.confirmed(passage, reader.roster, texts))
    words = handovers.question(passage, reader.person, reader.roster, texts)
    go, drop = (
        Button(texts.plain(f"handover.button.{step}"), f"ho:{number}:{step}")
        for step in ("go", "drop")
    )
    return Outgoing(words, ((go, drop),))


async def _reader(context: Context, by: Person) -> Reader:
    deps = context.deps
    return Reader(by, await deps.roster.current(), deps.now(), deps.schedule.zone)


HANDLERS = [
    CommandHandler("handover", on_handover, filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE),
]
