"""Polling goes on through every bad day, and confirms nothing that is not on disk."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import text
from telegram.error import InvalidToken

from bot.health import Pulse
from bot.poller import Fetch, Poller, Rhythm, TokenRefused, updates_from
from bot.transport import AiohttpRequest
from sandbox.limits import NO_LIMITS
from sandbox.phone import Phone
from sandbox.server import Running, running
from sandbox.world import World
from storage.database import Database
from tests.bot.inbox_stand import Doors, Stand
from tests.patience import PATIENCE, eventually

QUICK = Rhythm(first_delay=0.02, longest_delay=0.05, conflict_delay=0.05, refused_for=0.2)

FAULTS: dict[str, dict[str, Any]] = {
    "404": {"kind": "error", "status": 404, "description": "Not Found"},
    "401": {"kind": "error", "status": 401, "description": "Unauthorized"},
    "409": {"kind": "error", "status": 409, "description": "Conflict: terminated by other"},
    "429": {"kind": "error", "status": 429, "description": "Too Many", "retry_after": 1},
    "502 HTML": {"kind": "body", "status": 502},
    "200 HTML": {"kind": "body", "status": 200},
    "200 null": {"kind": "body", "status": 200, "body": '{"ok":true,"result":null}'},
    "reset": {"kind": "reset"},
    "hang": {"kind": "hang", "seconds": 60.0},
    "answer lost": {"kind": "drop"},
}


@pytest.fixture
async def sandbox() -> AsyncIterator[Running]:
    async with running(World(limits=NO_LIMITS, seed=1)) as server:
        server.world.polling.impatient = True
        yield server


@pytest.fixture
async def asha(sandbox: Running) -> Phone:
    return await sandbox.client.person(101, "Asha", started=True)


@asynccontextmanager
async def polling(
    sandbox: Running, stand: Stand, *, seconds: int = 1
) -> AsyncIterator[tuple[Poller, Pulse]]:
    request = AiohttpRequest(connect_timeout=0.2)
    await request.initialize()
    url = f"{sandbox.api_base}/bot{sandbox.world.token}/getUpdates"
    pulse = Pulse(stale_after=30)
    poller = Poller(
        updates_from(request, url=url, seconds=seconds, margin=0.3),
        stand.inbox,
        stand.metrics,
        pulse=pulse,
        rhythm=QUICK,
    )
    task = asyncio.create_task(poller.run())
    yield poller, pulse
    poller.stop()
    await asyncio.wait_for(task, PATIENCE)
    await stand.dispatcher.stop()
    await request.shutdown()


async def test_what_is_said_is_stored_handled_and_then_confirmed(
    db: Database, sandbox: Running, asha: Phone
) -> None:
    stand = Stand(db, Doors())

    async with polling(sandbox, stand):
        for n in range(5):
            await asha.says(f"{n}")
        await stand.doors.has_seen(5)
        await asyncio.sleep(0.05)
        left = await sandbox.client.pending_updates()

    assert left == []
    assert set((await stand.states()).values()) == {"done"}
    assert await sandbox.client.violations() == []


@pytest.mark.parametrize("name", FAULTS)
async def test_polling_resumes_after_any_answer_and_health_is_red_meanwhile(
    sqlite_db: Database, sandbox: Running, asha: Phone, name: str
) -> None:
    stand = Stand(sqlite_db, Doors())
    await sandbox.client.fault(method="getUpdates", times=1, **FAULTS[name])

    async with polling(sandbox, stand) as (_, pulse):
        await eventually(lambda: not pulse.is_well)
        await asha.says("13.5")
        await stand.doors.has_seen(1)
        await asyncio.sleep(0.01)
        after = await pulse.check()

    assert after.ok


def test_a_hanging_poll_and_the_longest_delay_stay_below_35_seconds() -> None:
    rhythm = Rhythm()
    silence = 20 + 5.0

    assert silence + rhythm.longest_delay <= 35
    assert silence + rhythm.conflict_delay <= 35
    assert rhythm.longest_asked_delay <= 35


async def test_a_token_refused_for_long_ends_the_process(sqlite_db: Database) -> None:
    stand = Stand(sqlite_db, Doors())

    async def refuse(_: int) -> list[object]:
        raise InvalidToken("Unauthorized")

    poller = Poller(refuse, stand.inbox, stand.metrics, pulse=Pulse(stale_after=1), rhythm=QUICK)

    began = time.monotonic()
    with pytest.raises(TokenRefused):
        await asyncio.wait_for(poller.run(), PATIENCE)
    assert time.monotonic() - began >= 0.2


async def test_a_poison_update_among_five_good_ones_costs_no_more_polls(
    sqlite_db: Database, sandbox: Running, asha: Phone
) -> None:
    stand = Stand(sqlite_db, Doors())
    for n in range(5):
        await asha.says(f"{n}")
    await sandbox.client.inject({"message": {"no": "date"}, "strange": "\x00"})
    waiting = await sandbox.client.pending_updates()
    poison = waiting[-1]["update_id"]
    stand.doors.failures = {poison: [ValueError("no date")] * 9}

    async with polling(sandbox, stand):
        await stand.doors.has_seen(5)
        await eventually(lambda: stand.quarantined)
        polls = len(await sandbox.client.calls("getUpdates"))

    assert len(stand.quarantined) == 1
    assert polls <= 3


async def test_what_comes_twice_out_of_order_or_with_lower_numbers_is_handled_once(
    sqlite_db: Database, sandbox: Running, asha: Phone
) -> None:
    stand = Stand(sqlite_db, Doors())

    async with polling(sandbox, stand):
        for n in range(4):
            await asha.says(f"{n}")
        await stand.doors.has_seen(4)
        await sandbox.client.redeliver(3)
        await sandbox.client.shuffle(seed=3)
        await asyncio.sleep(1.2)
        await sandbox.client.restart_ids(5)
        await asha.says("anew")
        await stand.doors.has_seen(5)

    assert len(stand.doors.seen) == len(set(stand.doors.seen)) == 5
    assert stand.doors.seen[-1] == 5


async def test_nothing_is_confirmed_while_the_database_does_not_take_it(
    sqlite_db: Database, sandbox: Running, asha: Phone
) -> None:
    stand = Stand(sqlite_db, Doors())
    async with sqlite_db.transaction() as session:
        await session.execute(text("ALTER TABLE inbox RENAME TO away"))
    await asha.says("13.5")

    async with polling(sandbox, stand) as (_, pulse):
        failures = stand.metrics.polls.labels("OperationalError")
        await eventually(lambda: failures._value.get() >= 2)
        unwell, kept = await pulse.check(), await sandbox.client.pending_updates()
        async with sqlite_db.transaction() as session:
            await session.execute(text("ALTER TABLE away RENAME TO inbox"))
        await stand.doors.has_seen(1)

    assert not unwell.ok
    assert len(kept) == 1
    assert len(stand.doors.seen) == 1


async def test_stopping_does_not_wait_for_the_long_poll(
    sqlite_db: Database, sandbox: Running
) -> None:
    stand = Stand(sqlite_db, Doors())

    async with polling(sandbox, stand, seconds=50) as (poller, _):
        await eventually(lambda: sandbox.world.polling.is_waiting)
        poller.stop()
        await eventually(lambda: not sandbox.world.polling.is_waiting)


async def test_a_full_memory_stops_the_polls(sqlite_db: Database) -> None:
    stand = Stand(sqlite_db, Doors())
    polls = 0

    async def endless(_: int) -> list[object]:
        nonlocal polls
        polls += 1
        chats = range(polls * 100, polls * 100 + 100)
        return [{"update_id": n, "message": {"chat": {"id": n}}} for n in chats]

    stand.dispatcher._patience = type(stand.dispatcher._patience)(most_waiting=250)
    stand.doors.gate.clear()
    poller = running_poller(endless, stand)
    task = asyncio.create_task(poller.run())
    await eventually(lambda: stand.inbox.is_full)
    await asyncio.sleep(0.05)
    held = polls

    stand.doors.gate.set()
    await stand.doors.has_seen(400)
    poller.stop()
    await task
    await stand.dispatcher.stop()

    assert held == 3
    assert polls > 3


async def test_updates_without_a_number_are_left_out_and_do_not_spin(
    sqlite_db: Database,
) -> None:
    stand = Stand(sqlite_db, Doors())
    polls = 0

    async def odd(_: int) -> list[object]:
        nonlocal polls
        polls += 1
        good: list[object] = [{"update_id": polls, "message": {"chat": {"id": 1}}}]
        return [None, {"update_id": "x"}, *(good if polls == 1 else [])]

    poller = running_poller(odd, stand)
    task = asyncio.create_task(poller.run())
    await stand.doors.has_seen(1)
    await asyncio.sleep(0.2)
    poller.stop()
    await task
    await stand.dispatcher.stop()

    assert stand.doors.seen == [1]
    assert polls < 10


def running_poller(fetch: Fetch, stand: Stand) -> Poller:
    return Poller(fetch, stand.inbox, stand.metrics, pulse=Pulse(stale_after=1), rhythm=QUICK)
