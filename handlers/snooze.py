"""Later, please: the buttons below a reminder."""

from telegram import Update

from domain.snooze import Later
from handlers import replies, sending
from handlers.access import person_behind
from handlers.actions.reporting import snoozing
from handlers.context import Context
from handlers.taps import press_of
from handlers.texts.catalog import catalog


async def on_later(update: Update, context: Context, period: str, choice: str) -> None:
    """Put a reminder off; the card says until when, and keeps its other buttons."""
    person = await person_behind(update, context)
    deps, texts = context.deps, catalog(person.language)
    press = press_of(update, context, person)
    done = await snoozing.put_off(deps, press, period=period, choice=Later(choice))
    deps.wake_outbox()
    await sending.settle_press(update)
    told = replies.put_off(
        person, done, texts, deps.schedule, now=press.sent_at, form_url=deps.form_url
    )
    await sending.replace(update, context, told)
