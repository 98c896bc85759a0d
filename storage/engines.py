"""Engines with the right driver, pragmas and kind of BEGIN, for SQLite and PostgreSQL."""

from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, StaticPool

from storage import sqlite_driver

BUSY_TIMEOUT_MS = 5000
# All steps are one transaction, and on a busy machine a second upgrade that began at the same
# time may stand behind it for longer than anybody who writes a row ever has to.
MIGRATING_TIMEOUT_MS = 60_000

# IMMEDIATE: a transaction that begins as a reader cannot be sure to become a writer.
BEGIN_WRITING = "BEGIN IMMEDIATE"
BEGIN_READING = "BEGIN"

ONE_CALL = {"async_creator_fn": sqlite_driver.connect}


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


def is_sqlite(url: URL) -> bool:
    """SQLite, in a file or in memory."""
    return url.get_backend_name() == "sqlite"


def is_in_memory(url: URL) -> bool:
    """A SQLite database that ends with its only connection."""
    return is_sqlite(url) and url.database in (None, "", ":memory:")


def working_engines(url: URL) -> tuple[AsyncEngine, AsyncEngine]:
    """The engine that writes and the one that only reads."""
    if not is_sqlite(url):
        engine = create_async_engine(
            url, hide_parameters=True, pool_size=5, max_overflow=10, pool_pre_ping=True
        )
        return engine, engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    if is_in_memory(url):
        engine = create_async_engine(
            url, hide_parameters=True, poolclass=StaticPool, connect_args=ONE_CALL
        )
        _prepare(engine.sync_engine, begin=BEGIN_READING)
        return engine, engine
    _make_folder(url)
    writing = create_async_engine(
        url, hide_parameters=True, pool_size=1, max_overflow=0, connect_args=ONE_CALL
    )
    reading = create_async_engine(
        url, hide_parameters=True, pool_size=4, max_overflow=12, connect_args=ONE_CALL
    )
    _prepare(writing.sync_engine, begin=BEGIN_WRITING)
    _prepare(reading.sync_engine, "PRAGMA query_only=ON", begin=BEGIN_READING)
    return writing, reading


def spot_engine(url: URL) -> Engine:
    """An engine for `storage.spot`: one plain connection to a SQLite file, for any thread.

    It begins nothing by itself and waits for nobody.
    """
    _make_folder(url)
    engine = create_engine(
        url.set(drivername="sqlite"),
        hide_parameters=True,
        poolclass=StaticPool,
        connect_args={"check_same_thread": False},
    )
    _prepare(engine, "PRAGMA busy_timeout=0", begin=None)
    return engine


def migrating_engine(url: URL) -> AsyncEngine:
    """An engine for changing tables.

    Foreign keys are off on SQLite: it alters a table by making it anew, and dropping the
    old one would count as deleting every row that others point to.
    """
    engine = create_async_engine(url, hide_parameters=True, poolclass=NullPool)
    if is_sqlite(url):
        _make_folder(url)
        patience = f"PRAGMA busy_timeout={MIGRATING_TIMEOUT_MS}"
        _prepare(engine.sync_engine, patience, "PRAGMA foreign_keys=OFF", begin=BEGIN_WRITING)
    return engine


def _make_folder(url: URL) -> None:
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)


def _prepare(engine: Engine, *more: str, begin: str | None) -> None:
    """Set the pragmas of each new connection and take over the BEGIN from the driver."""
    pragmas = (
        f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "PRAGMA foreign_keys=ON",
        *more,
    )

    def on_connect(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        # The driver would begin late and only before writes, so that no read is a snapshot.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    event.listen(engine, "connect", on_connect)
    if begin:
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
