"""Where updates come in: on disk first, then handed on."""

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from bot import fleeting
from bot.dispatcher import Dispatcher, Job, RawUpdate
from bot.metrics import Metrics
from storage import inbox
from storage.database import Database
from storage.inbox import Arrival

log = logging.getLogger(__name__)

# What is asked of Telegram, always in full: the list is sticky on the server when left out.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")


def allowed(*, inline: bool) -> tuple[str, ...]:
    """The kinds of updates to ask for; inline queries only where they are answered."""
    return (*ALLOWED_UPDATES, fleeting.KIND) if inline else ALLOWED_UPDATES


KEPT_FOR = timedelta(hours=48)
TIDY_EVERY = 3600.0
PAGE = 500


class Inbox:
    """Takes updates in so that an update once confirmed is on disk."""

    def __init__(
        self,
        db: Database,
        dispatcher: Dispatcher,
        metrics: Metrics,
        now: Callable[[], datetime],
        *,
        zone: tzinfo = UTC,
        pass_on: Callable[[RawUpdate], None] = lambda update: None,
    ) -> None:
        self._pass_on = pass_on
        self._db = db
        self._dispatcher = dispatcher
        self._metrics = metrics
        self._now = now
        self._zone = zone

    @property
    def is_full(self) -> bool:
        """Too much waits in memory."""
        return self._dispatcher.is_full

    async def room(self) -> None:
        """Wait until there is room for more."""
        await self._dispatcher.room()

    async def take_in(self, updates: Sequence[RawUpdate]) -> int:
        """Commit what is new in one transaction, then queue it; returns how many were new.

        On return everything given may be confirmed to Telegram; on an error nothing. What lives
        for seconds is not kept, but passed on.
        """
        passing = [update for update in updates if fleeting.is_fleeting(update)]
        updates = [update for update in updates if not fleeting.is_fleeting(update)]
        taken = await self._kept(updates) if updates else 0
        for update in passing:
            self._pass_on(update)
        return taken

    async def _kept(self, updates: Sequence[RawUpdate]) -> int:
        arrivals = [
            # ASCII, because half an emoji is JSON but no text that a database takes.
            Arrival(update["update_id"], chat_of(update), json.dumps(update))
            for update in updates
        ]
        async with self._db.transaction(brief=True) as session:
            rows = await inbox.keep(session, arrivals, at=self._now())
        now = asyncio.get_running_loop().time()
        jobs = []
        for arrival, update in zip(arrivals, updates, strict=True):
            row = rows.pop(arrival.update_id, None)
            if row is not None:
                jobs.append(Job(row, arrival.chat_id, update, taken_in=now))
        self._dispatcher.submit(jobs)
        self._metrics.updates.labels("new").inc(len(jobs))
        self._metrics.updates.labels("again").inc(len(updates) - len(jobs))
        return len(jobs)

    async def replay(self) -> int:
        """Queue what an earlier run left unhandled; call it before anything new is taken in."""
        after = replayed = 0
        while True:
            await self._dispatcher.room()
            async with self._db.reading() as session:
                page = await inbox.waiting(session, after=after, limit=PAGE)
            if not page:
                break
            now = asyncio.get_running_loop().time()
            self._dispatcher.submit(
                [Job(kept.id, kept.chat_id, json.loads(kept.payload), now) for kept in page]
            )
            after, replayed = page[-1].id, replayed + len(page)
        if replayed:
            log.info("updates replayed count=%s", replayed)
        return replayed

    async def tidy(self) -> int:
        """Forget what was done long ago; returns how many rows went."""
        total = 0
        while True:
            async with self._db.transaction() as session:
                before = self._now() - KEPT_FOR
                deleted = await inbox.purge(session, before=before, zone=self._zone)
            total += deleted
            if not deleted:
                return total

    async def keep_tidy(self) -> None:
        """Tidy now and every hour, until cancelled."""
        while True:
            try:
                await self.tidy()
            except Exception:
                # Tidying can wait; the next hour tries again.
                log.exception("inbox not tidied")
            await asyncio.sleep(TIDY_EVERY)


def is_update(found: object) -> bool:
    """Whether this is an update as far as keeping it goes: an object with a number."""
    number = found.get("update_id") if isinstance(found, dict) else None
    return type(number) is int and 0 <= number < 2**63


def chat_of(update: RawUpdate) -> int:
    """The chat whose order this update belongs to; 0 for what belongs to none.

    A press without its message, or an inline query, belongs to the private chat of its person.
    """
    for part in update.values():
        if isinstance(part, dict):
            message = part.get("message")
            for holder in (part, message if isinstance(message, dict) else {}):
                if number := _id(holder.get("chat")):
                    return number
            if number := _id(part.get("from")):
                return number
    return 0


def _id(found: object) -> int:
    number = found.get("id") if isinstance(found, dict) else None
    return number if type(number) is int and abs(number) < 2**63 else 0
