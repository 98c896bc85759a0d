"""What a reader finds in a document: pages, words as they are copied, where they stand."""

import re
import zlib
from dataclasses import dataclass

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"^(<<.*?>>)\nstream\n(.*)\nendstream$", re.DOTALL)
TEXT = re.compile(rb"1 0 0 -1 ([\d.-]+) ([\d.-]+) Tm\n(.*?)\nET", re.DOTALL)
PIECE = re.compile(rb"/([RBC]) ([\d.]+) Tf\n\[<([0-9a-f]*)>\] TJ")


@dataclass(frozen=True, slots=True)
class Words:
    """One line as it was written; `y` counts from the top of its page."""

    text: str
    x: float
    y: float
    size: float


def pages_of(document: bytes) -> list[list[Words]]:
    """The words of each page, read through the maps that copying uses."""
    objects = {int(number): body for number, body in OBJECT.findall(document)}
    streams = {number: _unpacked(body) for number, body in objects.items()}
    fonts = {
        tag.decode(): _meaning(objects, streams, int(number))
        for body in objects.values()
        for tag, number in re.findall(rb"/([RBC]) (\d+) 0 R", body)
    }
    contents = [
        int(number)
        for body in objects.values()
        if b"/Type /Page" in body and b"/Pages" not in body
        for number in re.findall(rb"/Contents (\d+) 0 R", body)
    ]
    return [_words(streams[number], fonts) for number in contents]


def _unpacked(body: bytes) -> bytes:
    found = STREAM.match(body)
    if not found:
        return b""
    return zlib.decompress(found[2]) if b"/FlateDecode" in found[1] else found[2]


def _meaning(objects: dict[int, bytes], streams: dict[int, bytes], font: int) -> dict[str, str]:
    (number,) = re.findall(rb"/ToUnicode (\d+) 0 R", objects[font])
    pairs = re.findall(rb"^<([0-9a-f]{4})> <([0-9a-f]+)>$", streams[int(number)], re.MULTILINE)
    return {code.decode(): bytes.fromhex(char.decode()).decode("utf-16-be") for code, char in pairs}


def _words(page: bytes, fonts: dict[str, dict[str, str]]) -> list[Words]:
    found = []
    for x, y, body in TEXT.findall(page):
        pieces = PIECE.findall(body)
        text = "".join(
            fonts[tag.decode()][codes[at : at + 4].decode()]
            for tag, _, codes in pieces
            for at in range(0, len(codes), 4)
        )
        found.append(Words(text, float(x), float(y), float(pieces[0][1])))
    return found
