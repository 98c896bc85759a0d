"""Coming and going: /start, /stop, /help, /language."""

from telegram import Update
from telegram.ext import CommandHandler, MessageHandler, filters

from domain.errors import InviteInvalid, Stranger
from domain.people import Language, Person, Role
from handlers import keyboards, sending
from handlers.access import person_behind
from handlers.actions.members import enrolling
from handlers.context import Context
from handlers.outgoing import Button, Outgoing
from handlers.texts.catalog import Catalog, Html, catalog

INLINE = "inline"
"""What a button above inline results brings along: it is no code."""


async def on_start(update: Update, context: Context) -> None:
    """Join with a one-time code; or take up again after /stop."""
    if context.args and context.args[0] != INLINE:
        await _join(update, context, context.args[0])
        return
    person = await person_behind(update, context)
    resumed = await enrolling.resume(context.deps, person, at=context.deps.now())
    key = "join.resumed" if resumed else "join.already"
    await _say(update, context, catalog(person.language).say(key, name=person.name))


async def _join(update: Update, context: Context, code: str) -> None:
    user = update.effective_user
    if user is None or user.is_bot:
        raise Stranger
    known = (await context.deps.roster.current()).behind(user.id)
    try:
        person = await enrolling.join(
            context.deps, code=code, telegram_id=user.id, at=context.deps.now()
        )
    except InviteInvalid:
        # A replayed or twice-tapped link of somebody already in is no news, not an error.
        if known is None:
            raise
        await _say(update, context, catalog(known.language).say("join.already", name=known.name))
        return
    await _say(update, context, await _welcome(context, person))


async def _welcome(context: Context, person: Person) -> Html:
    texts = catalog(person.language)
    roster = await context.deps.roster.current()
    unit = roster.units[person.unit]
    return texts.say(
        "join.welcome",
        name=person.name,
        unit=unit.short,
        post=person.post,
        duty=await _duty(context, person, texts),
    )


async def _duty(context: Context, person: Person, texts: Catalog) -> Html:
    roster = await context.deps.roster.current()
    owed = roster.owed_by(person.code) or roster.borne_by(person.code)
    if not owed:
        return texts.say("join.duty_leader" if person.sees_all else "join.duty_none")
    names = list(dict.fromkeys(roster.label(a) for a in owed))
    listed = texts.say("common.sep").join(names[:6])
    cadence = roster.indicators[owed[0].indicator].cadence
    return texts.say(
        "join.duty_some",
        count=len(owed),
        items=listed + (texts.say("common.list_end") if len(names) > 6 else ""),
        cadence=texts.say(f"cadence.{cadence.value}"),
    )


async def on_stop(update: Update, context: Context) -> None:
    """No more prompts, until /start."""
    person = await person_behind(update, context)
    await enrolling.stop(context.deps, person, at=context.deps.now())
    await _say(update, context, catalog(person.language).say("join.stopped"))


async def on_help(update: Update, context: Context) -> None:
    """What this person can do here, by role."""
    person = await person_behind(update, context)
    texts = catalog(person.language)
    roster = await context.deps.roster.current()
    owes = bool(roster.answered_by(person.code, context.deps.now()))
    parts = [texts.say("help.cadre")] if owes else []
    if person.sees_all or Role.SUPERVISOR in person.roles or not parts:
        parts.append(texts.say("help.leader"))
    if work := _judged_by(person, gives_points=context.deps.rules.marking.gives_points):
        parts.append(Html("\n".join(texts.say(f"help.{line}") for line in ("doubt", *work))))
    if person.sees_all:
        parts.append(texts.say("help.desk"))
    if person.is_admin:
        parts.append(texts.say("help.admin"))
    parts.append(texts.say("help.always"))
    keyboard = keyboards.complain(texts) if owes else ()
    await sending.reply(update, context, Outgoing(Html("\n\n".join(parts)), keyboard))


def _judged_by(person: Person, *, gives_points: bool) -> list[str]:
    """The lines of `help` about putting numbers, targets and points right that are theirs."""
    lines = ["doubt_return"] if person.oversees else []
    if person.roles & {Role.SUPERVISOR, Role.ASSESSOR}:
        lines.append("doubt_review")
    if person.roles & {Role.SUPERVISOR, Role.ASSESSOR, Role.ADMIN}:
        lines.append("doubt_target")
    if gives_points and (person.is_admin or person.is_assessor):
        lines.append("doubt_exempt")
    return lines


async def on_language(update: Update, context: Context) -> None:
    """Ask for the language, one button each."""
    person = await person_behind(update, context)
    buttons = (Button("中文", "l:zh"), Button("English", "l:en"))
    words = catalog(person.language).say("join.language_ask")
    await sending.reply(update, context, Outgoing(words, keyboard=(buttons,)))


async def on_language_press(update: Update, context: Context, choice: str) -> None:
    """Keep the language that was pressed."""
    person = await person_behind(update, context)
    language = Language(choice)
    await enrolling.speak(context.deps, person, language)
    await sending.settle_press(update)
    await sending.replace(update, context, Outgoing(catalog(language).say("join.language_set")))


async def _say(update: Update, context: Context, words: Html) -> None:
    await sending.reply(update, context, Outgoing(words))


# Joining is between one person and the bot; an edited command is not said again.
HERE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE

HANDLERS = [
    CommandHandler("start", on_start, HERE),
    CommandHandler("stop", on_stop, HERE),
    CommandHandler("help", on_help, HERE),
    CommandHandler("language", on_language, HERE),
]
LAST_HANDLERS = [MessageHandler(HERE & filters.COMMAND, on_help)]
"""A command nobody knows is answered with those there are."""
