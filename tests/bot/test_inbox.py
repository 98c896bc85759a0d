"""Updates are on disk before they are handed on, and each is handed on once."""

import asyncio
import json
from typing import Any

import pytest

from bot.inbox import chat_of, is_update
from storage.database import Database
from tests.bot.inbox_stand import Doors, Stand, message


async def test_what_is_taken_in_is_handled_and_marked_done(db: Database) -> None:
    stand = Stand(db, Doors())

    await stand.inbox.take_in([message(1), message(2), message(3, chat=9)])
    await stand.doors.has_seen(3)
    await stand.dispatcher.stop()

    assert sorted(stand.doors.seen) == [1, 2, 3]
    assert await stand.states() == {1: "done", 2: "done", 3: "done"}


async def test_an_update_delivered_again_is_handled_once(sqlite_db: Database) -> None:
    stand = Stand(sqlite_db, Doors())

    new = [await stand.inbox.take_in([message(1), message(1), message(2)]) for _ in range(3)]
    await stand.doors.has_seen(2)
    await stand.dispatcher.stop()

    assert new == [2, 0, 0]
    assert sorted(stand.doors.seen) == [1, 2]


async def test_numbers_that_start_lower_after_a_quiet_week_are_taken_in(
    sqlite_db: Database,
) -> None:
    stand = Stand(sqlite_db, Doors())
    await stand.inbox.take_in([message(900_000_000)])

    new = await stand.inbox.take_in([message(5), message(4)])
    await stand.doors.has_seen(3)
    await stand.dispatcher.stop()

    assert new == 2


async def test_what_was_committed_but_not_handled_is_handled_after_a_restart(
    db: Database,
) -> None:
    killed = Stand(db, Doors())
    killed.doors.gate.clear()
    await killed.inbox.take_in([message(n, chat=n % 7) for n in range(1, 201)])

    after = Stand(db, Doors())
    replayed = await after.inbox.replay()
    await after.doors.has_seen(200)
    await after.dispatcher.stop()

    assert replayed == 200
    assert set((await after.states()).values()) == {"done"}
    for chat in range(7):
        of_chat = [n for n in after.doors.seen if n % 7 == chat]
        assert of_chat == sorted(of_chat)
    await killed.dispatcher.stop(grace=0)


async def test_nothing_is_queued_when_the_commit_failed(sqlite_db: Database) -> None:
    stand = Stand(sqlite_db, Doors())
    too_big = {"update_id": 2**70, "message": {"chat": {"id": 1}}}

    with pytest.raises(Exception, match="too large"):
        await stand.inbox.take_in([message(1), too_big])

    assert stand.dispatcher.backlog == 0
    assert await stand.states() == {}


@pytest.mark.parametrize("text", ["半个\ud83d", "nul\x00", "😀", "\u2028"])
async def test_any_text_that_json_can_carry_is_kept(db: Database, text: str) -> None:
    stand = Stand(db, Doors())
    update = json.loads(json.dumps(message(1, text=text)))

    await stand.inbox.take_in([update])
    await stand.doors.has_seen(1)
    await stand.dispatcher.stop()

    assert await stand.states() == {1: "done"}


async def test_keeping_tidy_can_be_stopped(sqlite_db: Database) -> None:
    stand = Stand(sqlite_db, Doors())
    task = asyncio.create_task(stand.inbox.keep_tidy())
    await asyncio.sleep(0.05)

    task.cancel()
    [ended] = await asyncio.gather(task, return_exceptions=True)

    assert isinstance(ended, asyncio.CancelledError)
    assert await stand.inbox.tidy() == 0


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"message": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"edited_message": {"chat": {"id": -1001234567890}}}, -1001234567890),
        ({"my_chat_member": {"chat": {"id": 5}, "from": {"id": 6}}}, 5),
        ({"callback_query": {"from": {"id": 6}, "message": {"chat": {"id": -7}}}}, -7),
        ({"callback_query": {"from": {"id": 6}, "message": "gone"}}, 6),
        ({"inline_query": {"from": {"id": 6}}}, 6),
        ({"something_new": {}}, 0),
        ({"message": {"chat": {"id": 2**80}}}, 0),
        ({"message": "broken"}, 0),
        ({}, 0),
    ],
)
def test_an_update_belongs_to_one_chat(update: dict[str, Any], chat: int) -> None:
    assert chat_of({"update_id": 1, **update}) == chat


@pytest.mark.parametrize(
    "found", [None, [], "x", {}, {"update_id": "1"}, {"update_id": True}, {"update_id": 2**70}]
)
def test_what_has_no_usable_number_is_no_update(found: object) -> None:
    assert not is_update(found)
    assert is_update({"update_id": 1})
