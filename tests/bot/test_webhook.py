"""Updates brought by Telegram are answered only when they are on disk."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from sqlalchemy import text
from telegram import Bot

from bot.dispatcher import Patience
from bot.health import serving
from bot.transport import AiohttpRequest
from bot.webhook import MOST_BYTES, SECRET_HEADER, use_polling, use_webhook, webhook_app
from sandbox.limits import NO_LIMITS
from sandbox.server import running
from sandbox.world import World
from storage.database import Database
from tests.bot.inbox_stand import Doors, Stand, message

SECRET = "a-Secret_1"


@dataclass
class Caller:
    url: str
    session: aiohttp.ClientSession

    async def brings(self, update: Any, *, secret: str | None = SECRET) -> int:
        body = io.BytesIO(update if isinstance(update, bytes) else json.dumps(update).encode())
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with self.session.post(self.url, data=body, headers=headers) as answer:
            return answer.status


@asynccontextmanager
async def listening(stand: Stand) -> AsyncIterator[Caller]:
    app = webhook_app(stand.inbox, secret=SECRET, path="/hook")
    async with (
        serving(app, host="127.0.0.1", port=0) as port,
        aiohttp.ClientSession() as session,
    ):
        yield Caller(f"http://127.0.0.1:{port}/hook", session)
    await stand.dispatcher.stop()


async def test_an_update_is_answered_when_it_is_on_disk_and_handled_once(db: Database) -> None:
    stand = Stand(db, Doors())
    stand.doors.gate.clear()

    async with listening(stand) as caller:
        statuses = [await caller.brings(message(n)) for n in (1, 2, 2, 1)]
        stored = await stand.states()
        stand.doors.gate.set()
        await stand.doors.has_seen(2)

    assert statuses == [200] * 4
    assert stored == {1: "new", 2: "new"}
    assert stand.doors.seen == [1, 2]


async def test_many_at_once_are_all_kept(sqlite_db: Database) -> None:
    stand = Stand(sqlite_db, Doors())

    async with listening(stand) as caller:
        statuses = await asyncio.gather(*(caller.brings(message(n, chat=n)) for n in range(1, 81)))
        await stand.doors.has_seen(80)

    assert set(statuses) == {200}
    assert set((await stand.states()).values()) == {"done"}


@pytest.mark.parametrize("secret", [None, "", "a-Secret_2", "é", "a-Secret_1 x"])
async def test_who_does_not_know_the_secret_is_refused(
    sqlite_db: Database, secret: str | None
) -> None:
    stand = Stand(sqlite_db, Doors())

    async with listening(stand) as caller:
        status = await caller.brings(message(1), secret=secret)

    assert status == 403
    assert await stand.states() == {}


@pytest.mark.parametrize("body", [b"", b"[]", b"<html>", b'{"update_id": "x"}', b"\xff"])
async def test_what_is_no_update_is_refused(sqlite_db: Database, body: bytes) -> None:
    stand = Stand(sqlite_db, Doors())

    async with listening(stand) as caller:
        status = await caller.brings(body)

    assert status == 400


async def test_a_body_without_measure_is_refused(sqlite_db: Database) -> None:
    stand = Stand(sqlite_db, Doors())

    async with listening(stand) as caller:
        status = await caller.brings(b" " * (MOST_BYTES + 1))

    assert status == 413


async def test_telegram_is_asked_to_come_again_while_the_database_is_away(
    sqlite_db: Database,
) -> None:
    stand = Stand(sqlite_db, Doors())

    async with listening(stand) as caller:
        async with sqlite_db.transaction() as session:
            await session.execute(text("ALTER TABLE inbox RENAME TO away"))
        away = await caller.brings(message(1))
        async with sqlite_db.transaction() as session:
            await session.execute(text("ALTER TABLE away RENAME TO inbox"))
        back = await caller.brings(message(1))
        await stand.doors.has_seen(1)

    assert (away, back) == (503, 200)


async def test_telegram_is_asked_to_come_again_while_memory_is_full(
    sqlite_db: Database,
) -> None:
    stand = Stand(sqlite_db, Doors(), Patience(most_waiting=1))
    stand.doors.gate.clear()

    async with listening(stand) as caller:
        statuses = [await caller.brings(message(1)), await caller.brings(message(2))]
        stand.doors.gate.set()
        await stand.doors.has_seen(1)
        statuses.append(await caller.brings(message(2)))
        await stand.doors.has_seen(2)

    assert statuses == [200, 503, 200]


async def test_switching_between_webhook_and_polling_loses_nothing(sqlite_db: Database) -> None:
    stand = Stand(sqlite_db, Doors())
    async with running(World(limits=NO_LIMITS, seed=1)) as sandbox, listening(stand) as caller:
        request = AiohttpRequest()
        bot = Bot(sandbox.world.token, base_url=f"{sandbox.api_base}/bot", request=request)
        await request.initialize()
        asha = await sandbox.client.person(101, "Asha", started=True)
        await asha.says("before")

        await use_webhook(bot, url=caller.url, secret=SECRET)
        await asha.says("during")
        await stand.doors.has_seen(2)
        await use_polling(bot)
        await asha.says("after")

        assert len(await sandbox.client.pending_updates()) == 1
        assert await sandbox.client.violations() == []
        await request.shutdown()
