"""Other targets: asked for in one message, decided with one tap.

tg:<change>:show             the change as it stands, with what may be done about it
tg:<change>:yes              approved
tg:<change>:no:<remark>      refused, with one of the remarks; 0 is none
tg:<change>:back             taken back by who asked
tg:sure:<digest>             asked for as it was written, though it is hardly meant
"""

from collections.abc import Sequence

from telegram import Update
from telegram.ext import CommandHandler, filters

from domain.adjusting import Step
from domain.errors import NotRetargeted, StaleButton
from domain.people import Person
from domain.retargeting import may_decide
from handlers import sending
from handlers.access import person_behind
from handlers.actions.deciding import approving, retargeting
from handlers.actions.deciding.retargeting import Doubted, Wish
from handlers.actions.lookups import adjustments
from handlers.actions.lookups.adjustments import Retarget
from handlers.context import Context
from handlers.deps import Deps
from handlers.looks import digest as digest_of
from handlers.outgoing import Button, Keyboard, Outgoing, Skip
from handlers.taps import press_of
from handlers.texts import retargets as words
from handlers.texts.catalog import Catalog, catalog
from storage.deliveries import Delivery
from storage.entries import Origin

OVER, GONE = Skip("over"), Skip("gone")


async def on_target(update: Update, context: Context) -> None:
    """Ask for other targets: number, slots, amounts and reason behind the command.

    Without them, what is undecided.
    """
    person = await person_behind(update, context)
    message = update.effective_message
    if message is None:
        return
    if not context.said.strip():
        await _tell_undecided(update, context, person)
        return
    origin = Origin(message.chat_id, message.message_id)
    wish = Wish(person, context.said, origin, message.date)
    told = await retargeting.ask(context.deps, wish)
    if isinstance(told, Doubted):
        # As a reply to the request, so that the button finds it again.
        question = await _doubted(context, told, person)
        await sending.reply(update, context, question, quoting=True)
    else:
        await sending.reply(update, context, await _receipt(context, told, person))


async def on_sure(update: Update, context: Context, digest: str) -> None:
    """It was meant as it was written: the very words that were asked about are followed."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    pressed = update.effective_message
    asked = pressed.reply_to_message if pressed else None
    said = " ".join((asked.text or "").split()[1:]) if asked else ""
    if asked is None or digest_of(said) != digest:
        raise StaleButton
    wish = Wish(person, said, Origin(asked.chat_id, asked.message_id), press.sent_at)
    told = await retargeting.ask(context.deps, wish, is_sure=True)
    assert not isinstance(told, Doubted)  # nobody who is sure is asked again
    await sending.settle_press(update)
    await sending.replace(update, context, await _receipt(context, told, person))


async def on_show(update: Update, context: Context, change: str) -> None:
    """One change as it stands, with what this person may do about it."""
    person = await person_behind(update, context)
    told = await adjustments.of_change(context.deps, int(change))
    if told is None or told.change.step is not Step.ASKED or not _may_see(person, told):
        raise StaleButton
    await sending.settle_press(update)
    message = await _as_it_stands(context.deps, told, person, catalog(person.language))
    await sending.reply(update, context, message)


async def on_approve(update: Update, context: Context, change: str) -> None:
    """Somebody else approves."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    told = await approving.settle(context.deps, press, change=int(change), agreed=True)
    await _settled(update, context, told, person)


async def on_refuse(update: Update, context: Context, change: str, remark: str) -> None:
    """Somebody else refuses, with a remark or without."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    texts = catalog(person.language)
    said = texts.plain(f"retarget.remark.{remark}") if int(remark) else None
    told = await approving.settle(
        context.deps, press, change=int(change), agreed=False, remark=said
    )
    await _settled(update, context, told, person)


async def on_back(update: Update, context: Context, change: str) -> None:
    """Whoever asked takes it back."""
    person = await person_behind(update, context)
    press = press_of(update, context, person)
    told = await approving.withdraw(context.deps, press, change=int(change))
    await _settled(update, context, told, person)


async def notice(deps: Deps, delivery: Delivery, person: Person) -> Outgoing | Skip:
    """To who decides the request, unless it is decided by now; to the others what was decided."""
    told = await adjustments.of_change(deps, int(delivery.push.facts["change"]))
    if told is None:
        return GONE
    texts = catalog(person.language)
    if delivery.push.kind == "retargeted":
        return Outgoing(words.decided(told, texts))
    if not words.is_open(told):
        return OVER
    return await _as_it_stands(deps, told, person, texts)


async def _as_it_stands(deps: Deps, told: Retarget, person: Person, texts: Catalog) -> Outgoing:
    roster = await deps.roster.current()
    if not words.is_open(told):
        return Outgoing(words.settled(told, roster, texts))
    keyboard: Keyboard = ()
    if told.change.person == person.code:
        keyboard = ((Button(texts.plain("retarget.button.back"), f"tg:{told.change.id}:back"),),)
    elif may_decide(roster, person, told.assignment, at=deps.now()):
        keyboard = _choices(told, texts)
    return Outgoing(words.request(told, roster, texts), keyboard)


def _choices(told: Retarget, texts: Catalog) -> Keyboard:
    data = f"tg:{told.change.id}"
    refusals = [
        (Button(texts.plain(f"retarget.button.no.{remark}"), f"{data}:no:{remark}"),)
        for remark in range(words.REMARKS + 1)
    ]
    return ((Button(texts.plain("retarget.button.yes"), f"{data}:yes"),), *refusals)


async def _receipt(context: Context, told: Retarget, person: Person) -> Outgoing:
    texts, roster = catalog(person.language), await context.deps.roster.current()
    back = (Button(texts.plain("retarget.button.back"), f"tg:{told.change.id}:back"),)
    keyboard = (back,) if words.is_open(told) else ()
    return Outgoing(words.receipt(told, roster, texts), keyboard)


async def _doubted(context: Context, found: Doubted, person: Person) -> Outgoing:
    texts, roster = catalog(person.language), await context.deps.roster.current()
    sure = Button(texts.plain("retarget.button.sure"), f"tg:sure:{digest_of(context.said)}")
    return Outgoing(words.doubted(found.told, roster, texts), ((sure,),))


async def _tell_undecided(update: Update, context: Context, person: Person) -> None:
    """What waits for this person's word, or what they asked for; then how to ask."""
    deps, texts = context.deps, catalog(person.language)
    roster, now = await deps.roster.current(), deps.now()
    found = [
        one
        for one in await adjustments.undecided(deps, roster)
        if one.change.person == person.code or may_decide(roster, person, one.assignment, at=now)
    ]
    if not found:
        raise NotRetargeted("how")
    await sending.reply(
        update, context, Outgoing(words.undecided(found, texts), to_show(found, texts))
    )


def to_show(found: Sequence[Retarget], texts: Catalog) -> Keyboard:
    """One button for each change, which leads to it with what may be done about it."""
    return tuple(
        (Button(texts.plain("retarget.button.show", name=one.label), f"tg:{one.change.id}:show"),)
        for one in found[: words.MOST]
    )


def _may_see(person: Person, told: Retarget) -> bool:
    return person.sees_all or told.change.person == person.code


async def _settled(update: Update, context: Context, told: Retarget, person: Person) -> None:
    await sending.settle_press(update)
    roster = await context.deps.roster.current()
    message = Outgoing(words.settled(told, roster, catalog(person.language)))
    await sending.replace(update, context, message)


HANDLERS = [
    CommandHandler("target", on_target, filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE),
]
