"""Every expected failure as one line and an exit code; anything else is a fault of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO
from zoneinfo import ZoneInfo

from bot.cli.desk import CannotDo
from bot.settings_sources import ConfigError
from domain.errors import Refusal
from domain.people import Language


class WrongUsage(Exception):  # noqa: N818  an answer, not a fault of ours
    """Arguments that do not go together."""


@dataclass(slots=True)
class Outcome:
    """How it ended: 0 done, 1 could not be done, 2 wrong usage or settings."""

    code: int = 0


@contextmanager
def told(err: TextIO) -> Iterator[Outcome]:
    """Say why what happens inside failed, if it does, and remember the exit code."""
    outcome = Outcome()
    try:
        yield outcome
    except (ConfigError, WrongUsage) as error:
        outcome.code = 2
        err.write(f"{error}\n")
    except CannotDo as error:
        outcome.code = 1
        err.write(f"{error}\n")
    except OSError as error:
        outcome.code = 1
        err.write(f"{_of_system(error)}\n")
    except Exception as error:
        line = _of_database(error)
        if line is None:
            raise
        outcome.code = 1
        err.write(f"{line}\n")


@contextmanager
def worded(zone: ZoneInfo) -> Iterator[None]:
    """A refusal carries facts, not words: here they are those of the chat, in Chinese.

    Raises:
        CannotDo: in place of any refusal inside.
    """
    try:
        yield
    except Refusal as refusal:
        # Imported late: most verbs are never refused anything.
        from handlers.texts.catalog import bare, catalog
        from handlers.texts.refusals import sentence

        words = sentence(refusal, zone=zone, texts=catalog(Language.ZH))
        raise CannotDo(bare(words)) from None


def _of_system(error: OSError) -> str:
    reason = error.strerror or str(error) or type(error).__name__
    if isinstance(error, ConnectionError):
        return f"cannot connect: {reason}"
    return f"{error.filename}: {reason}" if error.filename else reason


def _of_database(error: Exception) -> str | None:
    """The database's own words, without the statement and its values."""
    # Imported late: this is only reached when something has failed.
    from sqlalchemy.exc import ArgumentError, DBAPIError

    if isinstance(error, DBAPIError):
        return f"database: {error.orig}".splitlines()[0]
    if isinstance(error, ArgumentError) or type(error).__module__.startswith("asyncpg"):
        return f"database: {error}".splitlines()[0]
    return None
