"""Deliveries on their way out: claimed, made when they leave, sent, settled each alone."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from telegram.error import TelegramError

from bot.courier import Carry
from bot.outcomes import Doubtful, Hopeless, Later, Moved, Reason, meaning_of
from bot.settling import Settler
from handlers.outgoing import Outgoing, Skip, Wait
from storage import deliveries
from storage.database import Database
from storage.deliveries import Delivery

log = logging.getLogger(__name__)

Compose = Callable[[Delivery], Awaitable[Outgoing | Skip | Wait]]


@dataclass(frozen=True, slots=True)
class Pace:
    """How many at once, and times in seconds."""

    in_flight: int = 32
    look_every: float = 1.0  # another process may have queued something
    lease: float = 300.0  # longer than any sending takes
    reclaim_every: float = 30.0


class Outbox:
    """Sends what is due: words at least once, pictures and kinds in `once` at most once.

    A message that timed out may have arrived: words are sent again, the others are left in
    doubt for a person to decide. `alone`: no other process can be sending, so what was under
    way when the last one died is settled at the start.
    """

    def __init__(
        self,
        db: Database,
        *,
        compose: Compose,
        carry: Carry,
        settler: Settler,
        now: Callable[[], datetime],
        once: Collection[str] = (),
        alone: bool = False,
        pace: Pace = Pace(),
    ) -> None:
        self._db = db
        self._compose = compose
        self._carry = carry
        self._settler = settler
        self._now = now
        self._once = frozenset(once)
        self._alone = alone
        self._pace = pace
        self._tasks: dict[asyncio.Task[None], Delivery] = {}
        self._composing: set[int] = set()
        self._awake = asyncio.Event()
        self._stopping = False
        self._at_rest = asyncio.Event()
        self._at_rest.set()
        self._reclaimed_at: float | None = None

    @property
    def in_flight(self) -> int:
        """Deliveries being sent."""
        return len(self._tasks)

    def wake(self) -> None:
        """Something was queued: look at once."""
        self._awake.set()

    async def run(self) -> None:
        """Send what is due until stopped."""
        self._at_rest.clear()
        try:
            while not self._stopping:
                if not await self._look():
                    await self._rest()
        finally:
            self._at_rest.set()

    async def stop(self, *, grace: float = 1.5) -> None:
        """Begin nothing more, end what is under way within `grace` seconds, give back the rest."""
        self._stopping = True
        self._awake.set()
        await self._at_rest.wait()
        under_way = dict(self._tasks)
        if not under_way:
            return
        _, late = await asyncio.wait(under_way, timeout=grace)
        unsent = [under_way[task] for task in late if under_way[task].id in self._composing]
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        if unsent:
            async with self._db.transaction() as session:
                await deliveries.release(session, unsent)

    async def _look(self) -> bool:
        """Begin what is due; False if there was nothing, or no hand free."""
        try:
            await self._reclaim()
            return await self._begin_what_is_due()
        except Exception:
            # The database is away, or worse; what is due stays due.
            log.exception("outbox cannot look")
            return False

    async def _reclaim(self) -> None:
        """Settle what died under way: at the start, and whenever leases may have run out."""
        now, last = asyncio.get_running_loop().time(), self._reclaimed_at
        if last is not None and now - last < self._pace.reclaim_every:
            return
        async with self._db.transaction() as session:
            found = await deliveries.reclaim(
                session,
                now=self._now(),
                once=self._once,
                mine=[delivery.id for delivery in self._tasks.values()],
                alone=self._alone and last is None,
            )
        self._reclaimed_at = now
        if found.again or found.uncertain:
            log.warning("reclaimed again=%s uncertain=%s", found.again, found.uncertain)

    async def _begin_what_is_due(self) -> bool:
        """Claim as many as there are hands free."""
        free = self._pace.in_flight - len(self._tasks)
        if free <= 0 or not await self._is_due():
            return False
        async with self._db.transaction(brief=True) as session:
            claimed = await deliveries.claim(
                session,
                now=self._now(),
                lease=timedelta(seconds=self._pace.lease),
                limit=free,
            )
        for delivery in claimed:
            task = asyncio.get_running_loop().create_task(self._send(delivery))
            self._tasks[task] = delivery
            task.add_done_callback(self._ended)
        return bool(claimed)

    async def _is_due(self) -> bool:
        async with self._db.reading() as session:
            soonest = await deliveries.next_due(session)
        return soonest is not None and soonest <= self._now()

    async def _rest(self) -> None:
        """Until something was queued, hands are free, or it is time to look again."""
        try:
            async with asyncio.timeout(self._pace.look_every):
                await self._awake.wait()
        except TimeoutError:
            pass  # nobody called; look anyway
        self._awake.clear()

    def _ended(self, task: "asyncio.Task[None]") -> None:
        del self._tasks[task]
        # Several at a time: one claim for each freed hand would cost a transaction each.
        if len(self._tasks) <= self._pace.in_flight * 3 // 4:
            self._awake.set()

    async def _send(self, delivery: Delivery) -> None:
        try:
            await self._deliver(delivery)
        except Exception:
            # The row keeps its lease, so that it is taken up again when that has run out.
            log.exception("delivery not settled id=%s", delivery.id)

    async def _deliver(self, delivery: Delivery) -> None:
        self._composing.add(delivery.id)
        try:
            outgoing = await self._compose(delivery)
        except Exception:
            # Whatever it was, the others are not to suffer; it is tried again a few times.
            log.exception("delivery not composed id=%s", delivery.id)
            await self._settler.later_or_failed(delivery)
            return
        finally:
            self._composing.discard(delivery.id)
        match outgoing:
            case Skip(why=why):
                await self._settler.skipped(delivery, why)
            case Wait(until=until):
                await self._settler.waits(delivery, until)
            case _:
                await self._post(delivery, outgoing)

    async def _post(self, delivery: Delivery, outgoing: Outgoing, *, moved: bool = False) -> None:
        try:
            receipt = await self._carry(delivery.chat_id, delivery.thread_id, outgoing)
        except TelegramError as error:
            await self._follow(delivery, outgoing, error, moved=moved)
        except Exception:
            # A message that cannot even be put together is our own fault.
            log.exception("delivery not sendable id=%s", delivery.id)
            await self._settler.later_or_failed(delivery)
        else:
            await self._settler.sent(delivery, outgoing, receipt)

    async def _follow(
        self, delivery: Delivery, outgoing: Outgoing, error: TelegramError, *, moved: bool
    ) -> None:
        """Do what Telegram's answer asks for."""
        why, settler = type(error).__name__, self._settler
        match meaning_of(error):
            case Moved(to=new) if not moved:
                if await settler.moved(delivery, new):
                    await self._post(replace(delivery, chat_id=new), outgoing, moved=True)
                else:
                    await settler.skipped(delivery, "moved")
            case Later(seconds=seconds):
                await settler.later(delivery, why, seconds)
            case Doubtful() if outgoing.pictures or delivery.push.kind in self._once:
                await settler.uncertain(delivery, why)
            case Doubtful() | Moved():
                await settler.later(delivery, why)
            case Hopeless(reason=reason):
                if reason is Reason.OTHER:
                    log.error("delivery refused id=%s said=%s", delivery.id, error)
                await settler.failed(delivery, reason)
