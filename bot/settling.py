"""How a delivery ended, written down; and who else has to know."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.courier import Receipt
from bot.metrics import Metrics
from bot.outcomes import Reason
from handlers.outgoing import Outgoing
from storage import deliveries
from storage.database import Database
from storage.deliveries import Delivery
from storage.inbox import UNAVAILABLE

log = logging.getLogger(__name__)

Write = Callable[[AsyncSession], Awaitable[bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """What else has to happen when a delivery ends; an error in a hook never repeats a message.

    on_sent: in the transaction that settles it, with the id of the message.
    on_lost: the chat cannot be reached, now or later; never called for an error of ours.
    on_migrated: a group's id changed from, to; it must move the group's deliveries along.
    on_detour: its topic was gone and General took it.
    on_done: it is settled as sent; whatever else may be tidied up in the chat.
    """

    on_sent: Callable[[AsyncSession, Delivery, Outgoing, int], Awaitable[None]]
    on_lost: Callable[[Delivery, Reason], Awaitable[None]]
    on_migrated: Callable[[int, int], Awaitable[None]]
    on_detour: Callable[[Delivery], Awaitable[None]]
    on_done: Callable[[Delivery, Outgoing, int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Delays:
    """In seconds; each failed attempt doubles the first."""

    first: float = 2.0
    longest: float = 300.0
    attempts: int = 5  # for errors of ours; bad days of the network are waited out
    write_again: float = 0.5
    write_attempts: int = 20


class Settler:
    """Writes outcomes, through short absences of the database, and calls the hooks."""

    def __init__(
        self,
        db: Database,
        hooks: Hooks,
        metrics: Metrics,
        *,
        now: Callable[[], datetime],
        delays: Delays = Delays(),
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._db = db
        self._hooks = hooks
        self._metrics = metrics
        self._now = now
        self._delays = delays
        self._jitter = jitter

    async def sent(self, delivery: Delivery, outgoing: Outgoing, receipt: Receipt) -> None:
        """It arrived."""
        message_id = receipt.message_id

        async def write(session: AsyncSession) -> bool:
            return await deliveries.sent(session, delivery, message_id=message_id, at=self._now())

        async def tell_and_write(session: AsyncSession) -> bool:
            await self._hooks.on_sent(session, delivery, outgoing, message_id)
            return await write(session)

        try:
            await self._write(delivery, "sent", tell_and_write)
        except Exception:
            # Not recording that it arrived would send it again: that comes before the hook.
            log.exception("hook on_sent failed id=%s", delivery.id)
            await self._write(delivery, "sent", write)
        if receipt.detour:
            await self._tell(self._hooks.on_detour(delivery))
        await self._tell(self._hooks.on_done(delivery, outgoing, message_id))

    async def skipped(self, delivery: Delivery, why: str) -> None:
        """It is of no use any more."""
        await self._write(
            delivery,
            "skipped",
            lambda session: deliveries.skipped(session, delivery, why=why, at=self._now()),
        )

    async def uncertain(self, delivery: Delivery, why: str) -> None:
        """It may have arrived; a person decides."""
        await self._write(
            delivery,
            "uncertain",
            lambda session: deliveries.uncertain(session, delivery, why=why, at=self._now()),
        )

    async def later(self, delivery: Delivery, why: str, seconds: float | None = None) -> None:
        """It is tried again after `seconds`, or after our own growing delay."""
        if seconds is None:
            doubled = self._delays.first * float(2 ** min(delivery.attempts - 1, 16))
            seconds = min(doubled, self._delays.longest) * (0.5 + self._jitter())
        not_before = self._now() + timedelta(seconds=seconds)
        await self._write(
            delivery,
            "later",
            lambda session: deliveries.postponed(session, delivery, why=why, not_before=not_before),
        )

    async def waits(self, delivery: Delivery, until: datetime) -> None:
        """It leaves at another time; nothing was tried."""
        await self._write(
            delivery,
            "waits",
            lambda session: deliveries.waits(session, delivery, until=until),
        )

    async def later_or_failed(self, delivery: Delivery) -> None:
        """An error of ours: tried again a few times, then given up."""
        if delivery.attempts >= self._delays.attempts:
            await self.failed(delivery, Reason.OTHER)
        else:
            await self.later(delivery, "error")

    async def failed(self, delivery: Delivery, reason: Reason) -> None:
        """It cannot arrive."""
        await self._write(
            delivery,
            "failed",
            lambda session: deliveries.failed(session, delivery, why=reason, at=self._now()),
        )
        if reason is not Reason.OTHER:
            await self._tell(self._hooks.on_lost(delivery, reason))

    async def moved(self, delivery: Delivery, new: int) -> bool:
        """The group has a new id; False if this push is on its way there already."""
        log.info("group moved chat=%s to=%s", delivery.chat_id, new)
        await self._tell(self._hooks.on_migrated(delivery.chat_id, new))
        async with self._db.reading() as session:
            return await deliveries.address(session, delivery) == new

    async def _write(self, delivery: Delivery, outcome: str, write: Write) -> None:
        is_mine = await self._written(delivery, write)
        self._metrics.deliveries.labels(outcome).inc()
        log.info(
            "delivery settled id=%s push=%s outcome=%s mine=%s",
            delivery.id,
            delivery.push.key,
            outcome,
            is_mine,
        )

    async def _written(self, delivery: Delivery, write: Write) -> bool:
        for attempt in range(1, self._delays.write_attempts):
            try:
                async with self._db.transaction(brief=True) as session:
                    return await write(session)
            except UNAVAILABLE:
                log.warning("outcome not written id=%s attempt=%s", delivery.id, attempt)
                await asyncio.sleep(self._delays.write_again)
        async with self._db.transaction(brief=True) as session:
            return await write(session)

    async def _tell(self, hook: Awaitable[None]) -> None:
        try:
            await hook
        except Exception:
            # The delivery itself is settled; what hangs on it must not undo that.
            log.exception("hook failed")
