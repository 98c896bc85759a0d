"""One process per SQLite database: a second one would poll, send and reclaim beside it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(Exception):  # noqa: N818  said as it is
    """Another process holds the database."""


@contextmanager
def only_process(database: Path) -> Iterator[None]:
    """Hold the lock beside the database file; the system gives it back even after kill -9.

    Raises:
        AlreadyRunning: somebody else holds it.
    """
    path = database.with_name(f"{database.name}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(f"another process is running on {database}") from None
        yield
    finally:
        os.close(handle)
