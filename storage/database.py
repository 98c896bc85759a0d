"""One database, SQLite or PostgreSQL: short write transactions and free reading."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from storage import append_only
from storage.engines import (
    BUSY_TIMEOUT_MS,
    async_url,
    is_in_memory,
    is_sqlite,
    spot_engine,
    working_engines,
)
from storage.models.base import Table
from storage.spot import Spot

__all__ = ["Database", "async_url"]

T = TypeVar("T")

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
        self.is_sqlite = is_sqlite(self.url)
        self.is_in_memory = is_in_memory(self.url)
        self._turn = asyncio.Lock()
        self._writer: asyncio.Task[object] | None = None
        self._writing, self._reading = working_engines(self.url)
        is_file = self.is_sqlite and not self.is_in_memory
        self._spot = Spot(spot_engine(self.url), patience_ms=BUSY_TIMEOUT_MS) if is_file else None
        self._writes = async_sessionmaker(self._writing, expire_on_commit=False, autoflush=False)
        self._reads = async_sessionmaker(self._reading, expire_on_commit=False, autoflush=False)

    @property
    def engine(self) -> AsyncEngine:
        """The engine that writes."""
        return self._writing

    @asynccontextmanager
    async def transaction(self, *, brief: bool = False) -> AsyncIterator[AsyncSession]:
        """Write: committed at the end, rolled back on any error. Keep it short.

        `brief` promises a few statements on a few hundred rows: on SQLite they then run on
        the event loop's thread, which is quicker than to hand each over to another one.
        """
        begin = self._spot.transaction if brief and self._spot else self._writes.begin
        async with self._queue(), begin() as session:
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Read from one consistent snapshot; writing is refused."""
        async with self._queue() if self.is_in_memory else nullcontext(), self._reads() as session:
            yield session

    async def write(
        self, work: Callable[[AsyncSession], Awaitable[T]], *, brief: bool = False
    ) -> T:
        """Run `work` in a transaction, again from its start when another writer was faster.

        The race is decided by unique constraints; `work` must read what it builds on.
        """
        for _ in range(WRITE_ATTEMPTS - 1):
            try:
                async with self.transaction(brief=brief) as session:
                    return await work(session)
            except IntegrityError:
                continue
        async with self.transaction(brief=brief) as session:
            return await work(session)

    async def create_all(self) -> None:
        """Create every table at once, without migrations: for tests."""
        async with self._queue(), self._writing.begin() as connection:
            await connection.run_sync(Table.metadata.create_all)
            await connection.run_sync(append_only.guard)

    async def close(self) -> None:
        """Give back every connection."""
        if self._spot:
            self._spot.close()
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
