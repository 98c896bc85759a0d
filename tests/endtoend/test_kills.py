"""kill -9 at any moment while numbers come in: each is stored once, and answered."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import wall_time
from sandbox.limits import NO_LIMITS
from sandbox.server import Running, running
from sandbox.world import World
from storage import audit
from storage.database import Database
from storage.models.base import core
from storage.models.figures import RevisionRow
from tests.endtoend.bot_process import is_alive, killed, nursery, polled, settings_for
from tests.endtoend.crowd import accounts, hand_out_phones, settle
from tests.endtoend.town import THURSDAY

KILLS = 22
CADRES = 60
AT_ONCE = 8  # numbers sent to each life of the bot
LONGEST_LIFE = 0.4  # seconds of answering before the kill
SEED = 20261123
TO_DRAIN = 40.0


@dataclass
class Sent:
    """One number, and the message it stands in."""

    chat: int
    message: int
    value: str


@dataclass
class Crowd:
    """Cadres who answer whatever happens to the bot."""

    sandbox: Running
    dice: random.Random
    sent: list[Sent] = field(default_factory=list)

    async def answers(self, count: int) -> None:
        """So many numbers by different cadres, each larger than any before."""
        chosen = self.dice.sample(accounts(CADRES), count)
        messages = [
            (account, f"{Decimal(1000 + number) / 100:.2f}")
            for number, account in enumerate(chosen, start=len(self.sent))
        ]
        ids = await self.sandbox.client.post(
            "/batch", {"messages": [{"person": p, "text": text} for p, text in messages]}
        )
        self.sent += [
            Sent(person, message, text)
            for (person, text), message in zip(messages, ids["message_ids"], strict=True)
        ]

    def unanswered(self) -> list[Sent]:
        """Numbers that nobody has echoed yet."""
        said = {
            chat.id: "\n".join(
                str(message.get("text"))
                for message in chat.messages.values()
                if message.get("from", {}).get("is_bot")
            )
            for chat in self.sandbox.world.chats.values()
        }
        return [one for one in self.sent if f" {one.value} " not in said[one.chat]]

    async def is_answered(self, *, within: float) -> None:
        """Wait until every number has its echo."""
        async with asyncio.timeout(within):
            while self.unanswered():  # noqa: ASYNC110  sixty chats, no event
                await asyncio.sleep(0.05)


@pytest.fixture
async def crowd() -> AsyncIterator[Crowd]:
    world = World(limits=NO_LIMITS, seed=1)
    world.polling.impatient = True
    world.clock.set(THURSDAY)
    async with running(world) as sandbox:
        await hand_out_phones(sandbox.client, CADRES)
        yield Crowd(sandbox, random.Random(SEED))


async def test_killed_over_20_times_while_answering_no_number_is_lost_doubled_or_unanswered(
    sqlite_db: Database, tmp_path: Path, crowd: Crowd
) -> None:
    await settle(sqlite_db, CADRES, at=wall_time())

    sandbox = crowd.sandbox
    settings = settings_for(sandbox, tmp_path / "progress.db", BOT__LOG__LEVEL="WARNING")
    async with nursery(tmp_path, settings) as bots:
        for _ in range(KILLS):
            await crowd.answers(AT_ONCE // 2)
            before = sandbox.world.call_count
            bot = await bots.birth()
            await polled(sandbox, after=before)
            await crowd.answers(AT_ONCE // 2)
            await asyncio.sleep(crowd.dice.uniform(0, LONGEST_LIFE))
            assert is_alive(bot), (tmp_path / "nursery.log").read_text()
            await killed(bot)
        last = await bots.birth()
        await crowd.is_answered(within=TO_DRAIN)
        await killed(last)

    table = core(RevisionRow)
    async with sqlite_db.reading() as session:
        rows = (await session.execute(select(*table.c).order_by(table.c.id))).all()
        broken = await audit.verify(session)
    stored = Counter((row.chat_id, row.message_id, f"{row.value:.2f}") for row in rows)
    assert stored == Counter((s.chat, s.message, s.value) for s in crowd.sent)
    assert broken is None
    assert await crowd.sandbox.client.violations() == []
