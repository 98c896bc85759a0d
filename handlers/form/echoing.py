"""What the chat is told of the form: one silent message for each opening, kept up to date.

Whoever sends the form has seen there what became of it. The chat keeps the record: to look
back at, to reply to, to take back. It is told after the answer to the page, and if Telegram
cannot be reached, not at all.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

from telegram import Bot
from telegram.error import TelegramError

from domain.figures import Source
from domain.people import Person
from handlers import keyboards, replies, sending
from handlers.actions.reporting.asking import asked_of
from handlers.actions.reporting.items import Item
from handlers.actions.reporting.outcomes import Outcome, Saved
from handlers.deps import Deps
from handlers.outgoing import Outgoing
from handlers.texts import echoes
from handlers.texts.catalog import Html, catalog
from storage import submissions
from storage.origins import traces
from storage.submissions import Submission

log = logging.getLogger(__name__)

Opening = tuple[int, str]
"""A chat, and one opening of the form in it."""


class Echoes:
    """Tells each opening in its turn, so that two sendings at once never make two messages."""

    def __init__(self, deps: Deps, bot: Bot) -> None:
        self._deps = deps
        self._bot = bot
        self._waiting: dict[Opening, Person] = {}
        self._telling: dict[Opening, asyncio.Task[None]] = {}

    def soon(self, person: Person, chat_id: int, launch: str) -> None:
        """Have the chat told, after everything that is sent until then."""
        opening = chat_id, launch
        self._waiting[opening] = person
        if opening not in self._telling:
            loop = asyncio.get_running_loop()
            self._telling[opening] = loop.create_task(self._run(opening))

    async def close(self) -> None:
        """Until everything is told that was sent."""
        while self._telling:
            await asyncio.gather(*self._telling.values())

    async def _run(self, opening: Opening) -> None:
        try:
            while (person := self._waiting.pop(opening, None)) is not None:
                await self._tell(person, *opening)
        except TelegramError as trouble:
            log.info("form not echoed why=%s", type(trouble).__name__)
        except Exception:
            # The numbers are saved and were shown: an echo less is no reason to stop.
            log.exception("form not echoed")
        finally:
            self._telling.pop(opening, None)
            self._waiting.pop(opening, None)

    async def _tell(self, person: Person, chat_id: int, launch: str) -> None:
        deps = self._deps
        items = await asked_of(deps, person, at=deps.now())
        async with deps.db.reading() as session:
            sent = await submissions.of_launch(session, chat_id=chat_id, launch=launch)
            given = await traces(session, [(one.chat_id, one.message_id) for one in sent])
        standing = {
            (trace.figure.assignment, trace.figure.period, trace.figure.revision): trace.previous
            for own in given.values()
            for trace in own
        }
        saved = [
            Saved(item, standing[key])
            for item in items
            if (key := _filled_in(item)) is not None and key in standing
        ]
        before = next((one.echo for one in reversed(sent) if one.echo), None)
        if not saved and before is None:
            return
        echo = _echo(deps, person, items, saved, sent)
        if before is None or not await sending.rewrite(self._bot, chat_id, before, echo):
            before = await sending.deliver(self._bot, chat_id, echo)
        async with deps.db.transaction() as session:
            await submissions.told(session, [one.id for one in sent], message_id=before)
        if echo.post is not None:
            await deps.remember(((chat_id, before), echo.post))


def _filled_in(item: Item) -> tuple[int, str, int] | None:
    """The version that stands, if it came from the form; one put back by an undo did not."""
    figure = item.figure
    if figure is None or item.is_open or figure.source is not Source.FORM:
        return None
    return figure.assignment, figure.period, figure.revision


def _echo(
    deps: Deps,
    person: Person,
    items: Sequence[Item],
    saved: Sequence[Saved],
    sent: Sequence[Submission],
) -> Outgoing:
    texts = catalog(person.language)
    if not saved:
        lines = texts.say("form.taken_back"), echoes.still_open(items, texts)
        keyboard = keyboards.back_to_form((), deps.form_url, texts)
        return Outgoing(Html("\n".join(lines)), keyboard, silent=True)
    # The button takes back one sending; below the numbers of several it would say too much.
    last = sent[-1].message_id if len(sent) == 1 else None
    outcome = Outcome(person, sent[-1].origin, tuple(items), saved=tuple(saved))
    (echo,) = replies.recorded(outcome, texts, deps.yardstick, origin_message=last)
    keyboard = keyboards.back_to_form(echo.keyboard, deps.form_url, texts)
    return replace(echo, keyboard=keyboard, silent=True)
