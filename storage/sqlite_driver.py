"""SQLite's connection in its own thread, asked once per statement.

The stock driver asks its thread four times (open a cursor, execute, fetch, close), and each
time costs two thread switches, which on a busy machine is most of what a statement takes.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self

import aiosqlite

FETCH_AT_ONCE = 1000
"""Rows brought along with the answer; a longer result is fetched in further calls."""


class OneCallCursor:
    """What SQLAlchemy needs of a cursor, with the first rows already in hand."""

    def __init__(self, run: Callable[..., Any], connection: sqlite3.Connection) -> None:
        self._run = run
        self._connection = connection
        self._open: sqlite3.Cursor | None = None
        self._rows: deque[Any] = deque()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        await self._run(self._execute, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Self:
        await self._run(self._executemany, sql, parameters)
        return self

    async def fetchone(self) -> Any:
        rows = await self.fetchmany(1)
        return rows[0] if rows else None

    async def fetchmany(self, size: int | None = None) -> Sequence[Any]:
        wanted = size or self.arraysize
        if self._open is not None and len(self._rows) < wanted:
            await self._run(self._fetch, max(wanted, FETCH_AT_ONCE))
        return [self._rows.popleft() for _ in range(min(wanted, len(self._rows)))]

    async def fetchall(self) -> Sequence[Any]:
        if self._open is not None:
            await self._run(self._fetch, None)
        rows, self._rows = self._rows, deque()
        return rows

    async def close(self) -> None:
        if self._open is not None:
            await self._run(self._finish)

    def _execute(self, sql: str, parameters: Sequence[Any]) -> None:
        """In the thread: execute, and fetch what comes along."""
        self._open = self._connection.execute(sql, parameters)
        self._take_note(self._open)
        if self.description is None:
            self._finish()
        else:
            self._fetch(FETCH_AT_ONCE)

    def _executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> None:
        self._open = self._connection.executemany(sql, parameters)
        self._take_note(self._open)
        self._finish()

    def _take_note(self, cursor: sqlite3.Cursor) -> None:
        self.description = cursor.description
        self.rowcount = cursor.rowcount
        self.lastrowid = cursor.lastrowid

    def _fetch(self, size: int | None) -> None:
        if self._open is None:
            return
        rows = self._open.fetchall() if size is None else self._open.fetchmany(size)
        self._rows.extend(rows)
        if size is None or len(rows) < size:
            self.rowcount = self._open.rowcount
            self._finish()

    def _finish(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


class OneCallConnection(aiosqlite.Connection):
    """aiosqlite's connection, with cursors that ask its thread once."""

    def __init__(self, open_it: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(open_it, iter_chunk_size=FETCH_AT_ONCE)
        # A connection that somebody forgot to close must not keep the process alive.
        self._thread.daemon = True

    async def rollback(self) -> None:
        """Roll back if there is anything to; every connection given back is asked to."""
        if self._conn.in_transaction:
            await super().rollback()

    def cursor(self) -> OneCallCursor:  # type: ignore[override]  # what SQLAlchemy uses of it
        return OneCallCursor(self._execute, self._conn)


def connect(database: str, **options: Any) -> OneCallConnection:
    """A connection to be awaited, as aiosqlite.connect gives one."""
    return OneCallConnection(lambda: sqlite3.connect(database, **options))
