"""Sheets of paper with one QR code per person, to be cut apart and handed out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import segno
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path

from charts import fonts
from charts.theme import DAY

DPI = 200
PAGE = (1654, 2339)  # A4 upright
MARGIN = 90
HEAD = 170
COLUMNS, ROWS = 3, 4
PER_PAGE = COLUMNS * ROWS
REGULAR, BOLD = fonts.REGULAR, fonts.BOLD
QUIET = 4  # modules of white around a code, as the standard asks

Xy = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Slip:
    """One person's piece of the sheet: a link, a name, and small lines under it."""

    link: str
    name: str
    lines: tuple[str, ...]


def draw_invite_sheets(slips: Sequence[Slip], *, title: str, hint: str) -> Iterator[bytes]:
    """PNGs of A4 pages at 200 dpi, twelve slips each, in the order given."""
    pages = [slips[at : at + PER_PAGE] for at in range(0, len(slips), PER_PAGE)]
    for number, page in enumerate(pages, start=1):
        yield _page(page, title=title, hint=hint, foot=f"{number}/{len(pages)}")


def _page(slips: Sequence[Slip], *, title: str, hint: str, foot: str) -> bytes:
    image = Image.new("RGB", PAGE, "white")
    pen = ImageDraw.Draw(image)
    room = PAGE[0] - 2 * MARGIN
    _write(pen, (MARGIN, MARGIN + 44), title, 52, DAY.ink, room=room, bold=True)
    _write(pen, (MARGIN, MARGIN + 110), hint, 30, DAY.soft, room=room - 120)
    pen.text((PAGE[0] - MARGIN, MARGIN + 110), foot, DAY.soft, _font(REGULAR, 30), anchor="rs")
    for at, slip in enumerate(slips):
        row, column = divmod(at, COLUMNS)
        _slip(image, pen, slip, column=column, row=row)
    out = BytesIO()
    image.save(out, "PNG", dpi=(DPI, DPI), compress_level=6)
    return out.getvalue()


def _slip(
    image: Image.Image, pen: ImageDraw.ImageDraw, slip: Slip, *, column: int, row: int
) -> None:
    width = (PAGE[0] - 2 * MARGIN) // COLUMNS
    height = (PAGE[1] - 2 * MARGIN - HEAD) // ROWS
    left, top = MARGIN + column * width, MARGIN + HEAD + row * height
    _dashed_box(pen, left, top, width, height)
    code = _code(slip.link, width - 130)
    image.paste(code, (left + (width - code.width) // 2, top + 4))
    middle, room = left + width / 2, width - 40.0
    under = top + 4 + code.height
    _write(pen, (middle, under + 20), slip.name, 40, DAY.ink, room=room, bold=True, centred=True)
    for number, line in enumerate(slip.lines):
        at = (middle, under + 64 + 36 * number)
        _write(pen, at, line, 26, DAY.soft, room=room, centred=True)


def _code(link: str, side: int) -> Image.Image:
    """The code at the largest whole number of pixels per module that fits; never blurred."""
    code = segno.make(link, error="m", micro=False)
    scale = max(1, side // (code.symbol_size(border=QUIET)[0]))
    out = BytesIO()
    code.save(out, kind="png", scale=scale, border=QUIET)
    return Image.open(out).convert("RGB")


def _dashed_box(pen: ImageDraw.ImageDraw, left: int, top: int, width: int, height: int) -> None:
    """Where to cut."""
    for at in range(0, width, 14):
        for y in (top, top + height):
            pen.line([(left + at, y), (left + min(at + 7, width), y)], DAY.hairline, 2)
    for at in range(0, height, 14):
        for x in (left, left + width):
            pen.line([(x, top + at), (x, top + min(at + 7, height))], DAY.hairline, 2)


def _write(
    pen: ImageDraw.ImageDraw,
    at: Xy,
    text: str,
    size: int,
    color: str,
    *,
    room: float,
    bold: bool = False,
    centred: bool = False,
) -> None:
    """One line on the baseline at `at`: smaller if it is long, and at last shortened.

    Raises:
        MissingGlyph: no shipped font has one of its signs.
    """
    fonts.require(text)
    smallest = size * 3 // 4
    while size > smallest and fonts.width(text, size, bold=bold) > room:
        size -= 1
    text = fonts.shorten(text, size, room=room, bold=bold)
    path = BOLD if bold else REGULAR
    if any(ord(sign) not in _held(path) for sign in text):
        path = Path(sans_path())
    pen.text(at, text, color, _font(path, size), anchor="ms" if centred else "ls")


@cache
def _held(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size)
