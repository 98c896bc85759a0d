"""What a reader can see on a finished figure."""

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.text import Text

from charts.png import BYTES, RATIO, SIDES, drawn
from charts.theme import DAY, SMALLEST_TEXT, WIDTH

TOUCH = 1.0  # pixel: boxes may touch, for they are wider than their ink
INK = 0.8  # of a letter's size: how tall the ink of one line is, about its middle
SPECK = 0.02  # of a box: less of another colour, such as the end of a stroke, harms no word

CUT_NUMBER = re.compile(r"[+−]?[\d,.]*%?…")
Boxes = npt.NDArray[np.float64]


def texts_of(figure: Figure) -> list[Text]:
    children = figure.axes[0].get_children()
    return [child for child in children if isinstance(child, Text) and child.get_text()]


def words_of(figure: Figure) -> list[str]:
    return [text.get_text() for text in texts_of(figure)]


def assert_legible(figure: Figure) -> None:
    """Every text large enough, inside the picture and its panel, and on top of no other."""
    width, height = figure.canvas.get_width_height()
    assert width == WIDTH
    texts = texts_of(figure)
    assert texts
    for text in texts:
        assert float(text.get_fontsize()) >= SMALLEST_TEXT, text.get_text()
    boxes = boxes_of(texts)
    outside = (boxes < 0).any(axis=1) | (boxes[:, 2] > width) | (boxes[:, 3] > height)
    assert not outside.any(), [text.get_text() for text in np.array(texts)[outside]]
    for one, other in overlapping(boxes):
        raise AssertionError(
            f"{texts[one].get_text()!r} and {texts[other].get_text()!r} stand on each other"
        )
    assert_inside_panels(figure, texts, boxes)
    cut = [text.get_text() for text in texts if CUT_NUMBER.fullmatch(text.get_text())]
    assert cut == [], "a number that is cut short is another number"


def boxes_of(texts: list[Text]) -> Boxes:
    """Left, bottom, right and top of each, in pixels."""
    return np.array([text.get_window_extent().extents for text in texts]).reshape(-1, 4)


def overlapping(boxes: Boxes) -> Iterator[tuple[int, int]]:
    """Pairs of boxes that share more than an edge."""
    low = np.maximum(boxes[:, None, :2], boxes[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    shared = np.triu((high - low > TOUCH).all(axis=2), k=1)
    yield from ((int(one), int(other)) for one, other in np.argwhere(shared))


def assert_inside_panels(figure: Figure, texts: list[Text], boxes: Boxes) -> None:
    """No word runs over the edge of the band, card or tag on which it stands."""
    panels = np.array(
        [_panel(patch) for patch in figure.axes[0].patches if isinstance(patch, FancyBboxPatch)]
    )
    _, height = figure.canvas.get_width_height()
    panels[:, [1, 3]] = height - panels[:, [3, 1]]
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    for text, box, middle in zip(texts, boxes, middles, strict=True):
        holds = (panels[:, :2] <= middle).all(axis=1) & (middle <= panels[:, 2:]).all(axis=1)
        if holds.any():
            left, right = panels[holds][:, 0].max(), panels[holds][:, 2].min()
            assert left - TOUCH <= box[0], text.get_text()
            assert box[2] <= right + TOUCH, text.get_text()


def _panel(patch: FancyBboxPatch) -> tuple[float, float, float, float]:
    x, y = patch.get_x(), patch.get_y()
    return x, y, x + patch.get_width(), y + patch.get_height()


def assert_sendable(figure: Figure) -> None:
    """Within Telegram's bounds; one byte a pixel is the most that a packed page can take."""
    width, height = figure.canvas.get_width_height()
    assert width + height <= SIDES
    assert max(width, height) <= RATIO * min(width, height)
    assert width * height <= BYTES


def contrasts_of(figure: Figure) -> list[tuple[str, float]]:
    """Each text with its lowest contrast against what is drawn behind it."""
    texts = texts_of(figure)
    boxes = boxes_of(texts)
    for text in texts:
        text.set_visible(False)
    ground = np.asarray(drawn(figure))
    height = len(ground)
    found = []
    for text, (left, bottom, right, top) in zip(texts, boxes, strict=True):
        middle = height - (bottom + top) / 2
        half = float(text.get_fontsize()) * INK / 2
        rows = slice(round(middle - half), round(middle + half))
        behind = ground[rows, max(round(left), 0) : round(right)].reshape(-1, 3)
        colors, counts = np.unique(behind, axis=0, return_counts=True)
        seen = colors[counts > SPECK * len(behind)]
        ink = to_hex(text.get_color())
        found.append((text.get_text(), min(contrast(ink, _hex(color)) for color in seen)))
    return found


def _hex(color: npt.NDArray[np.uint8]) -> str:
    return "#" + bytes(color).hex()


def linear(color: str) -> npt.NDArray[np.float64]:
    parts = np.array([int(color[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    bright, dark = sorted(
        (float(linear(color) @ [0.2126, 0.7152, 0.0722]) for color in (one, other)), reverse=True
    )
    return (bright + 0.05) / (dark + 0.05)


def colored_bars(
    figure: Figure, *, within: tuple[float, float] = (460, 750), tall: float = 24
) -> list[tuple[float, float]]:
    """Left and right end of every bar that has the colour of a light."""
    lights = {color.lower() for color in DAY.lights.values()}
    spans = []
    for patch in figure.axes[0].patches:
        if not isinstance(patch, PathPatch) or to_hex(patch.get_facecolor()) not in lights:
            continue
        for part in patch.get_path().to_polygons():
            xs, ys = np.asarray(part).T
            is_bar = abs(np.ptp(ys) - tall) < 0.1
            if is_bar and xs.min() >= within[0] and xs.max() <= within[1]:
                spans.append((float(xs.min()), float(xs.max())))
    return spans
