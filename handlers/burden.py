"""/burden: what the week costs people, for those who can make it lighter."""

from telegram import Update
from telegram.ext import CommandHandler, filters

from domain.periods import BadPeriod, Period, PeriodKind
from handlers import sending
from handlers.access import judge_behind
from handlers.actions.members import bearing
from handlers.context import Context
from handlers.outgoing import Outgoing
from handlers.texts import burdens
from handlers.texts.catalog import catalog


async def on_burden(update: Update, context: Context) -> None:
    """The last week that was asked, or the one that is named."""
    person = await judge_behind(update, context)
    weeks = await bearing.weeks_until(context.deps, week_in(context.said))
    roster = await context.deps.roster.current()
    words = burdens.report(weeks, roster, catalog(person.language))
    await sending.reply(update, context, Outgoing(words))


def week_in(said: str) -> Period | None:
    """The week that is named; None for the usual one.

    Raises:
        BadPeriod: it is no week.
    """
    if not said:
        return None
    period = Period.parse(said)
    if period.kind is not PeriodKind.WEEK:
        raise BadPeriod(said)
    return period


HANDLERS = [
    CommandHandler("burden", on_burden, filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE),
]
