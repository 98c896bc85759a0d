"""The shipped Chinese fonts: found, measured, and never a box for a missing glyph."""

import logging
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont
from pylopdf_fonts_zh_cn import sans_path

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

ASSETS = Path(__file__).parent.parent / "assets" / "fonts"
REGULAR = ASSETS / "NotoSansSC-Regular.gb2312.otf"
BOLD = ASSETS / "NotoSansSC-Bold.gb2312.otf"
FAMILIES = ("Noto Sans CJK SC", "Noto Sans SC")  # the subset first, then the complete regular face
ELLIPSIS = "…"


@dataclass(eq=False)
class MissingGlyph(Exception):  # noqa: N818  named for what it says, like the refusals
    """No shipped font can draw these characters."""

    characters: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(f"{char} U+{ord(char):04X}" for char in self.characters)


@cache
def _advances(path: Path) -> dict[int, float]:
    """Advance widths in em by code point."""
    with TTFont(path, lazy=True) as font:
        em = font["head"].unitsPerEm
        metrics = font["hmtx"]
        return {code: metrics[name][0] / em for code, name in font.getBestCmap().items()}


def missing(text: str) -> tuple[str, ...]:
    """The characters of `text` that no shipped font has, each once."""
    # The complete face takes a moment to read, so only rare characters ask for it.
    advances = _advances(REGULAR)
    rare = {char for char in text if not char.isspace() and ord(char) not in advances}
    return tuple(sorted(char for char in rare if ord(char) not in _advances(sans_path())))


def require(text: str) -> None:
    """Raise MissingGlyph unless every character of `text` can be drawn."""
    if lacking := missing(text):
        raise MissingGlyph(lacking)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How many pixels wide `text` is drawn at `size` pixels."""
    advances = _advances(BOLD if bold else REGULAR)
    return size * sum(_advance(char, advances) for char in text)


def advance(char: str, path: Path) -> float:
    """How wide a font draws a character, in em."""
    return _advances(path)[ord(char)]


def widest(texts: Iterable[str], size: float, *, bold: bool = False) -> float:
    """The pixels that the longest of them takes; none take none."""
    return max((width(text, size, bold=bold) for text in texts), default=0.0)


def _advance(char: str, advances: dict[int, float]) -> float:
    known = advances.get(ord(char))
    return known if known is not None else _advances(sans_path()).get(ord(char), 1.0)


def shorten(text: str, size: float, *, room: float, bold: bool = False) -> str:
    """`text`, or as much of its beginning as fits `room` with an ellipsis."""
    if width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and width(kept + ELLIPSIS, size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrap(text: str, size: float, *, room: float, lines: int, bold: bool = False) -> list[str]:
    """At most `lines` lines, broken between characters, never inside a number or before a stop."""
    broken: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and width(line + piece.rstrip(), size, bold=bold) > room:
                broken.append(line.rstrip())
                piece, line = piece.lstrip(), ""
            line += piece
        broken.append(line.rstrip())
    if len(broken) > lines:
        broken[lines - 1 :] = [shorten("".join(broken[lines - 1 :]), size, room=room, bold=bold)]
    return broken


def halve(text: str, size: float, *, room: float, bold: bool = False) -> list[str]:
    """Two lines about equally long, or as much as two lines of `room` can hold."""
    half = width(text, size, bold=bold) / 2
    for narrower in (half + size * 0.1, half + size * 0.6, half + size):
        lines = wrap(text, size, room=min(narrower, room), lines=3, bold=bold)
        if len(lines) <= 2:
            return lines
    return wrap(text, size, room=room, lines=2, bold=bold)


CLOSING = frozenset("，。、；：？！）》」』”’%％‰,.;:?!)")
OPENING = frozenset("（《「『“‘(−-+")


def _pieces(text: str) -> list[str]:
    """The shortest parts of `text` that a line may be broken between."""
    pieces: list[str] = []
    for char in text:
        if pieces and _sticks(pieces[-1][-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _sticks(before: str, after: str) -> bool:
    both_latin = before.isascii() and after.isascii() and not before.isspace()
    return both_latin or after in CLOSING or before in OPENING


def has_rare(text: str) -> bool:
    """Whether some character is only in the complete face."""
    advances = _advances(REGULAR)
    return any(ord(char) not in advances for char in text)


@cache
def face(size: float, *, bold: bool, rare: bool) -> "FontProperties":
    """What matplotlib asks for; the complete face is named only where it is needed."""
    from matplotlib.font_manager import FontProperties

    families = FAMILIES if rare else FAMILIES[:1]
    return FontProperties(family=families, size=size, weight="bold" if bold else "normal")


@cache
def register() -> None:
    """Make the fonts known to matplotlib, and a missing glyph an error there too.

    Fonts of the same family that this machine has are forgotten: the first of equals would be
    taken, and a picture would look different on each machine.

    Raises:
        ValueError: matplotlib does not find the family that was just given to it.
    """
    from matplotlib import font_manager, rcParams

    rcParams["text.hinting"] = "none"  # letters keep their shapes at every size, and draw faster
    manager = font_manager.fontManager
    manager.ttflist = [entry for entry in manager.ttflist if entry.name not in FAMILIES]
    for path in (REGULAR, BOLD, sans_path()):
        manager.addfont(path)
    # The complete face has no bold; rare characters come regular, and that is no news.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    warnings.filterwarnings("error", message=r"Glyph \d+ .*missing from font")
    for family in FAMILIES:
        font_manager.findfont(family, fallback_to_default=False)
