"""Sheets of A4 in points, the origin top left: words that can be copied, lines and shapes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

import pydyf

from charts import embedding, fonts
from charts.canvas import OPTICAL_CENTRE, Align, Cap, Point
from charts.theme import DAY, Theme

WIDE, TALL = 595.28, 841.89
ROUND = 0.5523  # where a cubic curve's handles make a quarter circle


@dataclass(slots=True)
class Paper:
    """A document that grows by pages; what is drawn goes to the last of them."""

    title: str
    created: datetime
    language: str
    theme: Theme = DAY
    pages: list[pydyf.Stream] = field(default_factory=list)
    _faces: dict[str, embedding.Face] = field(default_factory=embedding.faces)

    def turn(self) -> None:
        """Begin a new page."""
        page = pydyf.Stream(compress=True)
        # Its own measure counts from the bottom; everything here from the top.
        page.set_matrix(1, 0, 0, -1, 0, TALL)
        self.pages.append(page)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        color: str,
        bold: bool = False,
        align: Align = "left",
        room: float | None = None,
        page: int = -1,
    ) -> float:
        """Write one line centred on height `y`; return the width it takes.

        What does not fit `room` ends in an ellipsis.

        Raises:
            MissingGlyph: no shipped font has one of its signs.
        """
        fonts.require(words)
        if not words:
            return 0.0
        if room is not None:
            words = fonts.shorten(words, size, room=room + 0.01, bold=bold)
        taken = fonts.width(words, size, bold=bold)
        start = x - {"left": 0.0, "center": taken / 2, "right": taken}[align]
        stream = self.pages[page]
        _color(stream, color)
        stream.begin_text()
        stream.set_text_matrix(1, 0, 0, -1, _near(start), _near(y + size * OPTICAL_CENTRE))
        for tag, piece in embedding.runs(words, bold=bold):
            stream.set_font_size(tag, size)
            stream.show_text(f"<{self._faces[tag].encoded(piece)}>")
        stream.end_text()
        return taken

    def box(self, x: float, y: float, width: float, height: float, *, color: str) -> None:
        stream = self.pages[-1]
        _color(stream, color)
        stream.rectangle(*map(_near, (x, y, width, height)))
        stream.fill()

    def fill(self, points: Sequence[Point], *, color: str, layer: float = 0) -> None:
        """A polygon, filled. What is drawn later lies above, whatever its layer."""
        stream = self.pages[-1]
        _color(stream, color)
        _path(stream, points)
        stream.close()
        stream.fill()

    def stroke(
        self,
        points: Sequence[Point],
        *,
        color: str,
        width: float,
        layer: float = 0,
        cap: Cap = "butt",
    ) -> None:
        stream = self.pages[-1]
        stream.set_line_cap(1 if cap == "round" else 0)
        _color(stream, color, stroke=True)
        stream.set_line_width(width)
        _path(stream, points)
        stream.stroke()

    def disc(self, x: float, y: float, radius: float, *, color: str, layer: float = 0) -> None:
        stream, r, k = self.pages[-1], radius, radius * ROUND
        _color(stream, color)
        stream.move_to(_near(x + r), _near(y))
        for curve in (
            (x + r, y + k, x + k, y + r, x, y + r),
            (x - k, y + r, x - r, y + k, x - r, y),
            (x - r, y - k, x - k, y - r, x, y - r),
            (x + k, y - r, x + r, y - k, x + r, y),
        ):
            stream.curve_to(*map(_near, curve))
        stream.fill()

    def finish(self) -> bytes:
        """The document: for the same drawing the same bytes."""
        document = pydyf.PDF()
        used = {tag: face.embed(document) for tag, face in self._faces.items() if face.used}
        resources = pydyf.Dictionary({"Font": pydyf.Dictionary(used)})
        document.add_object(resources)
        for stream in self.pages:
            document.add_object(stream)
            document.add_page(
                pydyf.Dictionary(
                    {
                        "Type": "/Page",
                        "Parent": document.pages.reference,
                        "MediaBox": pydyf.Array([0, 0, WIDE, TALL]),
                        "Contents": stream.reference,
                        "Resources": resources.reference,
                    }
                )
            )
        document.catalog["Lang"] = pydyf.String(self.language)
        document.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        document.info["Title"] = pydyf.String(self.title)
        document.info["CreationDate"] = pydyf.String(f"{self.created:D:%Y%m%d%H%M%SZ}")
        out = BytesIO()
        document.write(out, identifier=True)
        return out.getvalue()


def _path(stream: pydyf.Stream, points: Sequence[Point]) -> None:
    stream.move_to(*map(_near, points[0]))
    for point in points[1:]:
        stream.line_to(*map(_near, point))


def _color(stream: pydyf.Stream, color: str, *, stroke: bool = False) -> None:
    shares = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    stream.set_color_rgb(*(round(share, 3) for share in shares), stroke=stroke)


def _near(number: float) -> float:
    """A hundredth of a point is finer than any printer."""
    return round(number, 2)
