"""Inline queries pass by the record: the newest of each person is answered, nothing is kept."""

import asyncio
from typing import Any

from bot.fleeting import Fleeting
from bot.inbox import Inbox, allowed
from storage.database import Database
from tests.bot.inbox_stand import NOON, Doors, Stand, message
from tests.patience import eventually


def typed(number: int, who: int = 1) -> dict[str, Any]:
    return {"update_id": number, "inline_query": {"id": str(number), "from": {"id": who}}}


async def test_of_several_letters_only_the_last_is_answered() -> None:
    doors = Doors()
    fleeting = Fleeting(doors)

    for number in range(1, 6):
        fleeting.offer(typed(number))
    fleeting.offer(typed(9, who=2))
    await doors.has_seen(2)
    await fleeting.stop()

    assert sorted(doors.seen) == [5, 9]


async def test_a_failure_is_nobody_s_trouble_and_the_next_is_answered() -> None:
    doors = Doors()
    doors.failures[1] = [RuntimeError("gone")]
    fleeting = Fleeting(doors)

    fleeting.offer(typed(1))
    await asyncio.sleep(0)
    fleeting.offer(typed(2))
    await eventually(lambda: doors.seen == [2])
    await fleeting.stop()


async def test_stopping_drops_what_waits() -> None:
    doors = Doors()
    doors.gate.clear()
    fleeting = Fleeting(doors)

    fleeting.offer(typed(1))
    await asyncio.sleep(0)
    await fleeting.stop()

    assert doors.seen == []


async def test_what_is_fleeting_is_passed_on_and_the_rest_is_kept(sqlite_db: Database) -> None:
    stand = Stand(sqlite_db, Doors())
    passed: list[dict[str, Any]] = []
    inbox = Inbox(sqlite_db, stand.dispatcher, stand.metrics, lambda: NOON, pass_on=passed.append)

    new = await inbox.take_in([typed(1), message(2), typed(3)])
    await stand.doors.has_seen(1)
    await stand.dispatcher.stop()

    assert new == 1
    assert [update["update_id"] for update in passed] == [1, 3]
    assert await stand.states() == {2: "done"}


def test_inline_queries_are_asked_for_only_where_they_are_answered() -> None:
    assert "inline_query" in allowed(inline=True)
    assert "inline_query" not in allowed(inline=False)
