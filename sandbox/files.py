"""Files that went through the sandbox, and the size of a picture from its first bytes."""

import hashlib
import struct
from dataclasses import dataclass

from sandbox.wire import Json, Upload, bad_request

MOST_PHOTO_BYTES = 10 * 1024 * 1024
MOST_UPLOAD_BYTES = 50 * 1024 * 1024
MOST_DOWNLOAD_BYTES = 20 * 1024 * 1024
MOST_SIDES = 10_000
MOST_RATIO = 20
_THUMBNAILS = (90, 320, 800, 1280)
_PNG = b"\x89PNG\r\n\x1a\n"
# Start-of-frame markers carry the size; C4, C8 and CC in that range are something else.
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file and the path it can be fetched from."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime: str
    content: bytes

    def described(self) -> Json:
        """As getFile answers."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
            "file_path": self.path,
        }


class FileStore:
    """Every file by its id and by its path; equal content is kept once."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def __len__(self) -> int:
        return len(self._by_path)

    def add(self, upload: Upload, *, kind: str) -> StoredFile:
        """Keep a file; `kind` is photo or document and decides its path and id."""
        if len(upload.content) > MOST_UPLOAD_BYTES:
            raise Exceeded
        digest = hashlib.sha256(upload.content).hexdigest()
        suffix = upload.name.rsplit(".", 1)[-1].lower() if "." in upload.name else "bin"
        if kind == "photo":
            suffix = "png" if upload.content.startswith(_PNG) else "jpg"
        unique = f"{kind[0]}{digest[:15]}"
        file_id = f"{'AgAC' if kind == 'photo' else 'BQAC'}{digest[:40]}{len(upload.name)}"
        known = self._by_id.get(file_id)
        if known is not None and known.name == upload.name:
            return known
        path = f"{kind}s/file_{len(self._by_path)}.{suffix}"
        stored = StoredFile(file_id, unique, path, upload.name, upload.mime, upload.content)
        self._by_id[file_id] = self._by_path[path] = stored
        return stored

    def by_id(self, file_id: str) -> StoredFile:
        """The file of an id; an id of a thumbnail leads to the whole picture."""
        stored = self._by_id.get(file_id.split("~", 1)[0])
        if stored is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return stored

    def by_path(self, path: str) -> StoredFile | None:
        """The file kept under a path, if there is one."""
        return self._by_path.get(path)

    def listed(self) -> list[StoredFile]:
        """All of them, oldest first."""
        return list(self._by_path.values())


class Exceeded(Exception):  # noqa: N818 (the outcome, not a failure)
    """The upload is larger than any bot may send: 413 and no JSON detail."""


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG; None if it is neither."""
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) >= 33:
        width, height = struct.unpack(">II", content[16:24])
        return (width, height)
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return (width, height)
        if marker == 0xFF or 0xD0 <= marker <= 0xD9 or marker == 0x01:
            at += 1 if marker == 0xFF else 2
            continue
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None


def check_photo(content: bytes) -> tuple[int, int]:
    """Width and height of a picture that Telegram would take as a photo."""
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > MOST_PHOTO_BYTES:
        raise bad_request(
            f"file of size {len(content)} bytes is too big for a photo; "
            f"the maximum size is {MOST_PHOTO_BYTES} bytes"
        )
    size = picture_size(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if not width or not height or width + height > MOST_SIDES:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    if max(size) > MOST_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def photo_sizes(stored: StoredFile) -> list[Json]:
    """The list of sizes in a message, smallest first, the whole picture last.

    The sandbox does not scale pictures: every id leads to the same bytes.
    """
    width, height = check_photo(stored.content)
    sizes = []
    for side in _THUMBNAILS:
        if side < max(width, height):
            scale = side / max(width, height)
            sizes.append(
                {
                    "file_id": f"{stored.file_id}~{side}",
                    "file_unique_id": f"{stored.unique_id}{side}",
                    "width": max(1, round(width * scale)),
                    "height": max(1, round(height * scale)),
                    "file_size": max(1, round(len(stored.content) * scale * scale)),
                }
            )
    sizes.append(
        {
            "file_id": stored.file_id,
            "file_unique_id": stored.unique_id,
            "width": width,
            "height": height,
            "file_size": len(stored.content),
        }
    )
    return sizes
