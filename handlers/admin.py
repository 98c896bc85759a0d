"""Setting up from the chat: import the roster, invite, look ahead, push."""

import re

from telegram import Update
from telegram.ext import CommandHandler, MessageHandler, filters

from domain.clocks import Clock, ClockKind
from domain.people import Person
from domain.periods import BadPeriod, Period, PeriodKind
from domain.schedule import NotAsked
from handlers import evidence, official, recalled, sending, workbooks
from handlers.access import (
    admin_behind,
    at_home,
    person_behind,
    staff_behind,
)
from handlers.actions.deciding import importing
from handlers.actions.deciding.importing import Imported
from handlers.actions.exports import exporting
from handlers.actions.lookups import followed
from handlers.actions.members.enrolling import invite, not_joined
from handlers.actions.posting import pushing
from handlers.context import Context
from handlers.deps import Deps
from handlers.outgoing import Document, Keyboard, Outgoing
from handlers.texts import admins, figures
from handlers.texts.catalog import Html, catalog
from handlers.viewers import Viewer
from handlers.workbook.official import is_official
from handlers.workbook.writing import template

DAYS_AHEAD = 14
HISTORY = re.compile(r"版本|历史|history", re.IGNORECASE)
AGAIN = re.compile(r"\bagain\b|再推一?[次遍]?|重推", re.IGNORECASE)
WORKBOOK = filters.Document.FileExtension("xlsx")


async def on_import(update: Update, context: Context) -> None:
    """Say how to import, with an empty workbook."""
    person = await admin_behind(update, context)
    year = context.deps.campaign.year
    workbook = Document(f"名册模板-{year}.xlsx", template(year=year))
    words = catalog(person.language).say("admin.import_how")
    await sending.reply(update, context, Outgoing(words, document=workbook))


async def on_workbook(update: Update, context: Context) -> None:
    """Try the workbook that was sent and show what would change; nothing is written yet.

    A roster is taken from an admin, published values from an assessor as well; from anybody
    else a workbook is a file like any other.
    """
    person = await person_behind(update, context)
    if not (person.is_admin or person.is_assessor):
        await evidence.on_file(update, context)
        return
    content = await workbooks.sent(update, context)
    texts = catalog(person.language)
    if content is not None and is_official(content):
        await official.try_workbook(update, context, person, content)
        return
    if not person.is_admin:
        await evidence.on_file(update, context)
        return
    if content is None:
        await _say(update, context, texts.say("admin.import_not_file"))
        return
    tried = await _import(context, person, content, is_trial=True)
    keyboard: Keyboard = ()
    if tried.changes and not tried.is_refused:
        yes = texts.plain("admin.import_yes")
        keyboard = workbooks.choice_of(content, texts, press="m", yes=yes)
    # As a reply to the file, so that the button finds it again.
    answer = Outgoing(admins.trial(tried, texts), keyboard)
    await sending.reply(update, context, answer, quoting=True)


async def on_import_press(update: Update, context: Context, digest: str, choice: str) -> None:
    """Import the very file that was tried: it is fetched again and must be the same."""
    person = await admin_behind(update, context)
    texts = catalog(person.language)
    content = await workbooks.chosen(update, context, texts, digest=digest, choice=choice)
    if content is None:
        return
    done = await _import(context, person, content, is_trial=False)
    context.deps.roster.forget()
    await sending.replace(update, context, Outgoing(admins.imported(done, texts)))


async def on_invite(update: Update, context: Context) -> None:
    """Links for everybody who has not joined, or for one person."""
    person = await admin_behind(update, context)
    deps = context.deps
    roster = await deps.roster.current()
    wanted = _named(context.said, tuple(roster.people.values())) or not_joined(roster)
    made = await invite(
        deps.db,
        wanted,
        username=context.bot.username,
        at=deps.now(),
        days=deps.rules.invite_days,
    )
    texts = catalog(person.language)
    for words in admins.invitations(made, roster, texts, deps.schedule.zone):
        await _say(update, context, words)


async def on_schedule(update: Update, context: Context) -> None:
    """What the coming days bring, and what was moved by which holiday."""
    person = await staff_behind(update, context)
    await at_home(update, context)
    deps = context.deps
    coming = deps.schedule.upcoming(since=deps.now(), days=DAYS_AHEAD)
    texts = catalog(person.language)
    await _say(
        update,
        context,
        admins.schedule(coming, texts, deps.schedule.zone, digest=deps.rules.digest.at),
    )


async def on_push(update: Update, context: Context) -> None:
    """Publish and post the ranking now; "again" makes a new edition."""
    person = await admin_behind(update, context)
    await at_home(update, context)
    deps = context.deps
    said = followed.by(deps, context.said, command="push", wish=AGAIN)
    period = said.period or _latest(context)
    fired = await pushing.fire(
        deps,
        _clock(context, period),
        by_hand=True,
        again=said.is_wished,
        token=str(update.update_id),
    )
    await _say(update, context, admins.pushed(fired, catalog(person.language)))


async def on_export(update: Update, context: Context) -> None:
    """The figures of a period as a workbook, with the word 版本 every version of them too.

    With a day of the past as they were known then.
    """
    person = await staff_behind(update, context)
    viewer = Viewer(person, frozenset())
    await sending.reply(
        update, context, await recalled.told(context.deps, viewer, context.said, _exported)
    )


async def _exported(deps: Deps, viewer: Viewer, words: str) -> Outgoing:
    said = followed.by(deps, words, command="export", wish=HISTORY)
    period = None if said.period and said.period.kind is PeriodKind.YEAR else said.period
    content, count = await exporting.workbook(
        deps, period=period, history=said.is_wished, language=viewer.language
    )
    texts = catalog(viewer.language)
    name = f"{period.key if period else deps.campaign.year}.xlsx"
    if period is None:
        return Outgoing(texts.say("admin.exported", count=count), document=Document(name, content))
    of_when = figures.period_name(period, viewer.language)
    words = texts.say("admin.exported_period", count=count, period=of_when)
    return Outgoing(words, document=Document(name, content))


async def _import(context: Context, person: Person, content: bytes, *, is_trial: bool) -> Imported:
    deps = context.deps
    return await importing.import_workbook(
        deps.db,
        content,
        year=deps.campaign.year,
        at=deps.now().astimezone(deps.schedule.zone),
        missing_glyphs=deps.missing_glyphs,
        is_trial=is_trial,
        by=person.code,
    )


def _named(said: str, everybody: tuple[Person, ...]) -> tuple[Person, ...]:
    """People by code or name; nobody when nothing was said."""
    return tuple(person for person in everybody if said and said in (person.code, person.name))


def _latest(context: Context) -> Period:
    """The week whose numbers are complete or nearly so: the open one from its due time on."""
    deps = context.deps
    window = deps.schedule.open_window(PeriodKind.WEEK, deps.now())
    if deps.now() >= window.due:
        return window.period
    return deps.schedule.previous_asked(window.period)


def _clock(context: Context, period: Period) -> Clock:
    schedule = context.deps.schedule
    if period.kind not in schedule.rules:
        raise BadPeriod(period.key)
    for clock in schedule.clocks_of(period):
        if clock.kind is ClockKind.PUSH:
            return clock
    raise NotAsked(period, schedule.skipped_because(period) or "")


async def _say(update: Update, context: Context, words: Html) -> None:
    await sending.reply(update, context, Outgoing(words))


FRESH = filters.UpdateType.MESSAGE

HANDLERS = [
    CommandHandler("import", on_import, FRESH & filters.ChatType.PRIVATE),
    CommandHandler("invite", on_invite, FRESH & filters.ChatType.PRIVATE),
    CommandHandler("schedule", on_schedule, FRESH),
    CommandHandler("push", on_push, FRESH),
    CommandHandler("export", on_export, FRESH & filters.ChatType.PRIVATE),
    MessageHandler(FRESH & filters.ChatType.PRIVATE & WORKBOOK, on_workbook),
]
