"""Small signs: lights with a shape and a sign each, arrows of movement, medals, tags."""

from collections.abc import Sequence
from typing import Protocol

from charts import fonts
from charts.canvas import Align, Canvas, Cap, Point
from charts.sheets.parts import Movement
from charts.theme import Theme
from domain.lights import Light

SIGN = 5
SHAPE = 4
DIAMOND = 14  # from its middle to its corners


class Pen(Protocol):
    """What signs are drawn with: on a picture, or on paper."""

    @property
    def theme(self) -> Theme: ...

    def disc(self, x: float, y: float, radius: float, *, color: str, layer: float) -> None: ...

    def fill(self, points: Sequence[Point], *, color: str, layer: float) -> None: ...

    def stroke(
        self, points: Sequence[Point], *, color: str, width: float, layer: float, cap: Cap = "butt"
    ) -> None: ...

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
    ) -> float: ...


def light(canvas: Pen, x: float, y: float, kind: Light, *, radius: float) -> None:
    """Disc with a tick, diamond with a bang, square with a cross, or an empty ring."""
    theme, r = canvas.theme, radius
    color = theme.lights[kind]
    match kind:
        case Light.GREEN:
            canvas.disc(x, y, r, color=color, layer=SHAPE)
        case Light.YELLOW:
            d = 1.22 * r
            canvas.fill([(x, y - d), (x + d, y), (x, y + d), (x - d, y)], color=color, layer=SHAPE)
        case Light.RED:
            s = 0.9 * r
            corners = [(x - s, y - s), (x + s, y - s), (x + s, y + s), (x - s, y + s)]
            canvas.fill(corners, color=color, layer=SHAPE)
        case Light.NONE:
            canvas.disc(x, y, r, color=color, layer=SHAPE)
            canvas.disc(x, y, 0.68 * r, color=theme.card, layer=SIGN)
    sign(canvas, x, y, kind, radius=radius)


def sign_color(theme: Theme, kind: Light) -> str:
    """What can be read on the light's own colour."""
    return theme.signs[kind]


def sign(canvas: Pen, x: float, y: float, kind: Light, *, radius: float) -> None:
    """The sign alone, to stand on the light's colour: tick, bang, cross, or nothing."""
    color, r = sign_color(canvas.theme, kind), radius
    thick = 0.22 * r
    match kind:
        case Light.GREEN:
            tick = [(x - 0.45 * r, y + 0.02 * r), (x - 0.1 * r, y + 0.38 * r)]
            tick.append((x + 0.48 * r, y - 0.36 * r))
            canvas.stroke(tick, color=color, width=thick, layer=SIGN)
        case Light.YELLOW:
            bar = [(x, y - 0.6 * r), (x, y + 0.14 * r)]
            canvas.stroke(bar, color=color, width=thick, layer=SIGN)
            canvas.disc(x, y + 0.45 * r, 0.15 * r, color=color, layer=SIGN)
        case Light.RED:
            c = 0.42 * r
            for slope in (-1, 1):
                line = [(x - c, y - slope * c), (x + c, y + slope * c)]
                canvas.stroke(line, color=color, width=thick, layer=SIGN)
        case Light.NONE:
            pass


def movement(canvas: Pen, x: float, y: float, kind: Movement, words: str, *, size: float) -> None:
    """An arrow and a number, centred on x; a dash for no change; words alone for the rest."""
    theme = canvas.theme
    if kind in (Movement.UP, Movement.DOWN):
        color = theme.verdicts[Light.GREEN if kind is Movement.UP else Light.RED]
        half = size * 0.32
        left = x - (2 * half + 5 + fonts.width(words, size, bold=True)) / 2
        tip = -half if kind is Movement.UP else half
        triangle = [
            (left, y - tip * 0.85),
            (left + 2 * half, y - tip * 0.85),
            (left + half, y + tip),
        ]
        canvas.fill(triangle, color=color, layer=SHAPE)
        canvas.text(left + 2 * half + 5, y, words, size, color=color, bold=True)
    elif kind is Movement.SAME:
        half, thick = size * 0.35, size * 0.15
        line = [(x - half, y), (x + half, y)]
        canvas.stroke(line, color=theme.lights[Light.NONE], width=thick, layer=SHAPE, cap="round")
    elif kind is Movement.NEW:
        canvas.text(x, y, words, size, color=theme.soft, align="center", bold=True)


def rank(canvas: Canvas, x: float, y: float, words: str, *, medal: int, size: float) -> None:
    """The place; the first three stand on gold, silver and bronze."""
    theme = canvas.theme
    if 1 <= medal <= len(theme.medals):
        canvas.disc(x, y, size * 0.74, color=theme.medals[medal - 1], layer=SHAPE)
    color = theme.medal_ink if medal else theme.ink
    canvas.text(x, y, words, size, color=color, bold=True, align="center")


def diamond(canvas: Pen, x: float, y: float, *, size: float = DIAMOND) -> None:
    """A value from elsewhere, set off from whatever lies below it."""
    theme = canvas.theme
    for reach, color, layer in ((size, theme.card, 7.5), (size - 3, theme.ink, 8)):
        corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
        canvas.fill(corners, color=color, layer=layer)


def tag(canvas: Canvas, x: float, y: float, words: str, *, size: float, color: str) -> float:
    """An outlined label that starts at x; return its width."""
    if not words:
        return 0.0
    width = fonts.width(words, size) + size
    height = size * 1.45
    canvas.panel(
        x, y - height / 2, width, height, color="none", radius=height / 2, edge=color, layer=3
    )
    canvas.text(x + size / 2, y, words, size, color=color)
    return width
