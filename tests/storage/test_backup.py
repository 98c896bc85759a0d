"""Backups taken while the bot works, and put back on either engine."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from storage import audit, backup, figures, roster
from storage.backup import NotABackupError, NotEmptyError
from storage.database import Database
from storage.models.base import core
from storage.models.pushes import PushRow
from storage.models.roster import UnitRow
from tests.storage import district
from tests.storage.test_figures import entry, put, standing, stored


def url_of(db: Database) -> str:
    return db.url.render_as_string(hide_password=False)


async def work(db: Database) -> None:
    """Numbers, JSON and a tree of units whose codes sort against it."""
    units = [
        {"code": code, "name": code, "short": code, "group_name": "", "position": 9, "parent": up}
        for code, up in (("zz", None), ("mm", "zz"), ("aa", "mm"))
    ]
    async with db.transaction() as session:
        await session.execute(insert(core(UnitRow)), units)
        await session.execute(
            insert(core(PushRow)).values(
                key="k", kind="notice", created_at=district.MONDAY_NOON, facts={"名": ["1", None]}
            )
        )
    await put(db, entry("13.50", message=1), entry("99999999999999.1234", message=2))


async def test_a_backup_goes_back_to_either_engine(
    settled: Database, tmp_path: Path, bare_url: str
) -> None:
    await work(settled)
    await backup.backup(url_of(settled), tmp_path / "b" / "one.db")

    await backup.restore(bare_url, tmp_path / "b" / "one.db")

    restored = Database(bare_url)
    async with settled.reading() as there, restored.reading() as here:
        before = await roster.load(there, year=2026)
        after = await roster.load(here, year=2026)
        assert await audit.verify(here) is None
        assert await figures.for_period(here, "2026-W10") == await figures.for_period(
            there, "2026-W10"
        )
    assert (after.units, after.people, after.assignments, after.indicators) == (
        before.units,
        before.people,
        before.assignments,
        before.indicators,
    )
    await put(restored, entry("3", message=3))
    assert (await standing(restored))[1].revision == 3
    await restored.close()
    assert [path.name for path in (tmp_path / "b").iterdir()] == ["one.db"]


async def test_a_backup_is_of_one_instant_while_numbers_come_in(
    settled: Database, tmp_path: Path
) -> None:
    async def go_on() -> None:
        for message in range(1, 30):
            await put(
                settled, entry("1", message=message), entry("2", message=message, assignment=2)
            )

    writing = asyncio.create_task(go_on())
    await backup.backup(url_of(settled), tmp_path / "one.db")
    await writing

    copy = Database(f"sqlite:///{tmp_path}/one.db")
    assert await stored(copy) % 2 == 0
    async with copy.reading() as session:
        assert await audit.verify(session) is None
    await copy.close()


async def test_a_backup_is_never_written_over(sqlite_db: Database, tmp_path: Path) -> None:
    await backup.backup(url_of(sqlite_db), tmp_path / "one.db")

    with pytest.raises(FileExistsError):
        await backup.backup(url_of(sqlite_db), tmp_path / "one.db")


async def test_a_database_with_rows_is_replaced_only_by_force(
    settled: Database, tmp_path: Path
) -> None:
    await backup.backup(url_of(settled), tmp_path / "one.db")
    await put(settled, entry("1", message=1))
    async with settled.reading() as session:
        version = await roster.version(session)

    with pytest.raises(NotEmptyError):
        await backup.restore(url_of(settled), tmp_path / "one.db")
    untouched = await stored(settled)
    await backup.restore(url_of(settled), tmp_path / "one.db", force=True)

    assert (untouched, await stored(settled)) == (1, 0)
    async with settled.reading() as session:
        assert await roster.version(session) > version


@pytest.mark.parametrize("content", [b"", b"not a database at all", None])
async def test_another_file_is_refused_and_nothing_is_touched(
    sqlite_db: Database, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "other.db"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(NotABackupError):
        await backup.restore(url_of(sqlite_db), path)


async def test_a_backup_of_a_newer_version_is_refused(sqlite_db: Database, tmp_path: Path) -> None:
    async with sqlite_db.transaction() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await backup.backup(url_of(sqlite_db), tmp_path / "newer.db")

    with pytest.raises(NotABackupError):
        await backup.restore(f"sqlite:///{tmp_path}/target.db", tmp_path / "newer.db")
