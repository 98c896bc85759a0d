"""Files beside the database, each under the digest of its content."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from storage.engines import is_in_memory, is_sqlite

FOLDER = "evidence"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_OURS_ALONE = 0o700
_ONLY_OURS = 0o600


class Missing(Exception):  # noqa: N818  named for what it says
    """There is no file with this digest, or its content is another one by now."""


@dataclass(frozen=True, slots=True)
class Copied:
    """How many files were new to a vault, and which of them were nowhere."""

    new: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vault:
    """A folder of files that are written once and never changed.

    The only name a file has in it is the SHA-256 of its content: nothing that anybody sent
    becomes part of a path, and the same file sent twice is kept once. All calls block; run
    them in a thread.
    """

    folder: Path

    def keep(self, content: bytes) -> str:
        """Put a file on disk whole or not at all, and return its digest.

        A damaged file with this digest is replaced.
        """
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        if self.holds(digest):
            return digest
        self._make_room(path.parent)
        # mkstemp makes it readable by us alone, under a name that nobody can foresee.
        handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(scratch).chmod(_ONLY_OURS)
            os.replace(scratch, path)
        except BaseException:
            Path(scratch).unlink(missing_ok=True)
            raise
        _flush_folder(path.parent)
        return digest

    def read(self, digest: str) -> bytes:
        """The content, just as it was kept.

        Raises:
            Missing: it is not there, or not what it was.
        """
        try:
            content = self._path(digest).read_bytes()
        except OSError as trouble:
            raise Missing(digest) from trouble
        if hashlib.sha256(content).hexdigest() != digest:
            raise Missing(digest)
        return content

    def holds(self, digest: str) -> bool:
        """Whether the file is there and still what it was."""
        try:
            with self._path(digest).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == digest
        except OSError:
            return False

    def copy_from(self, other: "Vault", digests: Iterable[str]) -> "Copied":
        """Take over these files from another vault; those that are here already stay."""
        new: list[str] = []
        missing: list[str] = []
        for digest in digests:
            if self.holds(digest):
                continue
            try:
                self.keep(other.read(digest))
            except Missing:
                missing.append(digest)
            else:
                new.append(digest)
        return Copied(len(new), tuple(missing))

    def digests(self) -> Iterator[str]:
        """Every file there is, in order."""
        for path in sorted(self.folder.glob("??/*")):
            if _DIGEST.fullmatch(path.name) and path.parent.name == path.name[:2]:
                yield path.name

    def _make_room(self, room: Path) -> None:
        """The folders, open to nobody else; a mode given with `parents` is for the last only."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        for folder in (self.folder, room):
            if not folder.exists():
                folder.mkdir(mode=_OURS_ALONE, exist_ok=True)
                _flush_folder(folder.parent)

    def _path(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise ValueError("not a digest")
        return self.folder / digest[:2] / digest


def vault_beside(path: Path) -> Vault:
    """The files of a backup, shared by all backups in one folder: most are the same ones."""
    return Vault(path.parent / FOLDER)


def vault_of(url: URL, folder: str = "") -> Vault:
    """The files that belong to a database: in `folder`, by default beside the SQLite file."""
    if folder:
        return Vault(Path(folder))
    if is_sqlite(url) and not is_in_memory(url):
        return Vault(Path(str(url.database)).parent / FOLDER)
    return Vault(Path("data") / FOLDER)


def _flush_folder(folder: Path) -> None:
    """A new name is on disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
