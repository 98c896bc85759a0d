"""A page in pixels, the origin top left; strokes and fills are gathered into few artists."""

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path
from matplotlib.text import Text

from charts import fonts
from charts.theme import SMALLEST_TEXT, WIDTH, Theme

Align = Literal["left", "center", "right"]
Cap = Literal["butt", "round"]
Point = tuple[float, float]
PIXELS_PER_INCH = 72  # one point is one pixel, so that sizes below mean what they say
LINE_SPACING = 1.2
OPTICAL_CENTRE = 0.37  # of the size: how far above its baseline a line looks centred


class Canvas:
    """Things are added as plain artists: nothing is scaled to fit, so no limits need computing."""

    def __init__(self, height: float, *, theme: Theme) -> None:
        fonts.register()
        self.theme = theme
        self.height = round(height)
        self._strokes: dict[tuple[str, float, Cap, float], list[Sequence[Point]]] = defaultdict(
            list
        )
        self._fills: dict[tuple[str, float], list[Path]] = defaultdict(list)
        self._figure = Figure(
            figsize=(WIDTH / PIXELS_PER_INCH, self.height / PIXELS_PER_INCH),
            dpi=PIXELS_PER_INCH,
            facecolor=theme.paper,
        )
        FigureCanvasAgg(self._figure)
        self._axes: Axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(self.height, 0)

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
        smallest: float | None = None,
    ) -> float:
        """Write one line centred on height `y`; return the width it takes.

        With `room`, the line shrinks down to `smallest` (default: its size),
        and what still does not fit ends in an ellipsis.
        """
        fonts.require(words)
        if not words:
            return 0.0
        size, words = _fit(words, size, room=room, smallest=smallest or size, bold=bold)
        self._write(x, y, words, size, color=color, bold=bold, align=align)
        return fonts.width(words, size, bold=bold)

    def label(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        color: str,
        room: float,
        bold: bool = False,
        smallest: float,
        small: float,
    ) -> None:
        """One line at `size` down to `smallest`, else two lines of `small`, centred on y."""
        needed = fonts.width(words, size, bold=bold)
        if needed * smallest <= room * size:
            shrunk = min(size, size * room / max(needed, 1))
            self.text(x, y, words, shrunk, color=color, bold=bold)
            return
        lines = fonts.halve(words, small, room=room, bold=bold)
        for index, line in enumerate(lines):
            offset = (index - (len(lines) - 1) / 2) * small * LINE_SPACING
            self.text(x, y + offset, line, small, color=color, bold=bold)

    def _write(
        self, x: float, y: float, words: str, size: float, *, color: str, bold: bool, align: Align
    ) -> None:
        self._axes.add_artist(
            Text(
                x,
                y + size * OPTICAL_CENTRE,
                words,
                fontproperties=fonts.face(size, bold=bold, rare=fonts.has_rare(words)),
                color=color,
                horizontalalignment=align,
                verticalalignment="baseline",
                parse_math=False,
                zorder=9,
            )
        )

    def stroke(
        self, points: Sequence[Point], *, color: str, width: float, layer: float, cap: Cap = "butt"
    ) -> None:
        self._strokes[color, width, cap, layer].append(points)

    def bar(
        self, start: float, end: float, y: float, *, color: str, width: float, layer: float
    ) -> None:
        """A horizontal bar with round ends that stays inside `start` … `end`."""
        left, right = min(start, end), max(start, end)
        if right > left:
            self.shape(_capsule(left, right, y, width), color=color, layer=layer)

    def fill(self, points: Sequence[Point], *, color: str, layer: float) -> None:
        self.shape(Path([*points, points[0]], closed=True), color=color, layer=layer)

    def shape(self, path: Path, *, color: str, layer: float) -> None:
        self._fills[color, layer].append(path)

    def disc(self, x: float, y: float, radius: float, *, color: str, layer: float) -> None:
        self.shape(Path.circle((x, y), radius), color=color, layer=layer)

    def panel(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        color: str,
        radius: float = 0,
        edge: str | None = None,
        layer: float = 1,
    ) -> None:
        """A rectangle with round corners, filled, with an outline if `edge` is given."""
        self._axes.add_artist(
            FancyBboxPatch(
                (x, y),
                width,
                height,
                boxstyle=f"round,pad=0,rounding_size={radius}" if radius else "square,pad=0",
                facecolor=color,
                edgecolor=edge or "none",
                linewidth=2 if edge else 0,
                zorder=layer,
            )
        )

    def finish(self) -> Figure:
        for (color, width, cap, layer), lines in self._strokes.items():
            self._axes.add_collection(
                LineCollection(lines, colors=color, linewidths=width, capstyle=cap, zorder=layer),
                autolim=False,
            )
        for (color, layer), paths in self._fills.items():
            whole = Path.make_compound_path(*paths)
            self._axes.add_artist(PathPatch(whole, facecolor=color, linewidth=0, zorder=layer))
        return self._figure


def dashes(line: Sequence[Point], *, on: float, off: float) -> list[list[Point]]:
    """The line cut into dashes that run on evenly round its corners."""
    pieces: list[list[Point]] = [[line[0]]]
    left, drawing = on, True
    for start, end in pairwise(line):
        here, rest = start, math.dist(start, end)
        while rest > left:
            share = left / rest
            here = (here[0] + (end[0] - here[0]) * share, here[1] + (end[1] - here[1]) * share)
            rest -= left
            if drawing:
                pieces[-1].append(here)
            else:
                pieces.append([here])
            drawing = not drawing
            left = on if drawing else off
        left -= rest
        if drawing:
            pieces[-1].append(end)
    return [piece for piece in pieces if len(piece) > 1]


def _capsule(left: float, right: float, y: float, height: float) -> Path:
    """A short one has ends as round as its length allows, and never outgrows it."""
    top, bottom = y - height / 2, y + height / 2
    r = min(height, right - left) / 2
    k = r * (1 - 0.5523)  # where a cubic curve's handles make a quarter circle
    corners: list[tuple[Point, Point, Point, Point]] = [
        ((right - r, top), (right - k, top), (right, top + k), (right, top + r)),
        ((right, bottom - r), (right, bottom - k), (right - k, bottom), (right - r, bottom)),
        ((left + r, bottom), (left + k, bottom), (left, bottom - k), (left, bottom - r)),
        ((left, top + r), (left, top + k), (left + k, top), (left + r, top)),
    ]
    points = [point for corner in corners for point in corner]
    codes = [Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4] * 4
    codes[0] = Path.MOVETO
    return Path([*points, points[0]], [*codes, Path.CLOSEPOLY])


def _fit(
    words: str, size: float, *, room: float | None, smallest: float, bold: bool
) -> tuple[float, str]:
    """The size and the words that fit; no text is ever smaller than SMALLEST_TEXT."""
    if room is None:
        return size, words
    needed = fonts.width(words, size, bold=bold)
    if needed > room:
        size = max(size * room / needed, smallest, SMALLEST_TEXT)
    return size, fonts.shorten(words, size, room=room + 0.01, bold=bold)
