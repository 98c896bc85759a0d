"""/brief: a period in a dozen lines, for those who read everything."""

import re

from telegram import Update
from telegram.ext import CommandHandler, filters

from handlers import sending
from handlers.access import viewer_behind
from handlers.actions import briefing, papers
from handlers.actions.views import View
from handlers.context import Context
from handlers.showing import shown
from handlers.texts.catalog import catalog

PDF = re.compile(r"pdf", re.IGNORECASE)


async def on_brief(update: Update, context: Context) -> None:
    """The brief of the current period, or of the one that is named: 上周, 2月, 一季度.

    With the word pdf it comes as a document to print.
    """
    viewer = await viewer_behind(update, context)
    named = PDF.sub("", context.said).strip()
    asked = briefing.asked if named == context.said else papers.asked
    view: View = await asked(context.deps, viewer, named)
    message = await shown(context.deps, viewer, view, catalog(viewer.language))
    await sending.reply(update, context, message)


HANDLERS = [CommandHandler("brief", on_brief, filters.UpdateType.MESSAGE)]
