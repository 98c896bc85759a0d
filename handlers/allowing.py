"""/exempt and /credit: what an assessor says about points beside the numbers.

ex:<exemption>:ask           one that holds, with what it means to lift it
ex:<exemption>:<yes|no>      lifted, or not: then the list again
"""

from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import CommandHandler, filters

from domain.errors import NotAllowance
from domain.people import Person
from handlers import sending
from handlers.access import at_home, is_private, judge_behind
from handlers.actions.deciding import allowing, exempted
from handlers.actions.deciding.allowing import Allowed, Said
from handlers.actions.deciding.exempted import Exempted
from handlers.context import Context
from handlers.deps import Deps
from handlers.outgoing import Button, Keyboard, Outgoing
from handlers.taps import press_of
from handlers.texts import allowances as words
from handlers.texts.catalog import Catalog, Html, catalog
from storage.entries import Origin

MOST_BUTTONS, LONGEST_LABEL = 20, 30


async def on_exempt(update: Update, context: Context) -> None:
    """Leave an item of a unit out of its points for a reason, or no longer; else what holds."""
    if context.args:
        await _follow(update, context, allowing.exempt)
        return
    person = await judge_behind(update, context)
    await at_home(update, context)
    message = await _list(context.deps, person)
    # No button of ours hangs in a group.
    is_alone = is_private(update.effective_chat)
    await sending.reply(update, context, message if is_alone else message.with_keyboard(()))


async def on_credit(update: Update, context: Context) -> None:
    """Give a unit points for what the numbers do not tell, with a reason."""
    if not context.args:
        await judge_behind(update, context)
        raise NotAllowance("credit")
    await _follow(update, context, allowing.credit)


async def on_ask(update: Update, context: Context, exemption: str) -> None:
    """One exemption, before it is lifted."""
    person = await judge_behind(update, context)
    texts = catalog(person.language)
    one = await exempted.named(context.deps, int(exemption))
    await sending.settle_press(update)
    choices = tuple(
        Button(texts.plain(f"allowance.button.{answer}"), f"ex:{exemption}:{answer}")
        for answer in ("yes", "no")
    )
    question = words.asked(one, texts, context.deps.schedule.zone)
    await sending.replace(update, context, Outgoing(question, (choices,)))


async def on_answer(update: Update, context: Context, exemption: str, answer: str) -> None:
    """Lift it, or leave it; then what still holds."""
    person = await judge_behind(update, context)
    said: list[Html] = []
    if answer == "yes":
        press = press_of(update, context, person)
        lifted = await exempted.lift(context.deps, press, int(exemption))
        said = [words.told(lifted, catalog(person.language)), Html("")]
    await sending.settle_press(update)
    message = await _list(context.deps, person)
    text = Html("\n".join([*said, message.text]))
    await sending.replace(update, context, Outgoing(text, message.keyboard))


async def _list(deps: Deps, person: Person) -> Outgoing:
    texts = catalog(person.language)
    held = await exempted.in_force(deps)
    keyboard: Keyboard = tuple(
        (Button(_label(one, texts), f"ex:{one.allowance.id}:ask"),) for one in held[:MOST_BUTTONS]
    )
    return Outgoing(words.listing(held, texts, deps.schedule.zone), keyboard)


def _label(one: Exempted, texts: Catalog) -> str:
    """With its time, for of one item there may be several."""
    time = words.time(one.allowance.stretch, texts)
    return texts.plain("allowance.button.lift", name=one.name[:LONGEST_LABEL], time=time)


async def _follow(
    update: Update, context: Context, do: Callable[[Deps, Said], Awaitable[Allowed]]
) -> None:
    person = await judge_behind(update, context)
    await at_home(update, context)
    message = update.effective_message
    if message is None:
        return
    origin = Origin(message.chat_id, message.message_id)
    allowed = await do(context.deps, Said(person, context.said, origin, message.date))
    text = words.told(allowed, catalog(person.language))
    await sending.reply(update, context, Outgoing(text))


READABLE = filters.UpdateType.MESSAGE

HANDLERS = [
    CommandHandler("exempt", on_exempt, READABLE),
    CommandHandler("credit", on_credit, READABLE),
]
