"""Order within a chat, fairness across chats, and updates that fail."""

import asyncio
import json

import pytest
from sqlalchemy.exc import OperationalError
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.dispatcher import Job, Patience, Unparsable
from storage import inbox
from storage.database import Database
from storage.inbox import Arrival
from tests.bot.inbox_stand import NOON, Doors, Stand, message
from tests.patience import PATIENCE, eventually


async def test_a_chat_keeps_its_order_while_chats_run_side_by_side(sqlite_db: Database) -> None:
    stand = Stand(sqlite_db, Doors())
    at_once = most = 0

    async def linger(number: int) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.001 * (number % 5))
        at_once -= 1

    stand.doors.before = linger
    await stand.inbox.take_in([message(n, chat=1 + n % 10) for n in range(100)])
    await stand.doors.has_seen(100)
    await stand.dispatcher.stop()

    assert 5 <= most <= 10
    for chat in range(10):
        of_chat = [n for n in stand.doors.seen if n % 10 == chat]
        assert of_chat == sorted(of_chat)


async def test_a_chat_that_floods_does_not_hold_up_the_others(sqlite_db: Database) -> None:
    stand = Stand(sqlite_db, Doors(), Patience(workers=2))
    stand.doors.gate.clear()
    await stand.inbox.take_in([message(n, chat=666) for n in range(1, 400)])

    await stand.inbox.take_in([message(1000 + n, chat=n) for n in range(1, 6)])
    stand.doors.gate.set()
    await stand.doors.has_seen(404)
    await stand.dispatcher.stop()

    places = [stand.doors.seen.index(1000 + n) for n in range(1, 6)]
    assert max(places) < 20


async def test_a_flood_stays_on_disk_and_comes_in_order_when_its_turn_comes(
    db: Database,
) -> None:
    doors = Doors()
    doors.gate.clear()
    stand = Stand(db, doors, Patience(most_per_chat=10))
    for start in range(1, 101, 10):
        await stand.inbox.take_in([message(n, chat=666) for n in range(start, start + 10)])
    held = stand.dispatcher.backlog

    doors.gate.set()
    await doors.has_seen(50)
    await stand.inbox.take_in([message(n, chat=666) for n in range(101, 121)])
    await doors.has_seen(120)
    await stand.dispatcher.stop()

    assert held == 10
    assert doors.seen == list(range(1, 121))
    assert set((await stand.states()).values()) == {"done"}
    assert stand.dispatcher.backlog == 0


async def test_what_is_on_disk_before_it_is_queued_is_handled_once(sqlite_db: Database) -> None:
    stand = Stand(sqlite_db, Doors(), Patience(most_per_chat=2))
    late = message(9, chat=666)

    async def commit_another(number: int) -> None:
        if number == 1:
            async with sqlite_db.transaction() as session:
                arrival = Arrival(9, 666, json.dumps(late))
                rows.update(await inbox.keep(session, [arrival], at=NOON))

    rows: dict[int, int] = {}
    stand.doors.before = commit_another
    await stand.inbox.take_in([message(n, chat=666) for n in range(1, 6)])
    await stand.doors.has_seen(5)
    stand.dispatcher.submit([Job(rows[9], 666, late, taken_in=0)])
    await stand.doors.has_seen(6)
    await eventually(lambda: stand.dispatcher.backlog == 0)
    await stand.dispatcher.stop()

    assert stand.doors.seen == [1, 2, 3, 4, 5, 9]


async def test_a_full_memory_asks_for_a_pause_until_half_is_done(sqlite_db: Database) -> None:
    doors = Doors()
    doors.gate.clear()
    stand = Stand(sqlite_db, doors, Patience(most_waiting=20))

    await stand.inbox.take_in([message(n, chat=n) for n in range(1, 26)])
    was_full = stand.inbox.is_full
    doors.gate.set()
    await asyncio.wait_for(stand.inbox.room(), PATIENCE)

    assert was_full
    assert stand.dispatcher.backlog <= 10
    await stand.dispatcher.stop()


@pytest.mark.parametrize(
    "bad_days",
    [
        [TimedOut(), NetworkError("502"), TimedOut(), NetworkError("x"), TimedOut()],
        [RetryAfter(0), RetryAfter(0)],
        [OperationalError("x", None, Exception("away"))] * 4,
    ],
)
async def test_bad_days_are_waited_out_in_order_and_never_quarantined(
    sqlite_db: Database, bad_days: list[Exception]
) -> None:
    stand = Stand(sqlite_db, Doors())
    stand.doors.failures[1] = list(bad_days)

    await stand.inbox.take_in([message(1), message(2), message(3)])
    await stand.doors.has_seen(3)
    await stand.dispatcher.stop()

    assert stand.doors.seen == [1, 2, 3]
    assert stand.quarantined == []
    assert set((await stand.states()).values()) == {"done"}


async def test_a_chat_that_has_to_wait_holds_no_worker(sqlite_db: Database) -> None:
    stand = Stand(sqlite_db, Doors(), Patience(workers=1))
    stand.doors.failures[1] = [RetryAfter(30)]

    await stand.inbox.take_in([message(1, chat=1), message(2, chat=2)])
    await stand.doors.has_seen(1)
    await stand.dispatcher.stop()

    assert stand.doors.seen == [2]
    assert (await stand.states())[1] == "new"


@pytest.mark.parametrize("bug", [ValueError("bug"), BadRequest("can't parse entities")])
async def test_an_error_of_ours_is_tried_three_times_then_put_aside(
    db: Database, bug: Exception
) -> None:
    stand = Stand(db, Doors())
    stand.doors.failures = {1: [bug] * 3, 2: [bug] * 2}

    await stand.inbox.take_in([message(1), message(2), message(3)])
    await stand.doors.has_seen(2)
    await stand.dispatcher.stop()

    assert stand.doors.seen == [2, 3]
    assert await stand.states() == {1: "quarantined", 2: "done", 3: "done"}
    assert [why for _, why in stand.quarantined] == [type(bug).__name__]


async def test_an_unparsable_update_among_five_good_ones_is_put_aside_at_once(
    sqlite_db: Database,
) -> None:
    stand = Stand(sqlite_db, Doors())
    stand.doors.failures = {3: [Unparsable("no date")] * 9}

    await stand.inbox.take_in([message(n) for n in range(1, 7)])
    await stand.doors.has_seen(5)
    await stand.dispatcher.stop()

    assert stand.doors.seen == [1, 2, 4, 5, 6]
    assert len(stand.doors.failures[3]) == 8
    assert (await stand.states())[3] == "quarantined"


async def test_an_update_that_never_ends_is_put_aside(sqlite_db: Database) -> None:
    stand = Stand(sqlite_db, Doors(), Patience(handling=0.3, attempts=1))

    async def hang(number: int) -> None:
        if number == 1:
            await asyncio.Event().wait()

    stand.doors.before = hang
    await stand.inbox.take_in([message(1), message(2)])
    await stand.doors.has_seen(1)
    await stand.dispatcher.stop()

    assert stand.doors.seen == [2]
    assert (await stand.states())[1] == "quarantined"


async def test_stopping_under_a_backlog_is_quick_and_loses_nothing(sqlite_db: Database) -> None:
    stand = Stand(sqlite_db, Doors())

    async def linger(_: int) -> None:
        await asyncio.sleep(0.05)

    stand.doors.before = linger
    await stand.inbox.take_in([message(n, chat=1 + n % 3) for n in range(1, 201)])
    await stand.doors.has_seen(4)

    await stand.dispatcher.stop(grace=PATIENCE)
    done = len(stand.doors.seen)

    after = Stand(sqlite_db, Doors())
    await after.inbox.replay()
    await after.doors.has_seen(200 - done)
    await after.dispatcher.stop()
    assert done < 100
    assert sorted(stand.doors.seen + after.doors.seen) == list(range(1, 201))


async def test_a_door_that_does_not_end_is_cut_off_at_the_end_of_the_grace(
    sqlite_db: Database,
) -> None:
    stand = Stand(sqlite_db, Doors())
    stand.doors.gate.clear()
    await stand.inbox.take_in([message(1)])
    await asyncio.sleep(0.01)

    await asyncio.wait_for(stand.dispatcher.stop(grace=0.05), PATIENCE)

    assert await stand.states() == {1: "new"}


async def test_the_lag_is_the_wait_for_a_worker_and_not_for_telegram(
    sqlite_db: Database,
) -> None:
    stand = Stand(sqlite_db, Doors(), Patience(workers=1))
    stand.doors.failures[1] = [RetryAfter(30)]
    await stand.inbox.take_in([message(1, chat=1)])
    await eventually(lambda: not stand.doors.failures[1])
    waiting_for_telegram = stand.dispatcher.lag()

    stand.doors.gate.clear()
    await stand.inbox.take_in([message(2, chat=2), message(3, chat=3)])
    await asyncio.sleep(0.02)

    assert waiting_for_telegram == 0.0
    assert stand.dispatcher.lag() >= 0.02
    await stand.dispatcher.stop(grace=0)
