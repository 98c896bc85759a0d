from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from domain.figures import Answer, Source, Timeliness
from storage import changes, recording
from storage.changes import LOOK_BACK, End, Mark
from storage.database import Database
from storage.entries import Entry, Origin
from tests.storage.district import MONDAY_NOON


async def put(db: Database, assignment: int, *, message: int) -> None:
    at = MONDAY_NOON + timedelta(minutes=message)
    entry = Entry(
        assignment=assignment,
        period="2026-W10",
        answer=Answer.NUMBER,
        value=Decimal(message),
        person="asha",
        typed_by="asha",
        source=Source.MESSAGE,
        timeliness=Timeliness.ON_TIME,
        reported_at=at,
        recorded_at=at,
        origin=Origin(7_000_000_001, message),
    )
    await db.write(lambda session: recording.record(session, [entry]))


async def mark(db: Database) -> Mark:
    async with db.reading() as session:
        return await changes.mark(session)


async def since(db: Database, before: Mark) -> frozenset[int] | None:
    async with db.reading() as session:
        return (await changes.since(session, before)).assignments


async def test_on_an_empty_record_nothing_has_changed(settled: Database) -> None:
    assert await since(settled, await mark(settled)) == frozenset()


async def test_nothing_is_told_as_long_as_nothing_is_recorded(settled: Database) -> None:
    await put(settled, 1, message=1)

    assert await since(settled, await mark(settled)) == frozenset()


async def test_what_was_recorded_after_the_mark_is_told_and_nothing_else(
    settled: Database,
) -> None:
    await put(settled, 1, message=1)
    before = await mark(settled)
    await put(settled, 3, message=2)

    assert await since(settled, before) == frozenset({3})


async def test_the_mark_that_comes_with_it_is_one_made_now(settled: Database) -> None:
    before = await mark(settled)
    await put(settled, 1, message=1)

    async with settled.reading() as session:
        told = await changes.since(session, before)

    assert told.mark == await mark(settled)


async def test_a_revision_that_becomes_visible_late_is_not_overlooked(settled: Database) -> None:
    await put(settled, 1, message=1)
    await put(settled, 2, message=2)
    now = await mark(settled)

    # When the mark was made, one transaction with a lower number had not committed yet.
    rows = {number: owner for number, owner in now.revisions.rows.items() if owner != 1}
    before = replace(now, revisions=End(rows))

    assert await since(settled, before) == frozenset({1})


async def test_who_began_to_read_earlier_is_told_what_was_not_there_yet(settled: Database) -> None:
    await put(settled, 1, message=1)
    async with settled.reading() as session:
        before = await changes.mark(session)
        await put(settled, 3, message=2)
        later = await mark(settled)

        told = await changes.since(session, later)

    assert told.assignments == frozenset({3})
    assert told.mark == before


async def test_of_a_state_long_gone_nothing_can_be_told(settled: Database) -> None:
    await put(settled, 1, message=1)
    later = Mark(End({2 * LOOK_BACK: 1}), End({}))

    assert await since(settled, later) is None
