"""A cadre's own numbers: typed, edited, tapped, asked for and taken back."""

from telegram import Update
from telegram.ext import CommandHandler, MessageHandler, filters

from domain.delegating import must_stand_in
from domain.errors import NothingOpen, NotNumeric, NotOpenYet, PeriodLocked, Refusal
from domain.figures import Answer, Stage
from domain.people import Person
from domain.stages import says_later_stage
from domain.typed.courtesies import HAS_DIGIT
from handlers import (
    correct,
    folding,
    lookup,
    milestones,
    remarks,
    replies,
    returning,
    sending,
    standing_in,
)
from handlers.access import person_behind
from handlers.actions.inquiry import inquiring
from handlers.actions.reporting import choosing, explaining, leading, staging, undoing
from handlers.actions.reporting.asking import asked_of
from handlers.actions.reporting.outcomes import Outcome, Typed
from handlers.actions.reporting.undoing import Recall
from handlers.context import Context
from handlers.outgoing import Outgoing
from handlers.standing_in import Reader
from handlers.taps import press_of
from handlers.texts.catalog import catalog
from storage.entries import Origin

SPECIAL_ANSWERS = {
    "s": None,  # the same as last time
    "x": Answer.NOT_APPLICABLE,
    "w": Answer.NOT_AVAILABLE,
}


async def on_text(update: Update, context: Context) -> None:
    """Numbers, or a remark; an edited message puts right what it said before.

    Whoever owes nothing but may look writes the name of what to look at; whoever was asked why
    a number is sent back, the reason. 核定 and the like of a number that is locked, or not asked
    now, go to the assessors.
    """
    person = await person_behind(update, context)
    if person.oversees and await returning.on_words(update, context, person):
        return
    if await _only_looks(update, context, person):
        await lookup.on_words(update, context)
        return
    # A reply may answer about a milestone, and so may words that answer nothing else.
    if await milestones.on_reply(update, context, person):
        return
    if await _asks_in_words(update, context):
        await lookup.on_words(update, context)
        return
    typed = typed_by(person, update)
    roster = await context.deps.roster.current()
    try:
        must_stand_in(roster, person.code, typed.text, at=typed.sent_at)
        outcome = await context.deps.record(typed)
    except Refusal as refusal:
        if not await _meant_otherwise(update, context, typed, refusal):
            raise
        return
    if outcome.unread:
        if await _belong_elsewhere(update, context, outcome):
            return
        explained = await explaining.explain(context.deps, typed, outcome)
        is_bare = not (outcome.saved or outcome.doubtful or explained)
        if is_bare and await _asks_after_all(update, context):
            return
        outcome = explained or outcome
    await _tell(update, context, outcome)


async def _asks_in_words(update: Update, context: Context) -> bool:
    """Whether this is a question in which no number can hide: 谁没报, not 前五名."""
    message = update.message
    if message is None or message.reply_to_message is not None or not message.text:
        return False
    return not HAS_DIGIT.search(message.text) and await inquiring.is_question(
        context.deps, message.text
    )


async def _asks_after_all(update: Update, context: Context) -> bool:
    """Whether words in which no number was found ask something; then they are answered."""
    message = update.message
    if message is None or not message.text:
        return False
    if not await inquiring.is_question(context.deps, message.text):
        return False
    await lookup.on_words(update, context)
    return True


async def _meant_otherwise(
    update: Update, context: Context, typed: Typed, refusal: Refusal
) -> bool:
    """Whether what is no number now asks for a correction, or answers about a milestone."""
    is_over = isinstance(refusal, NothingOpen | NotOpenYet | PeriodLocked)
    if is_over and not typed.is_edit and says_later_stage(typed.text):
        await correct.hand_in(update, context, typed.person, typed.text)
        return True
    if await milestones.on_words(update, context, typed.person):
        return True
    return await _asks_after_all(update, context)


async def _belong_elsewhere(update: Update, context: Context, outcome: Outcome) -> bool:
    """Whether words that are no number answer about a milestone, or go with a complaint."""
    if await remarks.belong_to_a_complaint(update, context, outcome):
        return True
    is_mixed = bool(outcome.saved or outcome.doubtful)
    return not is_mixed and await milestones.on_words(update, context, outcome.person)


async def _only_looks(update: Update, context: Context, person: Person) -> bool:
    """Whether these are words of somebody who owes nothing; a bare number names nothing."""
    message = update.effective_message
    words = message.text if message and message.text else ""
    roster = await context.deps.roster.current()
    owes = bool(message and roster.answered_by(person.code, message.date))
    return not owes and bool(roster.visible_units(person)) and any(c.isalpha() for c in words)


async def on_other(update: Update, context: Context) -> None:
    """A photo, voice or sticker where a number is asked."""
    await person_behind(update, context)
    raise NotNumeric


async def on_report(update: Update, context: Context) -> None:
    """What is asked of this person now."""
    person = await person_behind(update, context)
    deps = context.deps
    items = await asked_of(deps, person, at=deps.now())
    if not items:
        raise NothingOpen
    texts = catalog(person.language)
    for period in dict.fromkeys(item.window.period for item in items):
        own = [item for item in items if item.window.period == period]
        card = replies.prompt(person, own, texts, deps.schedule, form_url=deps.form_url)
        await folding.put_last(update, context, card)


async def on_mine(update: Update, context: Context) -> None:
    """The person's own numbers against target and pace."""
    person = await person_behind(update, context)
    deps = context.deps
    items = await asked_of(deps, person, at=deps.now())
    told = replies.mine(person, items, catalog(person.language), deps.yardstick)
    reader = Reader(person, await deps.roster.current(), deps.now(), deps.schedule.zone)
    await sending.reply(update, context, standing_in.below(told, reader))


async def on_undo(update: Update, context: Context) -> None:
    """Take back the last message's numbers."""
    person = await person_behind(update, context)
    message = update.effective_message
    if message is None:
        return
    recall = Recall(person, Origin(message.chat_id, message.message_id), message.date)
    result = await undoing.undo(context.deps, recall)
    await sending.reply(update, context, replies.undone(result, catalog(person.language)))


async def on_special(update: Update, context: Context, verb: str, item: str, period: str) -> None:
    """The same as last time, not applicable, not available yet: one tap.

    The answer takes the question's place: the finger is there, and the chat stays short.
    """
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    outcome = await choosing.choose(
        context.deps,
        press,
        answer=SPECIAL_ANSWERS[verb],
        assignment=int(item),
        period=period,
    )
    await sending.settle_press(update)
    texts, rules = catalog(person.language), context.deps.yardstick
    told = replies.recorded(outcome, texts, rules, origin_message=press.message_id)
    await sending.replace(update, context, told[0])


async def on_question(update: Update, context: Context, question: str, choice: str) -> None:
    """The answer to a question about a doubtful number; "r" types it anew."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    texts = catalog(person.language)
    if choice == "r":
        asked = await leading.ask_again(context.deps, press, question=int(question))
        await sending.settle_press(update)
        await sending.replace(update, context, replies.ask(asked, texts))
        return
    outcome = await choosing.settle_question(
        context.deps, press, question=int(question), choice=int(choice)
    )
    await sending.settle_press(update)
    rules = context.deps.yardstick
    told = replies.recorded(outcome, texts, rules, origin_message=outcome.origin.message_id)
    await sending.replace(update, context, told[0])


async def on_ask(update: Update, context: Context, item: str, period: str) -> None:
    """One item after another: ask for this one alone, below the card or the echo."""
    await sending.reply(update, context, await _asked(update, context, item, period))


async def on_skip(update: Update, context: Context, item: str, period: str) -> None:
    """Past the item that was asked alone: the next one takes its place."""
    await sending.replace(update, context, await _asked(update, context, item, period))


async def _asked(update: Update, context: Context, item: str, period: str) -> Outgoing:
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    asked = await leading.ask_item(context.deps, press, assignment=int(item), period=period)
    await sending.settle_press(update)
    return replies.ask(asked, catalog(person.language))


async def on_stage(update: Update, context: Context, message: str, stage: str) -> None:
    """What one message of theirs said is 快报 or 核定."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    outcome = await staging.restage(context.deps, press, message=int(message), stage=Stage(stage))
    await sending.settle_press(update)
    rules = context.deps.yardstick
    told = replies.recorded(outcome, catalog(person.language), rules, origin_message=None)
    await sending.replace(update, context, told[0])


async def on_undo_press(update: Update, context: Context, message: str) -> None:
    """Take back what one message of theirs said."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    recall = Recall(person, press.origin, press.sent_at, message_id=int(message))
    result = await undoing.undo(context.deps, recall)
    await sending.settle_press(update)
    await sending.replace(update, context, replies.undone(result, catalog(person.language)))


def typed_by(person: Person, update: Update) -> Typed:
    """What was written, in a message or below a picture; raises NotNumeric if nothing was."""
    message = update.effective_message
    text = (message.text or message.caption) if message else None
    if message is None or text is None:
        raise NotNumeric
    place, edited = (message.chat_id, message.message_id), message.edit_date
    return Typed(
        person=person,
        text=text,
        origin=Origin.of_edit(*place, at=edited, text=text) if edited else Origin(*place),
        sent_at=edited or message.date,
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
    )


async def _tell(update: Update, context: Context, outcome: Outcome) -> None:
    texts, rules = catalog(outcome.person.language), context.deps.yardstick
    number = outcome.origin.message_id
    told = replies.recorded(outcome, texts, rules, origin_message=number)
    for message in told:
        await sending.reply(update, context, message)


PRIVATE = filters.ChatType.PRIVATE
FRESH_OR_EDITED = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE

HANDLERS = [
    CommandHandler("report", on_report, PRIVATE & filters.UpdateType.MESSAGE),
    CommandHandler("mine", on_mine, PRIVATE & filters.UpdateType.MESSAGE),
    CommandHandler("undo", on_undo, PRIVATE & filters.UpdateType.MESSAGE),
]
SAID = ~filters.StatusUpdate.ALL  # a pinned message, a changed timer: nobody said anything
LAST_HANDLERS = [
    MessageHandler(PRIVATE & FRESH_OR_EDITED & filters.TEXT & ~filters.COMMAND, on_text),
    MessageHandler(PRIVATE & filters.UpdateType.MESSAGE & SAID & ~filters.TEXT, on_other),
]
