"""The database brought to the tables of this version.

A new step is written with `python -m storage.migrating "what changes"` after a change of
`storage.models`, then read, tidied and given its data changes by hand.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage.engines import async_url, migrating_engine

HEAD = "0023"
"""The newest step. Kept here because asking alembic costs half a second at every start."""

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 5_207_341


async def upgrade(url: str, target: str = "head") -> None:
    """Create the tables, or change them step by step, without losing anything.

    All steps or none: both engines change tables inside a transaction, and a second
    process that upgrades at the same time waits and finds nothing left to do.
    """
    await _run(url, "upgrade", target)


async def downgrade(url: str, target: str) -> None:
    """Go back to an earlier step, "base" being before the first; what it lacks is lost."""
    await _run(url, "downgrade", target)


async def is_current(url: str) -> bool:
    """Whether the tables are those of this version."""
    return await version(url) == HEAD


async def version(url: str) -> str | None:
    """The step the database is at; None before the first."""
    engine = migrating_engine(async_url(url))
    async with engine.connect() as connection:
        return await connection.run_sync(_version)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version"))
    return found.scalar_one_or_none()


async def _run(url: str, verb: str, target: str) -> None:
    engine = migrating_engine(async_url(url))
    async with engine.begin() as connection:
        await connection.run_sync(_walk, verb, target)


def _walk(connection: Connection, verb: str, target: str) -> None:
    # Imported here: half a second that only a migration has to spend.
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if verb == "revision":
        number = f"{int(HEAD) + 1:04}"
        command.revision(config, target, autogenerate=True, rev_id=number)
    else:
        getattr(command, verb)(config, target)
    _refuse_broken_references(connection)


def _refuse_broken_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise ValueError(f"rows of {broken[0]} point to rows of {broken[2]} that are not there")


async def write_step(message: str) -> None:
    """Write the next step from what the models have and the steps so far do not."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/steps.db"
        await upgrade(url)
        await _run(url, "revision", message)


if __name__ == "__main__":
    asyncio.run(write_step(" ".join(sys.argv[1:])))
