"""Files sent as evidence: what they are by their content, and the names they may keep."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

LONGEST_STEM = 60
"""Characters of a name; what a phone shows in a line or two."""

_NOT_IN_NAMES = frozenset('<>:"|?*/\\')
_HEIC = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_MACROS = "vbaproject.bin"


class FileKind(StrEnum):
    """What evidence may be; nothing in it runs by itself."""

    JPEG = "jpeg"
    PNG = "png"
    HEIC = "heic"  # what an iPhone sends as a file
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"

    @property
    def mime(self) -> str:
        """Its name among machines."""
        return _MIME[self]

    @property
    def suffix(self) -> str:
        """The end of its name, with the dot."""
        return ".jpg" if self is FileKind.JPEG else f".{self.value}"


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_MIME = {
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.HEIC: "image/heic",
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: f"{_OPEN_XML}.wordprocessingml.document",
    FileKind.XLSX: f"{_OPEN_XML}.spreadsheetml.sheet",
}

_ENDINGS = {kind.value: kind for kind in FileKind} | {"jpg": FileKind.JPEG, "heif": FileKind.HEIC}


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRules:
    """What is taken, and how much of it; `most_bytes` is for one file."""

    is_taken: bool = True
    most_bytes: int = 10 * 1024 * 1024
    kinds: frozenset[FileKind] = frozenset(FileKind)
    per_item: int = 10  # files for one number and period
    per_day: int = 40  # files of one person in 24 hours

    def may_be(self, claimed: str) -> bool:
        """Whether a file of this name is worth fetching; its content decides then.

        Without an ending it says nothing, and may be anything.
        """
        _, dot, ending = claimed.rpartition(".")
        kind = _ENDINGS.get(ending.strip().lower()) if dot else None
        return kind in self.kinds if dot else True


def kind_of(content: bytes) -> FileKind | None:
    """What a file is, by its bytes and never by what is claimed; None: nothing that is kept.

    Office files with macros are none.
    """
    if content.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        return FileKind.HEIC
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    return _office(content) if content.startswith(b"PK\x03\x04") else None


def _office(content: bytes) -> FileKind | None:
    """Only the table of contents is read: nothing is unpacked, however large it would be."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    if any(name.lower().endswith(_MACROS) for name in names):
        return None
    return next((FileKind(kind) for name, kind in _OFFICE.items() if name in names), None)


def suffix_of(mime: str) -> str:
    """The end of a name for what is kept as this; "" for what is not."""
    return next((kind.suffix for kind in FileKind if kind.mime == mime), "")


def tidy_name(claimed: str) -> str:
    """A name as somebody sent it, without folders, ending, or what is not to be seen.

    It is only ever shown and sent along; no path is made of it. May be empty.
    """
    last = unicodedata.normalize("NFC", claimed).replace("\\", "/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last.strip(".") else last
    seen = "".join(
        " " if char in _NOT_IN_NAMES or char.isspace() else char
        for char in stem
        if char.isspace() or not unicodedata.category(char).startswith("C")
    )
    return " ".join(seen.split()).strip(". ")[:LONGEST_STEM].strip()
