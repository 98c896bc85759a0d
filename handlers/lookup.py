"""Looking things up: /status, /rank, /missing, /trend, /history, and the buttons below them."""

from telegram import Update
from telegram.ext import CommandHandler, filters

from handlers import exhibits, sending
from handlers.access import viewer_behind
from handlers.actions import history, looking, overviews, pressing, roadmaps, targeting
from handlers.actions.views import View
from handlers.context import Context
from handlers.looks import Look
from handlers.showing import shown
from handlers.texts.catalog import catalog
from handlers.viewers import Viewer


async def on_status(update: Update, context: Context) -> None:
    """How it stands: the district, or whatever is written after the command."""
    viewer = await viewer_behind(update, context)
    view = await looking.look(context.deps, viewer, context.said)
    await _tell(update, context, viewer, view)


async def on_words(update: Update, context: Context) -> None:
    """The same by the bare name, without the command: 城关, 投资怎么样."""
    viewer = await viewer_behind(update, context)
    message = update.effective_message
    words = message.text if message and message.text else ""
    await _tell(update, context, viewer, await looking.look(context.deps, viewer, words))


async def on_rank(update: Update, context: Context) -> None:
    """The ranking, overall or by the indicator written after the command."""
    viewer = await viewer_behind(update, context)
    view = await looking.rank(context.deps, viewer, context.said)
    await _tell(update, context, viewer, view)


async def on_missing(update: Update, context: Context) -> None:
    """Who has not answered what."""
    viewer = await viewer_behind(update, context)
    await _tell(update, context, viewer, await overviews.missing(context.deps, viewer))


async def on_trend(update: Update, context: Context) -> None:
    """An indicator over the weeks, of one unit or of those that lead and lag."""
    viewer = await viewer_behind(update, context)
    view = await overviews.trend(context.deps, viewer, context.said)
    await _tell(update, context, viewer, view)


async def on_history(update: Update, context: Context) -> None:
    """What became of one number."""
    viewer = await viewer_behind(update, context)
    view = await history.asked(context.deps, viewer, context.said)
    await _tell(update, context, viewer, view)


async def on_targets(update: Update, context: Context) -> None:
    """How far the targets are broken down, of all or of what is written after the command."""
    viewer = await viewer_behind(update, context)
    view = await targeting.report(context.deps, viewer, context.said)
    await _tell(update, context, viewer, view)


async def on_milestones(update: Update, context: Context) -> None:
    """The road map, of all or of what is written after the command."""
    viewer = await viewer_behind(update, context)
    view = await roadmaps.asked(context.deps, viewer, context.said)
    await _tell(update, context, viewer, view)


async def on_look(update: Update, context: Context, kind: str, code: str) -> None:
    """A button that looks at something; who may see it is decided anew."""
    look = Look.read(kind, code)
    if look.kind == "files":
        await exhibits.on_files(update, context, look)
        return
    viewer = await viewer_behind(update, context)
    view = await pressing.behind(context.deps, viewer, look)
    await sending.settle_press(update)
    if kind == "leaf":
        message = await shown(context.deps, viewer, view, catalog(viewer.language))
        await sending.replace(update, context, message)
        return
    await _tell(update, context, viewer, view)


async def _tell(update: Update, context: Context, viewer: Viewer, view: View) -> None:
    message = await shown(context.deps, viewer, view, catalog(viewer.language))
    await sending.reply(update, context, message)


READABLE = filters.UpdateType.MESSAGE

HANDLERS = [
    CommandHandler("status", on_status, READABLE),
    CommandHandler("rank", on_rank, READABLE),
    CommandHandler("missing", on_missing, READABLE),
    CommandHandler("trend", on_trend, READABLE),
    CommandHandler("history", on_history, READABLE),
    CommandHandler("targets", on_targets, READABLE),
    CommandHandler("milestones", on_milestones, READABLE),
]
