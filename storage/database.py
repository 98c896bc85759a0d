"""One database, SQLite or PostgreSQL: short write transactions and free reading."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from storage.models import Table

T = TypeVar("T")

BUSY_TIMEOUT_MS = 5000
WRITE_ATTEMPTS = 5


class Database:
    """The engine, its sessions, and the promise that a committed row is on disk.

    On SQLite one task of the process writes at a time (others queue in order), another
    process is waited for up to five seconds, and readers keep the snapshot of their first
    query without ever waiting for a writer. An in-memory SQLite database has only one
    connection, so there, and only there, reading waits its turn as well: never read inside
    a transaction.
    """

    def __init__(self, url: str) -> None:
        self.url = async_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._turn = asyncio.Lock()
        self._writer: asyncio.Task[object] | None = None
        self._writing, self._reading = _engines(self.url)
        self._writes = async_sessionmaker(self._writing, expire_on_commit=False, autoflush=False)
        self._reads = async_sessionmaker(self._reading, expire_on_commit=False, autoflush=False)

    @property
    def is_in_memory(self) -> bool:
        """A SQLite database that ends with its only connection."""
        return self.is_sqlite and _is_in_memory(self.url)

    @property
    def engine(self) -> AsyncEngine:
        """The engine that writes, for migrations."""
        return self._writing

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Write: committed at the end, rolled back on any error. Keep it short."""
        async with self._queue(), self._writes.begin() as session:
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Read from one consistent snapshot; writing is refused."""
        async with self._turn if self.is_in_memory else nullcontext(), self._reads() as session:
            yield session

    async def write(self, work: Callable[[AsyncSession], Awaitable[T]]) -> T:
        """Run `work` in a transaction, again from its start when another writer was faster.

        The race is decided by unique constraints; `work` must read what it builds on.
        """
        for _ in range(WRITE_ATTEMPTS - 1):
            try:
                async with self.transaction() as session:
                    return await work(session)
            except IntegrityError:
                continue
        async with self.transaction() as session:
            return await work(session)

    async def create_all(self) -> None:
        """Create every table at once, without migrations: for tests."""
        async with self._queue(), self._writing.begin() as connection:
            await connection.run_sync(Table.metadata.create_all)

    async def close(self) -> None:
        """Give back every connection."""
        await self._reading.dispose()
        await self._writing.dispose()

    @asynccontextmanager
    async def _queue(self) -> AsyncIterator[None]:
        """Wait for the turn to write: SQLite has one writer, and its busy loop is not fair."""
        if not self.is_sqlite:
            yield
            return
        task = asyncio.current_task()
        if task is self._writer:
            raise RuntimeError("a transaction inside a transaction would wait for itself")
        async with self._turn:
            self._writer = task
            try:
                yield
            finally:
                self._writer = None


def async_url(url: str) -> URL:
    """The address with its async driver: aiosqlite or asyncpg, whatever was written."""
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return parsed.set(drivername="sqlite+aiosqlite")
        case "postgresql" | "postgres":
            return parsed.set(drivername="postgresql+asyncpg")
        case other:
            raise ValueError(f"storage.url: neither sqlite nor postgresql: {other}")


def _is_in_memory(url: URL) -> bool:
    return url.database in (None, "", ":memory:")


def _engines(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    """The engine that writes and the one that only reads."""
    if url.get_backend_name() != "sqlite":
        engine = create_async_engine(url, pool_size=5, max_overflow=10, pool_pre_ping=True)
        return engine, engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    if _is_in_memory(url):
        engine = create_async_engine(url, poolclass=StaticPool)
        _prepare_sqlite(engine, begin="BEGIN", read_only=False)
        return engine, engine
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    writing = create_async_engine(url, pool_size=1, max_overflow=0)
    reading = create_async_engine(url, pool_size=4, max_overflow=12)
    # IMMEDIATE: a transaction that begins as a reader cannot be sure to become a writer.
    _prepare_sqlite(writing, begin="BEGIN IMMEDIATE", read_only=False)
    _prepare_sqlite(reading, begin="BEGIN", read_only=True)
    return writing, reading


def _prepare_sqlite(engine: AsyncEngine, *, begin: str, read_only: bool) -> None:
    """Set the pragmas of each new connection and take over the BEGIN from the driver."""
    pragmas = [
        f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "PRAGMA foreign_keys=ON",
        *(["PRAGMA query_only=ON"] if read_only else []),
    ]

    def on_connect(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        # The driver would begin late and only before writes, so that no read is a snapshot.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", on_connect)
    event.listen(engine.sync_engine, "begin", on_begin)
