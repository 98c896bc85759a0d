"""/brief: a period in a dozen lines, for those who read everything."""

from telegram import Update
from telegram.ext import CommandHandler, filters

from handlers import sending
from handlers.access import viewer_behind
from handlers.actions import briefing
from handlers.context import Context
from handlers.showing import shown
from handlers.texts.catalog import catalog


async def on_brief(update: Update, context: Context) -> None:
    """The brief of the current period, or of the one that is named: 上周, 2月, 一季度."""
    viewer = await viewer_behind(update, context)
    view = await briefing.asked(context.deps, viewer, context.said)
    message = await shown(context.deps, viewer, view, catalog(viewer.language))
    await sending.reply(update, context, message)


HANDLERS = [CommandHandler("brief", on_brief, filters.UpdateType.MESSAGE)]
