"""A database made ready: tables of this version, and the holidays the library knows."""

from dataclasses import dataclass
from datetime import datetime

from storage import holidays, migrating
from storage.database import Database
from storage.holidays_library import known_workdays


@dataclass(frozen=True, slots=True)
class Prepared:
    """The version the tables had (None: there were none) and have now."""

    before: str | None
    now: str

    @property
    def is_new(self) -> bool:
        """Whether the database was created."""
        return self.before is None


async def prepare_database(url: str, *, at: datetime) -> Prepared:
    """Create or migrate the tables and take over new holidays; harmless when all is current.

    `at` is now: since when new holidays are known.
    """
    before = await migrating.version(url)
    if before != migrating.HEAD:
        await migrating.upgrade(url)
    database = Database(url)
    try:
        async with database.transaction() as session:
            await holidays.seed(session, known_workdays().special, at=at)
    finally:
        await database.close()
    return Prepared(before, migrating.HEAD)
