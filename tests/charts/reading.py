"""What a reader can see on a finished figure."""

from itertools import combinations

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from charts.theme import DAY, SMALLEST_TEXT, WIDTH

TOUCH = 1.0  # pixel: boxes may touch, for they are wider than their ink


def texts_of(figure: Figure) -> list[Text]:
    children = figure.axes[0].get_children()
    return [child for child in children if isinstance(child, Text) and child.get_text()]


def words_of(figure: Figure) -> list[str]:
    return [text.get_text() for text in texts_of(figure)]


def assert_legible(figure: Figure) -> None:
    """Every text large enough, inside the picture, and on top of no other."""
    width, height = figure.canvas.get_width_height()
    assert width == WIDTH
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts_of(figure)]
    assert boxes
    for text in texts_of(figure):
        assert float(text.get_fontsize()) >= SMALLEST_TEXT, text.get_text()
    for words, box in boxes:
        assert box.x0 >= 0, words
        assert box.x1 <= width, words
        assert box.y0 >= 0, words
        assert box.y1 <= height, words
    for (one, box), (other, second) in combinations(boxes, 2):
        assert not _overlap(box, second), (one, other)


def _overlap(box: Bbox, other: Bbox) -> bool:
    across = min(box.x1, other.x1) - max(box.x0, other.x0)
    down = min(box.y1, other.y1) - max(box.y0, other.y0)
    return bool(across > TOUCH and down > TOUCH)


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
