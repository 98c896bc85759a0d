"""Fonts inside a document: only the letters that are used, and what they mean when copied."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2s
from pathlib import Path

import pydyf
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pylopdf_fonts_zh_cn import sans_path

from charts import fonts

EM = 1000  # widths in a document are thousandths
IN_A_BLOCK = 100  # a map of characters is written in blocks of so many


@dataclass(slots=True)
class Face:
    """One font of a document; what is written with it is gathered until it is embedded."""

    path: Path
    tag: str
    used: set[str] = field(default_factory=set)

    def encoded(self, words: str) -> str:
        """The words as the hexadecimal codes of their glyphs."""
        self.used.update(words)
        codes = _codes(self.path)
        return "".join(f"{codes[ord(char)]:04x}" for char in words)

    def embed(self, document: pydyf.PDF) -> bytes:
        """Put the letters that were used into the document; a reference to the font."""
        codes = _codes(self.path)
        letters = sorted(self.used)
        pairs = [(codes[ord(char)], char) for char in letters]
        name = f"{_prefix(letters)}+{self.path.stem.split('.')[0]}"
        program = pydyf.Stream([_subset(self.path, letters)], {"Subtype": "/CIDFontType0C"}, True)
        document.add_object(program)
        descriptor = pydyf.Dictionary(
            _descriptor(self.path, name) | {"FontFile3": program.reference}
        )
        document.add_object(descriptor)
        widths = pydyf.Array()
        for code, char in pairs:
            widths += [code, pydyf.Array([round(fonts.advance(char, self.path) * EM)])]
        descendant = pydyf.Dictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType0",
                "BaseFont": f"/{name}",
                "CIDSystemInfo": pydyf.Dictionary(
                    {
                        "Registry": pydyf.String("Adobe"),
                        "Ordering": pydyf.String("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": descriptor.reference,
                "DW": EM,
                "W": widths,
            }
        )
        document.add_object(descendant)
        meaning = pydyf.Stream([_meaning(pairs)], compress=True)
        document.add_object(meaning)
        font = pydyf.Dictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pydyf.Array([descendant.reference]),
                "ToUnicode": meaning.reference,
            }
        )
        document.add_object(font)
        reference: bytes = font.reference
        return reference


def faces() -> dict[str, Face]:
    """The three faces of a document by their tags: regular, bold, and rare characters."""
    paths = {"R": fonts.REGULAR, "B": fonts.BOLD, "C": Path(sans_path())}
    return {tag: Face(path, tag) for tag, path in paths.items()}


def runs(words: str, *, bold: bool) -> Iterator[tuple[str, str]]:
    """The words cut where the face changes, each piece after the tag of its face."""
    own, path = ("B", fonts.BOLD) if bold else ("R", fonts.REGULAR)
    piece, before = "", own
    for char in words:
        tag = own if ord(char) in _codes(path) else "C"
        if tag != before and piece:
            yield before, piece
            piece = ""
        piece, before = piece + char, tag
    if piece:
        yield before, piece


@cache
def _codes(path: Path) -> dict[int, int]:
    """The number of each character's glyph: these fonts are keyed by numbers, not names."""
    with TTFont(path, lazy=True) as font:
        return {
            char: int(name[3:]) for char, name in font.getBestCmap().items() if name != ".notdef"
        }


def _subset(path: Path, letters: Sequence[str]) -> bytes:
    """The outlines of these letters alone, the same bytes for the same letters."""
    options = Options(layout_features=[], hinting=False, notdef_outline=True, recalc_bounds=False)
    options.drop_tables += ["BASE", "GPOS", "GSUB", "GDEF", "VORG", "vhea", "vmtx", "DSIG"]
    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text="".join(letters))
        subsetter.subset(font)
        program: bytes = font["CFF "].compile(font)
        return program


def _descriptor(path: Path, name: str) -> dict[str, object]:
    with TTFont(path, lazy=True) as font:
        head, line, face = font["head"], font["hhea"], font["OS/2"]
        scale = EM / head.unitsPerEm
        return {
            "Type": "/FontDescriptor",
            "FontName": f"/{name}",
            "Flags": 4,
            "FontBBox": pydyf.Array(
                [round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
            ),
            "ItalicAngle": 0,
            "Ascent": round(line.ascent * scale),
            "Descent": round(line.descent * scale),
            "CapHeight": round(face.sCapHeight * scale),
            "StemV": 80 if face.usWeightClass < 600 else 140,
        }


def _prefix(letters: Sequence[str]) -> str:
    """Six letters that tell this subset from others."""
    digest = blake2s("".join(letters).encode(), digest_size=6).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest)


def _meaning(pairs: Sequence[tuple[int, str]]) -> str:
    """What each glyph stands for, so that words can be searched and copied."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    for start in range(0, len(pairs), IN_A_BLOCK):
        block = pairs[start : start + IN_A_BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for code, char in block]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines)
