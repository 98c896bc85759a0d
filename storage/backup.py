"""Backups: one SQLite file, whichever engine it was taken from and goes back to."""

import asyncio
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table as CoreTable
from sqlalchemy import delete, false, func, insert, literal_column, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from storage import append_only, migrating, roster
from storage.database import Database
from storage.engines import async_url
from storage.models.base import Table, core
from storage.models.calendar import HolidayRow, MetaRow
from storage.models.roster import UnitRow
from storage.upserts import upsert
from storage.vault import Copied, Vault, vault_beside, vault_of

PAGE = 5000
"""Rows copied at a time."""

_NOT_CONTENT = (core(MetaRow), core(HolidayRow))
"""Tables that a new database may have rows in and still be empty."""


@dataclass(eq=False)
class NotEmptyError(Exception):
    """There is something in the database already; `table` is one that holds rows."""

    table: str


@dataclass(eq=False)
class NotABackupError(Exception):
    """The file is not a whole backup of this program, or of a newer version of it."""

    path: Path
    why: str


async def backup(url: str, path: Path, *, vault: Vault | None = None) -> Copied:
    """Write everything, as of one instant, to a new file while the bot goes on working.

    The files of the vault are put beside it, into a folder that all backups there share. The
    file appears under its name only when it is whole and its evidence is there.

    Raises:
        FileExistsError: nothing is ever written over.
    """
    vault = vault or vault_of(async_url(url))
    await asyncio.to_thread(_make_room, path)
    with _scratch_file(path.parent) as scratch:
        database = Database(url)
        try:
            if database.is_sqlite and not database.is_in_memory:
                await asyncio.to_thread(_copy_file, Path(str(database.url.database)), scratch)
            else:
                await _take_out(database, scratch)
        finally:
            await database.close()
        named = await asyncio.to_thread(_digests_in, scratch)
        copied = await asyncio.to_thread(vault_beside(path).copy_from, vault, named)
        await asyncio.to_thread(os.replace, scratch, path)
    return copied


async def restore(
    url: str, path: Path, *, vault: Vault | None = None, force: bool = False
) -> Copied:
    """Put a backup into an empty database, or with `force` in place of what is there.

    All or nothing, in one transaction; a backup of an older version is brought up to date
    on the way, the file itself staying as it is. Files beside the backup go into the vault.

    Raises:
        NotABackupError: the file is something else, damaged, or newer than this version.
        NotEmptyError: there are rows already, and `force` was not given.
    """
    vault = vault or vault_of(async_url(url))
    await asyncio.to_thread(_look_at, path)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        await asyncio.to_thread(shutil.copyfile, path, copy)
        await migrating.upgrade(f"sqlite:///{copy}")
        await migrating.upgrade(url)
        named = await asyncio.to_thread(_digests_in, copy)
        copied = await asyncio.to_thread(vault.copy_from, vault_beside(path), named)
        source, target = Database(f"sqlite:///{copy}"), Database(url)
        try:
            await _put_in(source, target, force=force)
        finally:
            await source.close()
            await target.close()
    return copied


def _digests_in(path: Path) -> list[str]:
    """The files that a backup speaks of."""
    tables = "SELECT 1 FROM sqlite_master WHERE name = 'evidence'"
    asked = "SELECT DISTINCT digest FROM evidence WHERE state = 'kept' ORDER BY digest"
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute(tables).fetchone() is None:  # of a version without evidence
            return []
        return [str(row[0]) for row in connection.execute(asked)]


def _make_room(path: Path) -> None:
    if path.exists():
        raise FileExistsError(path)
    path.parent.mkdir(parents=True, exist_ok=True)


@contextmanager
def _scratch_file(folder: Path) -> Iterator[Path]:
    """A place in a folder of its own, which is gone again afterwards."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=folder) as own:
        yield Path(own) / "backup.db"


def _copy_file(source: Path, target: Path) -> None:
    if not source.exists():
        raise FileNotFoundError(source)
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)
        _close_journal(there)


def _close_journal(connection: sqlite3.Connection) -> None:
    # A file in WAL mode may need two more files beside it; a backup is one file.
    connection.execute("PRAGMA journal_mode=DELETE")


async def _take_out(database: Database, path: Path) -> None:
    """Copy row by row from one snapshot."""
    copy = f"sqlite:///{path}"
    await migrating.upgrade(copy)
    target = Database(copy)
    try:
        async with database.reading() as there, target.transaction() as here:
            await _copy_rows(there, here)
    finally:
        await target.close()
    with closing(sqlite3.connect(path)) as connection:
        _close_journal(connection)


async def _put_in(source: Database, target: Database, *, force: bool) -> None:
    async with source.reading() as there, target.transaction() as here:
        if not force and (full := await _first_full(here)) is not None:
            raise NotEmptyError(full.name)
        seen = await roster.version(here)
        await _empty(here)
        await _copy_rows(there, here)
        # Higher than any version a running process may hold, so that it loads the roster anew.
        newest = max(seen, await roster.version(here)) + 1
        row = {"key": roster.VERSION_KEY, "value": str(newest)}
        await upsert(here, MetaRow, [row], key=("key",))
        if not target.is_sqlite:
            await _set_sequences(here)
            # Without statistics the planner reads whole tables until its next round.
            await here.execute(text("ANALYZE"))


async def _first_full(session: AsyncSession) -> CoreTable | None:
    for table in Table.metadata.sorted_tables:
        if table in _NOT_CONTENT:
            continue
        if (await session.execute(select(literal_column("1")).select_from(table).limit(1))).first():
            return table
    return None


async def _empty(session: AsyncSession) -> None:
    await session.run_sync(lambda sync: append_only.unguard(sync.connection()))
    for table in reversed(Table.metadata.sorted_tables):
        await session.execute(delete(table))
    await session.run_sync(lambda sync: append_only.guard(sync.connection()))


async def _copy_rows(there: AsyncSession, here: AsyncSession) -> None:
    for table in Table.metadata.sorted_tables:
        rows = await there.stream(select(table).order_by(*table.primary_key))
        async for page in rows.mappings().partitions(PAGE):
            await here.execute(insert(table), _in_order(table, page))


def _in_order(table: CoreTable, page: Sequence[Any]) -> list[dict[str, Any]]:
    """The rows of a page; units with the ones above them first, whom they point to."""
    rows = [dict(row) for row in page]
    if table is not core(UnitRow):
        return rows
    parents = {row["code"]: row["parent"] for row in rows}

    def depth(code: str | None) -> int:
        return 0 if code is None else 1 + depth(parents.get(code))

    return sorted(rows, key=lambda row: depth(row["code"]))


async def _set_sequences(session: AsyncSession) -> None:
    """New rows are numbered on from the restored ones."""
    for table in Table.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            following = func.coalesce(func.max(column), 0) + 1
            await session.execute(select(func.setval(sequence, following, false())))


def _look_at(path: Path) -> None:
    if not path.is_file():
        raise NotABackupError(path, "there is no such file")
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            health = connection.execute("PRAGMA quick_check").fetchone()[0]
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as damage:
        raise NotABackupError(path, str(damage)) from damage
    if health != "ok":
        raise NotABackupError(path, health)
    if found is None or found[0] > migrating.HEAD:
        raise NotABackupError(path, "made by a newer version")
