"""The bare cells of an .xlsx file, taken out under bounds."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from html import unescape
from io import BytesIO
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

NAMES_WITHIN = 200_000  # bytes: where the names of sheets stand, near the beginning
MAX_FILE = 5_000_000  # bytes of the file itself
MAX_UNPACKED = 30_000_000  # bytes of everything that is read out of it
MAX_PARTS = 500
MAX_ROWS = 100_000
MAX_COLUMNS = 200

Cell = str | int | float | bool | date | datetime | time | timedelta

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # .xls, and every .xlsx with a password
_NOT_READ = ("xl/media/", "xl/embeddings/", "xl/drawings/", "xl/charts/", "docProps/")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(eq=False)
class Unreadable(Exception):  # noqa: N818  an answer about the file, not a fault of ours
    """The file is no workbook we read; `why` is a key of the words, nothing was read."""

    why: str
    facts: dict[str, object] = field(default_factory=dict)

    def __reduce__(self) -> tuple[type["Unreadable"], tuple[str, dict[str, object]]]:
        return Unreadable, (self.why, self.facts)  # it crosses a process border


@dataclass(frozen=True, slots=True)
class Grid:
    """Sheets by title; each a list of rows from A1 on. Empty cells are "".

    `unvalued` are cells (sheet, row, column, from 0) with a formula that was never computed.
    """

    sheets: dict[str, list[list[Cell]]]
    unvalued: frozenset[tuple[str, int, int]] = frozenset()


def grid_of(data: bytes) -> Grid:
    """Read every visible sheet of an .xlsx file.

    Raises:
        Unreadable: not a workbook, too large, damaged, or behind a password.
    """
    parts = _parts(data)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(_stored(parts))) as book:
            sheets = {name: _rows(book, name) for name in book.sheet_names}
        return Grid(sheets, frozenset(_unvalued(parts)))
    except PasswordError as error:
        raise Unreadable("old_or_locked") from error
    except (CalamineError, ElementTree.ParseError, KeyError) as error:
        raise Unreadable("damaged") from error


def _parts(data: bytes) -> dict[str, bytes]:
    """The files inside, read out by us: what a zip header claims about sizes is not believed."""
    if len(data) > MAX_FILE:
        raise Unreadable("too_large", {"limit": MAX_FILE // 1_000_000})
    if data.startswith(_OLD_EXCEL):
        raise Unreadable("old_or_locked")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = [i for i in archive.infolist() if not i.filename.startswith(_NOT_READ)]
            if len(infos) > MAX_PARTS or sum(i.file_size for i in infos) > MAX_UNPACKED:
                raise Unreadable("bomb", {"limit": MAX_UNPACKED // 1_000_000})
            parts = {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise Unreadable("not_xlsx") from error
    if "xl/workbook.xml" not in parts:
        raise Unreadable("not_xlsx")
    return parts


def _stored(parts: dict[str, bytes]) -> bytes:
    """The same archive without compression, so that nothing can unfold in the reader."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _rows(book: CalamineWorkbook, name: str) -> list[list[Cell]]:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > MAX_ROWS or sheet.total_width > MAX_COLUMNS:
        raise Unreadable("too_many_cells", {"sheet": name, "rows": MAX_ROWS})
    rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    return rows


def _unvalued(parts: dict[str, bytes]) -> Iterator[tuple[str, int, int]]:
    """Formula cells without a computed value: the reader shows them as empty."""
    for name, path in _sheet_paths(parts):
        content = parts.get(path, b"")
        if b"<f" not in content:
            continue
        for _, cell in ElementTree.iterparse(BytesIO(content)):  # noqa: S314 - bounded, own process
            if cell.tag == f"{_MAIN}c":
                place = _place(cell.get("r", ""))
                if place and cell.find(f"{_MAIN}f") is not None and not _value(cell):
                    yield (name, *place)
                cell.clear()


def _value(cell: ElementTree.Element) -> str:
    return cell.findtext(f"{_MAIN}v", "").strip()


def _sheet_paths(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    links = ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])  # noqa: S314
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    book = ElementTree.fromstring(parts["xl/workbook.xml"])  # noqa: S314
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_LINK), "")
        yield sheet.get("name", ""), target.lstrip("/") if target[:1] == "/" else f"xl/{target}"


def sheet_names(data: bytes) -> tuple[str, ...]:
    """What the sheets of an .xlsx file are called; none when it is no such file.

    Looks at the beginning of one small part and at nothing else, so that it may be asked of
    any file.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open("xl/workbook.xml") as part:
            head = part.read(NAMES_WITHIN)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, zlib.error):
        return ()
    found = re.findall(rb'<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"', head)
    return tuple(unescape(name.decode("utf-8", "replace")) for name in found)


def _place(reference: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"([A-Z]{1,3})([1-9][0-9]{0,6})", reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
