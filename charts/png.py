"""PNG bytes: small by a fixed palette, and refused if Telegram or a reader could not use them."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from charts.theme import DAY, Theme

SIDES = 10_000  # Telegram: width and height together
RATIO = 20
BYTES = 10_000_000
LEAST_INK = 0.002  # of all pixels; less is an empty page
SHADES = 256
APART = 7
COMPRESSION = 4  # a tenth larger than 6 in half the time


@dataclass(eq=False)
class Unshowable(Exception):  # noqa: N818  named for what it says, like the refusals
    """The picture is too large for Telegram, or there is nothing on it."""

    why: str

    def __str__(self) -> str:
        return self.why


def to_png(figure: Figure, *, theme: Theme = DAY) -> bytes:
    """Draw the figure and pack it.

    Colours of the theme and the steps between them are kept; every other shade
    becomes the nearest of these.

    Raises:
        Unshowable: out of Telegram's bounds, or blank.
    """
    picture = drawn(figure)
    _check_sides(picture)
    packed = picture.quantize(palette=_palette(theme), dither=Image.Dither.NONE)
    _check_ink(packed)
    out = BytesIO()
    packed.save(out, "PNG", compress_level=COMPRESSION)
    if out.tell() > BYTES:
        raise Unshowable(f"{out.tell()} bytes")
    return out.getvalue()


def drawn(figure: Figure) -> Image.Image:
    canvas = figure.canvas
    if not isinstance(canvas, FigureCanvasAgg):
        canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib leaves this backend untyped
    pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    size = canvas.get_width_height()
    return Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1).convert("RGB")


def _check_sides(picture: Image.Image) -> None:
    width, height = picture.size
    if width + height > SIDES or max(width, height) > RATIO * min(width, height):
        raise Unshowable(f"{width}×{height} pixels")


def _check_ink(packed: Image.Image) -> None:
    counts = packed.histogram()
    if sum(counts) - max(counts) < LEAST_INK * sum(counts):
        raise Unshowable("blank")


@cache
def _palette(theme: Theme) -> Image.Image:
    pure = [_shade(color) for color in theme.colors()]
    between = [step for step in dict.fromkeys(_between(theme)) if _is_apart(step, pure)]
    shades = [*pure, *between]
    if len(shades) > SHADES:
        raise ValueError(f"{len(shades)} shades do not fit a palette")
    shades += [shades[-1]] * (SHADES - len(shades))
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for shade in shades for part in shade])
    return palette


Shade = tuple[int, int, int]


def _shade(color: str) -> Shade:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _is_apart(step: Shade, pure: list[Shade]) -> bool:
    """Pillow looks colours up in coarse cells: a near neighbour would take a pure one's place."""
    return all(max(abs(a - b) for a, b in zip(step, one, strict=True)) >= APART for one in pure)


def _between(theme: Theme) -> list[Shade]:
    """The soft edges that drawing makes where one colour meets another."""
    steps: list[Shade] = []
    for color, ground, count in theme.edges():
        ends = tuple(zip(_shade(color), _shade(ground), strict=True))
        for step in range(1, count + 1):
            share = step / (count + 1)
            r, g, b = (round(a + (z - a) * share) for a, z in ends)
            steps.append((r, g, b))
    return steps
