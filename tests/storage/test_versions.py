"""Every version of one number, and whether its chain holds."""

from decimal import Decimal

from sqlalchemy import update

from storage import append_only, recording, versions
from storage.database import Database
from storage.models.base import core
from storage.models.figures import RevisionRow
from tests.storage.test_figures import entry

revision = core(RevisionRow)


async def told(db: Database) -> versions.Versions:
    async with db.reading() as session:
        return await versions.of(session, 1)


async def test_versions_of_all_periods_come_in_the_order_recorded(settled: Database) -> None:
    entries = [
        entry("1.10", message=1),
        entry("9", message=2, period="2026-W11"),
        entry("1.2", message=3),
    ]
    await settled.write(lambda session: recording.record(session, entries))

    known = await told(settled)

    assert [figure.value for figure in known.figures] == [Decimal(v) for v in ("1.1", "9", "1.2")]
    assert known.is_whole
    assert len(known.digest) == 64


async def test_a_version_altered_behind_the_guard_shows(settled: Database) -> None:
    async with settled.transaction() as session:
        await recording.record(session, [entry("1", message=1), entry("2", message=2)])
        await session.run_sync(lambda sync: append_only.unguard(sync.connection()))
        await session.execute(update(revision).where(revision.c.number == 1).values(value=7))

    assert not (await told(settled)).is_whole


async def test_a_number_never_given_has_no_version_and_nothing_is_wrong(settled: Database) -> None:
    assert await told(settled) == versions.Versions(())
