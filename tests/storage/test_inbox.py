"""Updates kept before they are confirmed."""

from datetime import UTC, datetime, timedelta

from storage import inbox
from storage.database import Database
from storage.inbox import Arrival, Backlog

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


async def keep(db: Database, *update_ids: int, at: datetime = NOON) -> dict[int, int]:
    arrivals = [Arrival(n, chat_id=n % 3, payload=f'{{"n":{n}}}') for n in update_ids]
    async with db.transaction() as session:
        return await inbox.keep(session, arrivals, at=at)


async def test_what_is_kept_waits_in_the_order_it_came(db: Database) -> None:
    rows = await keep(db, 7, 5, 6)

    async with db.reading() as session:
        waiting = await inbox.waiting(session)
    assert [(kept.id, kept.payload) for kept in waiting] == [
        (rows[7], '{"n":7}'),
        (rows[5], '{"n":5}'),
        (rows[6], '{"n":6}'),
    ]


async def test_an_update_delivered_again_is_kept_once(db: Database) -> None:
    await keep(db, 1, 2)

    again = await keep(db, 2, 3, 3)

    assert set(again) == {3}
    async with db.reading() as session:
        assert len(await inbox.waiting(session)) == 3


async def test_nothing_new_is_no_error(db: Database) -> None:
    assert await keep(db) == {}


async def test_a_full_batch_keeps_order_and_big_ids(db: Database) -> None:
    ids = [2**40 + n for n in range(100)]

    rows = await keep(db, *ids)

    assert [rows[n] for n in ids] == sorted(rows.values())


async def test_waiting_is_read_page_by_page(db: Database) -> None:
    rows = await keep(db, *range(10))

    async with db.reading() as session:
        first = await inbox.waiting(session, limit=4)
        second = await inbox.waiting(session, after=first[-1].id, limit=100)

    assert [kept.id for kept in first + second] == sorted(rows.values())


async def test_rows_can_be_asked_for_that_have_not_been_handled(db: Database) -> None:
    rows = await keep(db, *range(9))
    async with db.transaction() as session:
        await inbox.mark_done(session, [rows[5]], at=NOON)

    async with db.reading() as session:
        found = await inbox.still_new(session, [rows[8], rows[5], rows[2]])

    assert [kept.id for kept in found] == [rows[2], rows[8]]


async def test_what_is_done_or_quarantined_waits_no_longer(db: Database) -> None:
    rows = await keep(db, 1, 2, 3)

    async with db.transaction() as session:
        await inbox.mark_done(session, [rows[1]], at=NOON)
        await inbox.quarantine(session, rows[2], error="x" * 9000, attempts=3, at=NOON)

    async with db.reading() as session:
        assert [kept.id for kept in await inbox.waiting(session)] == [rows[3]]
        assert await inbox.backlog(session) == Backlog(waiting=1, oldest=NOON, quarantined=1)


async def test_an_empty_inbox_has_no_backlog(db: Database) -> None:
    async with db.reading() as session:
        assert await inbox.backlog(session) == Backlog(waiting=0, oldest=None, quarantined=0)


async def test_purging_forgets_old_done_updates_only(db: Database) -> None:
    rows = await keep(db, *range(1, 8))
    async with db.transaction() as session:
        await inbox.mark_done(session, [rows[n] for n in (1, 2, 3, 4)], at=NOON)
        await inbox.mark_done(session, [rows[5]], at=NOON + timedelta(hours=1))
        await inbox.quarantine(session, rows[6], error="bad", attempts=1, at=NOON)

    async with db.transaction() as session:
        deleted = await inbox.purge(session, before=NOON + timedelta(minutes=1))

    assert deleted == 4
    assert set(await keep(db, *range(1, 8))) == {1, 2, 3, 4}


async def test_after_purging_a_number_used_long_ago_is_new_again(db: Database) -> None:
    rows = await keep(db, 900)
    async with db.transaction() as session:
        await inbox.mark_done(session, list(rows.values()), at=NOON)
        await inbox.purge(session, before=NOON + timedelta(days=7))

    assert set(await keep(db, 900)) == {900}
