"""/official: what the statistics bureau published, put on record and laid beside the reports."""

from telegram import Update
from telegram.ext import CommandHandler, filters

from domain.people import Person
from handlers import boards, recalled, sending, workbooks
from handlers.access import at_home, judge_behind, viewer_behind
from handlers.actions.deciding import bureau
from handlers.actions.lookups import beside
from handlers.actions.measuring import recalling
from handlers.context import Context
from handlers.deps import Deps
from handlers.outgoing import Document, Keyboard, Outgoing
from handlers.sheets.official import official_sheet
from handlers.texts import officials
from handlers.texts.catalog import catalog
from handlers.viewers import Viewer
from handlers.ways.published import from_official
from handlers.workbook.official import template
from handlers.workbook.words import say
from storage.entries import Origin

TEMPLATE = frozenset({"模板", "template"})


async def on_official(update: Update, context: Context) -> None:
    """A value behind the command is put on record; else the published and the reported are told."""
    if context.said.strip().casefold() in TEMPLATE:
        await _template(update, context)
    elif bureau.is_value(_without_day(context)):
        await _tell(update, context)
    else:
        await _compare(update, context)


def _without_day(context: Context) -> str:
    """What is said besides a day to look back on: the day is no value."""
    said = recalling.recalled(context.deps, context.said)
    return said.rest if said else context.said


async def _tell(update: Update, context: Context) -> None:
    person = await judge_behind(update, context)
    await at_home(update, context)
    message = update.effective_message
    assert message is not None
    origin = Origin(message.chat_id, message.message_id)
    told = await bureau.tell(context.deps, person, context.said, origin)
    await sending.reply(update, context, Outgoing(officials.told(told, catalog(person.language))))


async def _compare(update: Update, context: Context) -> None:
    viewer = await viewer_behind(update, context)
    message = await recalled.told(context.deps, viewer, context.said, _compared)
    await sending.reply(update, context, message)


async def _compared(deps: Deps, viewer: Viewer, words: str) -> Outgoing:
    texts = catalog(viewer.language)
    view = await beside.asked(deps, viewer, words)
    pictures: tuple[bytes, ...] = ()
    if view.entries:
        sheet = official_sheet(
            view, texts, deps.schedule.zone, district=deps.campaign.district, as_of=deps.now()
        )
        pictures = await boards.drawn(deps, sheet)
    words = officials.overview(view, texts)
    return Outgoing(words, keyboard=from_official(view, texts), pictures=pictures)


async def _template(update: Update, context: Context) -> None:
    person = await judge_behind(update, context)
    await at_home(update, context)
    year = context.deps.campaign.year
    file = Document(say("official.file", year=year), template(year=year))
    words = catalog(person.language).say("official.how")
    await sending.reply(update, context, Outgoing(words, document=file))


async def try_workbook(update: Update, context: Context, person: Person, content: bytes) -> None:
    """Show what a workbook of published values would put on record; nothing is written yet."""
    tried = await bureau.import_here(context.deps, content, by=person, is_trial=True)
    texts = catalog(person.language)
    keyboard: Keyboard = ()
    if tried.fresh and not tried.is_refused:
        yes = texts.plain("official.yes")
        keyboard = workbooks.choice_of(content, texts, press="of", yes=yes)
    # As a reply to the file, so that the button finds it again.
    answer = Outgoing(officials.trial(tried, texts), keyboard)
    await sending.reply(update, context, answer, quoting=True)


async def on_press(update: Update, context: Context, digest: str, choice: str) -> None:
    """Put on record what the very file that was tried tells: it must be the same."""
    person = await judge_behind(update, context)
    texts = catalog(person.language)
    content = await workbooks.chosen(update, context, texts, digest=digest, choice=choice)
    if content is None:
        return
    message = update.effective_message
    assert message is not None
    origin = Origin(message.chat_id, message.message_id)
    done = await bureau.import_here(context.deps, content, by=person, origin=origin)
    await sending.replace(update, context, Outgoing(officials.imported(done, texts)))


HANDLERS = [CommandHandler("official", on_official, filters.UpdateType.MESSAGE)]
