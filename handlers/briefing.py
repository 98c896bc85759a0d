"""/brief: a period in a dozen lines, for those who read everything."""

import re

from telegram import Update
from telegram.ext import CommandHandler, filters

from handlers import recalled, sending
from handlers.access import viewer_behind
from handlers.actions.lookups import briefing, papers
from handlers.context import Context

PDF = re.compile(r"pdf", re.IGNORECASE)


async def on_brief(update: Update, context: Context) -> None:
    """The brief of the current period, or of the one that is named: 上周, 2月, 一季度.

    With the word pdf it comes as a document to print; with a day of the past as known then.
    """
    viewer = await viewer_behind(update, context)
    named = PDF.sub("", context.said).strip()
    ask: recalled.Ask = briefing.asked if named == context.said else papers.asked
    await sending.reply(update, context, await recalled.answered(context.deps, viewer, named, ask))


HANDLERS = [CommandHandler("brief", on_brief, filters.UpdateType.MESSAGE)]
