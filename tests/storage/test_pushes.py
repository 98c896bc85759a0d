"""Pushes and deliveries: queued once, claimed by one, settled each alone."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from storage import deliveries, pushes
from storage.database import Database
from storage.deliveries import Delivery, Reclaimed
from storage.models.base import core
from storage.models.pushes import DeliveryRow
from storage.pushes import Addressee, Push

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
LEASE = timedelta(minutes=2)
MINUTE = timedelta(minutes=1)
GROUP = -1001234567890


async def queue(db: Database, key: str = "k", *chats: int, kind: str = "prompt") -> Push | None:
    async with db.transaction() as session:
        return await pushes.queue(
            session,
            key=key,
            kind=kind,
            period="2026-W10",
            facts={"names": ["城关"]},
            chats=[Addressee(chat) for chat in chats],
            at=NOON,
        )


async def claim(db: Database, *, now: datetime = NOON, limit: int = 100) -> list[Delivery]:
    async with db.transaction() as session:
        return await deliveries.claim(session, now=now, lease=LEASE, limit=limit)


async def rows(db: Database) -> dict[int, Any]:
    table = core(DeliveryRow)
    async with db.reading() as session:
        found = (await session.execute(select(*table.c).order_by(table.c.id))).all()
    return {row.chat_id: row for row in found}


async def states(db: Database) -> dict[int, str]:
    return {chat: row.state for chat, row in (await rows(db)).items()}


async def test_a_push_is_queued_once_however_often_it_is_asked_for(db: Database) -> None:
    first = await queue(db, "k", 1, 2)

    again = await queue(db, "k", 1, 2)

    assert first is not None
    assert (first.kind, first.period, dict(first.facts)) == (
        "prompt",
        "2026-W10",
        {"names": ["城关"]},
    )
    assert again is None
    assert await states(db) == {1: "pending", 2: "pending"}


async def test_asked_for_again_a_push_reaches_only_the_chats_that_are_new(db: Database) -> None:
    first = await queue(db, "k", 1)

    again = await queue(db, "k", 1, 2)

    assert first is not None
    assert again is not None
    assert again.id == first.id
    assert set(await states(db)) == {1, 2}


@pytest.mark.parametrize("end", ["sent", "skipped", "failed", "uncertain"])
async def test_what_follows_waits_until_what_goes_before_has_come_to_an_end(
    db: Database, end: str
) -> None:
    album = await queue(db, "album", 1, 2)
    async with db.transaction() as session:
        await pushes.queue(
            session,
            key="words",
            kind="words",
            period="2026-W10",
            facts={},
            chats=[Addressee(1), Addressee(2), Addressee(3)],
            at=NOON,
            follows=album,
        )

    first = {(one.push.key, one.chat_id): one for one in await claim(db)}
    assert set(first) == {("album", 1), ("album", 2), ("words", 3)}
    assert await claim(db) == []  # both albums are under way

    one = first["album", 1]
    async with db.transaction() as session:
        if end == "sent":
            await deliveries.sent(session, one, message_id=5, at=NOON)
        else:
            settle = getattr(deliveries, end)
            await settle(session, one, why="x", at=NOON)
    async with db.transaction() as session:  # the other one is to be tried again later
        await deliveries.postponed(
            session, first["album", 2], why="x", not_before=NOON + timedelta(hours=1)
        )

    (words,) = await claim(db)
    assert (words.push.key, words.chat_id) == ("words", 1)
    assert words.push.follows == one.push.id


async def test_two_who_queue_the_same_push_at_once_queue_it_once(db: Database) -> None:
    made = await asyncio.gather(*(queue(db, "k", 1, 2, 3) for _ in range(5)))

    assert len([push for push in made if push is not None]) == 1
    assert len(await states(db)) == 3


async def test_what_is_due_is_claimed_oldest_first_and_by_one_only(db: Database) -> None:
    await queue(db, "k", *range(1, 11))

    claimed = await asyncio.gather(*(claim(db, limit=4) for _ in range(5)))

    chats = [one.chat_id for batch in claimed for one in batch]
    assert sorted(chats) == list(range(1, 11))
    assert all(batch == sorted(batch, key=lambda one: one.id) for batch in claimed)
    assert await claim(db) == []


async def test_a_claimed_delivery_knows_its_push_and_counts_its_attempts(db: Database) -> None:
    async with db.transaction() as session:
        await pushes.queue(
            session,
            key="k",
            kind="ranking",
            period=None,
            facts={},
            chats=[Addressee(GROUP, person=None, thread_id=7)],
            at=NOON,
        )

    [one] = await claim(db)

    assert (one.chat_id, one.thread_id, one.attempts) == (GROUP, 7, 1)
    assert (one.push.key, one.push.kind, one.push.period) == ("k", "ranking", None)
    assert one.leased_until == NOON + LEASE


async def test_nothing_leaves_before_its_time(db: Database) -> None:
    async with db.transaction() as session:
        await pushes.queue(
            session,
            key="k",
            kind="prompt",
            period=None,
            facts={},
            chats=[Addressee(1)],
            at=NOON,
            not_before=NOON + MINUTE,
        )

    early, in_time = await claim(db), await claim(db, now=NOON + MINUTE)

    assert early == []
    assert len(in_time) == 1


async def test_each_delivery_is_settled_alone(db: Database) -> None:
    await queue(db, "k", 1, 2, 3, 4, 5)
    one, two, three, four, five = await claim(db)

    async with db.transaction() as session:
        await deliveries.sent(session, one, message_id=77, at=NOON)
        await deliveries.skipped(session, two, why="answered", at=NOON)
        await deliveries.failed(session, three, why="blocked", at=NOON)
        await deliveries.uncertain(session, four, why="Unanswered", at=NOON)
        await deliveries.postponed(session, five, why="RetryAfter" * 99, not_before=NOON + MINUTE)

    found = await rows(db)
    assert {chat: row.state for chat, row in found.items()} == {
        1: "sent",
        2: "skipped",
        3: "failed",
        4: "uncertain",
        5: "pending",
    }
    assert found[1].message_id == 77
    assert found[5].not_before == NOON + MINUTE
    assert all(row.leased_until is None for row in found.values())


async def test_an_outcome_that_comes_after_the_lease_changes_nothing(db: Database) -> None:
    await queue(db, "k", 1)
    [late] = await claim(db)
    async with db.transaction() as session:
        await deliveries.reclaim(session, now=NOON + LEASE + MINUTE, once=())
    [again] = await claim(db, now=NOON + LEASE + MINUTE)

    async with db.transaction() as session:
        was_mine = await deliveries.failed(session, late, why="late", at=NOON)
        is_mine = await deliveries.sent(session, again, message_id=1, at=NOON)

    assert (was_mine, is_mine) == (False, True)
    assert await states(db) == {1: "sent"}


async def test_what_was_not_sent_is_given_back(db: Database) -> None:
    await queue(db, "k", 1, 2)
    begun = await claim(db)

    async with db.transaction() as session:
        await deliveries.release(session, begun[1:])

    [again] = await claim(db)
    assert (again.chat_id, again.attempts) == (2, 1)


@pytest.mark.parametrize(("alone", "after"), [(True, timedelta(0)), (False, LEASE + MINUTE)])
async def test_after_a_crash_prompts_are_sent_again_and_charts_are_in_doubt(
    db: Database, alone: bool, after: timedelta
) -> None:
    await queue(db, "p", 1)
    await queue(db, "r", GROUP, kind="ranking")
    await claim(db)

    async with db.transaction() as session:
        found = await deliveries.reclaim(session, now=NOON + after, once=("ranking",), alone=alone)

    assert found == Reclaimed(again=1, uncertain=1)
    assert await states(db) == {1: "pending", GROUP: "uncertain"}


async def test_a_living_lease_and_ones_own_sendings_are_left_alone(db: Database) -> None:
    await queue(db, "k", 1, 2)
    mine, _ = await claim(db)

    async with db.transaction() as session:
        others = await deliveries.reclaim(session, now=NOON + MINUTE, once=())
        late = await deliveries.reclaim(session, now=NOON + LEASE + MINUTE, once=(), mine=[mine.id])

    assert others == Reclaimed(again=0, uncertain=0)
    assert late == Reclaimed(again=1, uncertain=0)
    assert await states(db) == {1: "sending", 2: "pending"}


async def test_a_chat_that_is_back_gets_what_it_missed_lately(db: Database) -> None:
    await queue(db, "old", GROUP)
    await queue(db, "new", GROUP)
    old, new = await claim(db)
    async with db.transaction() as session:
        await deliveries.failed(session, old, why="kicked", at=NOON - timedelta(days=9))
        await deliveries.failed(session, new, why="kicked", at=NOON)

    async with db.transaction() as session:
        revived = await deliveries.revive(
            session, chat_id=GROUP, since=NOON - timedelta(days=7), now=NOON
        )

    [again] = await claim(db)
    assert revived == 1
    assert again.push.key == "new"


async def test_the_lag_tells_what_is_due_later_and_in_doubt(db: Database) -> None:
    await queue(db, "k", 1, 2, 3, 4)
    one, two, *rest = await claim(db)
    async with db.transaction() as session:
        await deliveries.postponed(session, one, why="429", not_before=NOON + timedelta(hours=1))
        await deliveries.uncertain(session, two, why="Unanswered", at=NOON)
        await deliveries.release(session, rest)

    async with db.reading() as session:
        lag = await deliveries.lag(session, now=NOON + MINUTE)
        soonest = await deliveries.next_due(session)

    assert (lag.due, lag.oldest, lag.later, lag.uncertain) == (2, NOON, 1, 1)
    assert soonest == NOON


async def test_an_empty_outbox_has_no_lag(db: Database) -> None:
    async with db.reading() as session:
        lag = await deliveries.lag(session, now=NOON)
        soonest = await deliveries.next_due(session)

    assert (lag.due, lag.oldest, lag.later, lag.uncertain) == (0, None, 0, 0)
    assert soonest is None


async def test_the_states_of_a_push_can_be_counted(db: Database) -> None:
    await queue(db, "k", 1, 2, 3)
    [one] = await claim(db, limit=1)
    async with db.transaction() as session:
        await deliveries.sent(session, one, message_id=1, at=NOON)

    async with db.reading() as session:
        found = await pushes.ends_of_all(session)

    assert found == {"k": {"sent": 1, "pending": 2}}


async def test_no_more_is_claimed_than_wanted_however_postgresql_plans_it(
    postgres_db: Database,
) -> None:
    await queue(postgres_db, "k", 1, 2, 3)

    async with postgres_db.transaction() as session:
        # On a small table it may look for what is due anew for each delivery.
        await session.execute(text("ANALYZE delivery"))
        for name in ("hashagg", "hashjoin", "mergejoin", "material", "sort"):
            await session.execute(text(f"SET LOCAL enable_{name} = off"))
        taken = await deliveries.claim(session, now=NOON, lease=LEASE, limit=1)

    assert len(taken) == 1


async def test_pushes_are_counted_by_the_beginning_of_their_key(db: Database) -> None:
    for key in ("push/2026-W10/1", "push/2026-W10/1/again-1", "push/2026-W10/1/again-2"):
        await queue(db, key, 1)

    async with db.reading() as session:
        repeats = await pushes.count(session, prefix="push/2026-W10/1/again-")
        none = await pushes.count(session, prefix="push/2026_W10")

    assert (repeats, none) == (2, 0)
