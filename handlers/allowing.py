"""/exempt and /credit: what an assessor says about points beside the numbers."""

from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import CommandHandler, filters

from domain.errors import NotAllowance
from domain.periods import Period
from handlers import sending
from handlers.access import at_home, judge_behind
from handlers.actions import allowing
from handlers.actions.allowing import Allowed, Said
from handlers.context import Context
from handlers.deps import Deps
from handlers.outgoing import Outgoing
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html, catalog
from storage.entries import Origin


async def on_exempt(update: Update, context: Context) -> None:
    """Leave an item of a unit out of its points for a reason, or no longer."""
    await _follow(update, context, allowing.exempt, "exempt")


async def on_credit(update: Update, context: Context) -> None:
    """Give a unit points for what the numbers do not tell, with a reason."""
    await _follow(update, context, allowing.credit, "credit")


async def _follow(
    update: Update,
    context: Context,
    do: Callable[[Deps, Said], Awaitable[Allowed]],
    command: str,
) -> None:
    person = await judge_behind(update, context)
    await at_home(update, context)
    message = update.effective_message
    if message is None:
        return
    if not context.args:
        raise NotAllowance(command)
    origin = Origin(message.chat_id, message.message_id)
    allowed = await do(context.deps, Said(person, context.said, origin, message.date))
    await sending.reply(update, context, Outgoing(_told(allowed, catalog(person.language))))


def _told(allowed: Allowed, texts: Catalog) -> Html:
    made = allowed.allowance
    return texts.say(
        f"allowance.{made.kind}",
        period=figures.period_name(Period.parse(made.period), texts.language),
        name=allowed.name,
        points=figures.signed(made.points, 2) if made.points is not None else "",
        reason=made.reason,
    )


READABLE = filters.UpdateType.MESSAGE

HANDLERS = [
    CommandHandler("exempt", on_exempt, READABLE),
    CommandHandler("credit", on_credit, READABLE),
]
