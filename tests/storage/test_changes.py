from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from domain.figures import Answer, Source, Timeliness
from storage import changes, figures
from storage.changes import Mark
from storage.database import Database
from storage.figures import Entry, Origin
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
    await db.write(lambda session: figures.record(session, [entry]))


async def mark(db: Database) -> Mark:
    async with db.reading() as session:
        return await changes.mark(session)


async def since(db: Database, before: Mark) -> frozenset[int]:
    async with db.reading() as session:
        return await changes.since(session, before)


async def test_on_an_empty_record_nothing_has_changed(settled: Database) -> None:
    assert await since(settled, await mark(settled)) == frozenset()


async def test_nothing_is_told_as_long_as_nothing_is_recorded(settled: Database) -> None:
    await put(settled, 1, message=1)

    assert await since(settled, await mark(settled)) == frozenset()


async def test_whatever_was_recorded_after_the_mark_is_told(settled: Database) -> None:
    await put(settled, 1, message=1)
    before = await mark(settled)
    await put(settled, 3, message=2)

    assert 3 in await since(settled, before)


async def test_a_revision_that_becomes_visible_late_is_not_overlooked(settled: Database) -> None:
    await put(settled, 1, message=1)
    await put(settled, 2, message=2)
    now = await mark(settled)

    # When the mark was made, one transaction with a lower number had not committed yet.
    before = replace(now, revisions=replace(now.revisions, recent=now.revisions.recent - 1))

    assert await since(settled, before) == {1, 2}
