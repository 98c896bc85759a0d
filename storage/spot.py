"""Brief transactions on SQLite, run where they are asked for.

A statement of a few microseconds costs a hundred times as much by way of another thread. So the
event loop's own thread runs it, and only what has to wait, for another process or for the disk,
is handed over.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

# A transaction that begins as a reader cannot be sure to become a writer.
BEGIN = "BEGIN IMMEDIATE"


class SpotSession(AsyncSession):
    """What queries need of a session; each statement is done when `execute` is called."""

    def __init__(self, connection: Connection) -> None:
        # Nothing of the inherited session is used: it would hand everything over.
        self._connection = connection

    async def execute(self, statement: Any, params: Any = None, **_: Any) -> Any:
        return self._connection.execute(statement, params)

    def get_bind(self, *_: Any, **__: Any) -> Engine:
        return self._connection.engine


class Spot:
    """One connection that writes, used by one transaction at a time: its owner sees to that."""

    def __init__(self, engine: Engine, *, patience_ms: int) -> None:
        self._engine = engine
        self._patience_ms = patience_ms
        self._connection: Connection | None = None
        self._hands = ThreadPoolExecutor(1, "sqlite-spot")

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Committed at the end, rolled back on any error."""
        connection = self._connection = self._connection or self._engine.connect()
        try:
            await self._begin(connection)
            yield SpotSession(connection)
            await self._handed_over(connection.commit)
        finally:
            connection.rollback()  # of what was not committed

    def close(self) -> None:
        """Give back the connection and the thread."""
        if self._connection:
            self._connection.close()
        self._engine.dispose()
        self._hands.shutdown(wait=False)

    async def _begin(self, connection: Connection) -> None:
        """At once, unless another process is writing: its end is waited for elsewhere."""
        try:
            connection.exec_driver_sql(BEGIN)
        except OperationalError:
            connection.rollback()
            await self._handed_over(lambda: self._wait_and_begin(connection))

    def _wait_and_begin(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={self._patience_ms}")
        try:
            connection.exec_driver_sql(BEGIN)
        finally:
            connection.exec_driver_sql("PRAGMA busy_timeout=0")

    async def _handed_over(self, work: Callable[[], object]) -> None:
        doing = asyncio.get_running_loop().run_in_executor(self._hands, work)
        try:
            await asyncio.shield(doing)
        except asyncio.CancelledError:
            # A thread cannot be called off, and the connection is nobody else's until it is done.
            await asyncio.wait([doing])
            raise
