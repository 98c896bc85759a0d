"""What every verb is given, and how it says that something cannot be done."""

import json
from argparse import ArgumentParser, Namespace
from asyncio import AbstractEventLoop
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot.config import Config

if TYPE_CHECKING:
    from storage.database import Database
    from storage.vault import Vault


class CannotDo(Exception):  # noqa: N818  an answer, not a fault of ours
    """What was asked could not be done; each line says one reason."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Settings, environment, time and the two streams; verbs touch nothing else of the world."""

    config: Config
    environ: Mapping[str, str]
    now: datetime
    out: TextIO
    err: TextIO

    def say(self, line: str) -> None:
        """One line of the answer."""
        self.out.write(line + "\n")

    def say_json(self, value: Mapping[str, object]) -> None:
        """One object of the answer, on a line of its own."""
        self.say(json.dumps(value, ensure_ascii=False))

    def warn(self, line: str) -> None:
        """One line beside the answer."""
        self.err.write(line + "\n")

    @asynccontextmanager
    async def database(self) -> AsyncIterator["Database"]:
        """The database, which must have been set up.

        Raises:
            CannotDo: there is none yet, or its tables are of another version.
        """
        from storage import migrating
        from storage.database import Database

        url = self.config.storage.url
        if not exists(url):
            raise CannotDo("there is no database yet: run `python -m bot init`")
        if not await migrating.is_current(url):
            raise CannotDo("the database is of another version: run `python -m bot init`")
        database = Database(url)
        try:
            yield database
        finally:
            await database.close()


Run = Callable[[Namespace, Desk], Coroutine[None, None, None]]


@dataclass(frozen=True, slots=True)
class Command:
    """One verb: its arguments, and what it does. To fail it raises CannotDo."""

    arguments: Callable[[ArgumentParser], None]
    run: Run
    loop_factory: Callable[[], AbstractEventLoop] | None = None


def no_arguments(_: ArgumentParser) -> None:
    """For verbs that take none."""


def vault_at(desk: Desk) -> "Vault":
    """Where the files lie that came with numbers."""
    from storage.engines import async_url
    from storage.vault import vault_of

    return vault_of(async_url(desk.config.storage.url), desk.config.evidence.folder)


def exists(url: str) -> bool:
    """Whether a SQLite file is there; a server is only known when it is called."""
    from storage.engines import async_url, is_in_memory, is_sqlite

    parsed = async_url(url)
    if not is_sqlite(parsed) or is_in_memory(parsed):
        return True
    return Path(parsed.database or "").is_file()
