"""An outbox on a real database and a real bot, before the sandbox's strict Telegram."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Bot, InputMediaPhoto
from telegram.ext import ExtBot

from bot.clock import Clock
from bot.courier import Courier
from bot.limiter import SendLimiter
from bot.metrics import Metrics
from bot.outbox import Outbox, Pace
from bot.outcomes import Reason
from bot.settling import Delays, Hooks, Settler
from bot.transport import AiohttpRequest
from bot.turns import Rates
from handlers.outgoing import Outgoing, Skip, Wait
from sandbox.server import Running
from storage import groups, pushes
from storage.database import Database
from storage.deliveries import Delivery
from storage.models.base import core
from storage.models.pushes import DeliveryRow
from storage.pushes import Addressee, Push
from tests.patience import PATIENCE

QUICK = Pace(look_every=0.02, reclaim_every=0.02)
DELAYS = Delays(first=0.02, longest=0.05, write_again=0.02)


async def deliver(
    bot: Bot, chat_id: int, outgoing: Outgoing, *, thread_id: int | None = None
) -> int:
    """Words, one picture with words, or an album and words after it."""
    if len(outgoing.pictures) == 1:
        sent = await bot.send_photo(chat_id, outgoing.pictures[0], caption=outgoing.text)
        return sent.message_id
    if outgoing.pictures:
        album = [InputMediaPhoto(picture) for picture in outgoing.pictures]
        await bot.send_media_group(chat_id, album)
    sent = await bot.send_message(
        chat_id, outgoing.text, parse_mode="HTML", message_thread_id=thread_id
    )
    return sent.message_id


class OutboxStand:
    """What the composition root wires, with a clock and words that the test holds."""

    def __init__(self, db: Database, bot: Bot, *, clock: Clock | None = None) -> None:
        self.db = db
        self.bot = bot
        self.clock = clock or Clock()
        self.metrics = Metrics()
        self.words: Callable[[Delivery], Outgoing | Skip | Wait] = lambda _: Outgoing("本周请填报")
        self.sent: list[tuple[int, int]] = []
        self.lost: list[tuple[int, Reason]] = []
        self.moved: list[tuple[int, int]] = []
        self.detours: list[int] = []

    async def compose(self, delivery: Delivery) -> Outgoing | Skip | Wait:
        await asyncio.sleep(0)
        return self.words(delivery)

    async def on_sent(
        self, _: AsyncSession, delivery: Delivery, outgoing: Outgoing, message_id: int
    ) -> None:
        self.sent.append((delivery.chat_id, message_id))

    async def on_lost(self, delivery: Delivery, reason: Reason) -> None:
        self.lost.append((delivery.chat_id, reason))

    async def on_migrated(self, old: int, new: int) -> None:
        self.moved.append((old, new))
        async with self.db.transaction() as session:
            await groups.migrate(session, old, new)

    async def on_detour(self, delivery: Delivery) -> None:
        self.detours.append(delivery.chat_id)

    async def on_done(self, delivery: Delivery, outgoing: Outgoing, message_id: int) -> None:
        """Nothing is tidied up here."""

    def outbox(self, *, pace: Pace = QUICK, alone: bool = True) -> Outbox:
        hooks = Hooks(
            on_sent=self.on_sent,
            on_lost=self.on_lost,
            on_migrated=self.on_migrated,
            on_detour=self.on_detour,
            on_done=self.on_done,
        )
        settler = Settler(
            self.db, hooks, self.metrics, now=self.clock.now, delays=DELAYS, jitter=lambda: 0.5
        )
        return Outbox(
            self.db,
            compose=self.compose,
            carry=Courier(self.bot, deliver),
            settler=settler,
            now=self.clock.now,
            once={"push"},
            alone=alone,
            pace=pace,
        )

    @asynccontextmanager
    async def sending(self, outbox: Outbox | None = None) -> AsyncIterator[Outbox]:
        outbox = outbox or self.outbox()
        task = asyncio.create_task(outbox.run())
        yield outbox
        await outbox.stop(grace=PATIENCE)
        await asyncio.wait_for(task, PATIENCE)

    async def queue(
        self,
        *chats: int,
        key: str = "k",
        kind: str = "prompt",
        thread_id: int | None = None,
        late: timedelta = timedelta(0),
    ) -> Push | None:
        now = self.clock.now()
        async with self.db.transaction() as session:
            return await pushes.queue(
                session,
                key=key,
                kind=kind,
                period="2026-W10",
                facts={},
                chats=[Addressee(chat, thread_id=thread_id) for chat in chats],
                at=now,
                not_before=now + late,
            )

    async def rows(self) -> dict[int, Any]:
        table = core(DeliveryRow)
        async with self.db.reading() as session:
            found = (await session.execute(select(*table.c).order_by(table.c.id))).all()
        return {row.chat_id: row for row in found}

    async def states(self) -> dict[int, str]:
        return {chat: row.state for chat, row in (await self.rows()).items()}

    async def settled(self, *, within: float = PATIENCE) -> dict[int, str]:
        """Every state, once nothing is pending or under way."""
        async with asyncio.timeout(within):
            while await self._unsettled():  # noqa: ASYNC110  rows set no event
                await asyncio.sleep(0.01)
        return await self.states()

    async def attempted(self, chat_id: int, *, times: int, within: float = PATIENCE) -> Any:
        """The row of a chat once it was tried so often and waits to be tried again."""
        async with asyncio.timeout(within):
            while True:
                row = (await self.rows())[chat_id]
                if row.attempts >= times and row.state == "pending":
                    return row
                await asyncio.sleep(0.02)

    async def _unsettled(self) -> bool:
        return bool({"pending", "sending"} & set((await self.states()).values()))


@asynccontextmanager
async def bot_of(
    sandbox: Running, *, rates: Rates, answer_within: float = PATIENCE
) -> AsyncIterator[Bot]:
    """A real bot of the library, with our transport and our limiter."""
    request = AiohttpRequest(
        connect_timeout=answer_within, read_timeout=answer_within, upload_timeout=answer_within
    )
    bot = ExtBot(
        sandbox.world.token,
        base_url=f"{sandbox.api_base}/bot",
        request=request,
        get_updates_request=AiohttpRequest(),
        rate_limiter=SendLimiter(rates),
    )
    await request.initialize()
    yield bot
    await request.shutdown()


def texts_in(sandbox: Running, chat: int) -> Sequence[str]:
    """What the chat shows, oldest first."""
    return [
        str(message.get("text") or message.get("caption") or "")
        for message in sandbox.world.chats[chat].messages.values()
        if message.get("from", {}).get("is_bot")
    ]
