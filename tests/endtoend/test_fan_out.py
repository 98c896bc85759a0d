"""A prompt to many under Telegram's real limits: no 429, each once, others answered meanwhile."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot import process
from bot.app import build
from bot.clock import Clock
from bot.config import Config
from bot.demo.stage import Stage
from bot.sections.process import TelegramSection
from bot.transport import AiohttpRequest
from sandbox.limits import REAL_LIMITS
from sandbox.server import running
from sandbox.world import World
from storage.database import Database
from storage.holidays_library import known_workdays
from tests.endtoend.bot_process import polled
from tests.endtoend.crowd import FIRST_ID, accounts, hand_out_phones, settle
from tests.endtoend.town import THURSDAY, THURSDAY_EARLY, Undrawn

CADRES = 120
ASKING_MEANWHILE = 5
IN_TIME = 2.0  # seconds for an answer while everybody else is being asked


@pytest.fixture
async def stage(sqlite_db: Database) -> AsyncIterator[Stage]:
    """A bot that keeps Telegram's limits, before a Telegram that counts them."""
    await settle(sqlite_db, CADRES, at=THURSDAY_EARLY)
    world = World(limits=REAL_LIMITS, seed=1)
    world.polling.impatient = True
    world.clock.set(THURSDAY_EARLY)
    async with running(world) as sandbox:
        await hand_out_phones(sandbox.client, CADRES)
        parts = build(
            Config(telegram=TelegramSection(api_base=sandbox.api_base)),
            token=world.token,
            db=sqlite_db,
            workdays=known_workdays(),
            request=AiohttpRequest(),
            clock=Clock.starting_at(THURSDAY_EARLY),
            renderer=Undrawn(),
        )
        stop = asyncio.Event()
        task = asyncio.create_task(process.run(parts, stop))
        await polled(sandbox, after=0, unless=task)
        yield Stage(parts, world, sandbox.base, sandbox.client)
        stop.set()
        await task


async def test_everybody_is_asked_once_within_the_limits_and_others_are_answered_meanwhile(
    stage: Stage,
) -> None:
    others = [await stage.client.phone(FIRST_ID + n) for n in range(ASKING_MEANWHILE)]
    stage.set_time(THURSDAY - timedelta(minutes=30))
    await stage.parts.scheduler.jump()
    await asyncio.sleep(0.5)

    for phone in others:
        await phone.says("/help")
    for phone in others:
        await phone.sees("/report", timeout=IN_TIME)
    await stage.quiet()

    sent = [call for call in stage.world.calls if call.method.lower() == "sendmessage"]
    cards = Counter(
        int(call.params["chat_id"]) for call in sent if "第10周" in str(call.params["text"])
    )
    assert {call.status for call in sent} == {200}
    assert cards == Counter(accounts(CADRES))
    assert stage.world.violations == []
