"""The packed picture: its colours, its bounds, and never an empty page."""

from io import BytesIO

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from charts.canvas import Canvas
from charts.drawing import draw_pages, figures
from charts.png import Unshowable, drawn, to_png
from charts.theme import DAY, THEMES, WIDTH, Theme
from tests.charts import samples


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_colour_of_the_theme_is_kept_exactly(theme: Theme) -> None:
    # given
    canvas = Canvas(40 * len(theme.colors()), theme=theme)
    for index, color in enumerate(theme.colors()):
        canvas.panel(0, 40 * index, WIDTH, 40, color=color)

    # when
    picture = Image.open(BytesIO(to_png(canvas.finish(), theme=theme))).convert("RGB")

    # then
    seen = np.asarray(picture)[20::40, WIDTH // 2]
    assert ["#" + bytes(pixel).hex().upper() for pixel in seen] == list(theme.colors())


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_soft_edges_stay_close_to_what_was_drawn(theme: Theme) -> None:
    # given
    (figure,) = figures(samples.usual(), theme=theme)
    fresh = np.asarray(drawn(figure)).astype(int)

    # when
    packed = np.asarray(Image.open(BytesIO(to_png(figure, theme=theme))).convert("RGB")).astype(int)

    # then
    assert np.abs(fresh - packed).max() <= 32
    assert np.abs(fresh - packed).mean() < 0.5


def test_a_picture_is_a_small_png() -> None:
    (page,) = draw_pages(samples.usual())

    assert page.startswith(b"\x89PNG")
    assert len(page) < 300_000


def test_a_blank_picture_is_refused() -> None:
    canvas = Canvas(400, theme=DAY)

    with pytest.raises(Unshowable):
        to_png(canvas.finish())


@pytest.mark.parametrize(("width", "height"), [(1080, 8921), (100, 2001)])
def test_a_picture_that_telegram_would_refuse_is_refused_here(width: int, height: int) -> None:
    figure = Figure(figsize=(width / 72, height / 72), dpi=72)

    with pytest.raises(Unshowable):
        to_png(figure)
