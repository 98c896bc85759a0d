"""What is written can be read, and what is coloured can be told apart, by day and by night."""

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest

from charts.theme import THEMES, Theme
from domain.lights import Light
from tests.charts.reading import contrast, linear

TEXT = 4.5  # WCAG 2.2, 1.4.3
COUNTED = (Light.GREEN, Light.YELLOW, Light.RED)

# Full dichromacy after Viénot, Brettel and Mollon (1999), on linear RGB.
EYES = {
    "all colours": np.eye(3),
    "no red": np.array(
        [[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]]
    ),
    "no green": np.array(
        [[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]]
    ),
}
each_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def lab(color: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """CIELAB of linear sRGB, white D65."""
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    x, y, z = np.cbrt(np.clip(to_xyz @ color, 1e-6, None) / [0.9505, 1.0, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@each_theme
def test_all_words_stand_out_from_what_is_behind_them(theme: Theme) -> None:
    for ink in (theme.ink, theme.soft, *theme.verdicts.values()):
        assert contrast(ink, theme.card) >= TEXT, ink
    for light, ink in theme.verdicts.items():
        assert contrast(ink, theme.tints[light]) >= TEXT, light
    for ink in (theme.band_ink, theme.band_soft, theme.band_accent):
        assert contrast(ink, theme.band) >= TEXT, ink
    for medal in theme.medals:
        assert contrast(theme.medal_ink, medal) >= TEXT, medal
    for light in COUNTED:
        assert contrast(theme.signs[light], theme.lights[light]) >= TEXT, light
    for light in (Light.GREEN, Light.RED):
        assert contrast(theme.card, theme.verdicts[light]) >= TEXT, light
    for line in theme.series:
        assert contrast(line, theme.card) >= TEXT, line


@each_theme
@pytest.mark.parametrize("eye", EYES)
def test_lights_can_be_told_apart_by_every_eye(theme: Theme, eye: str) -> None:
    seen = {light: lab(EYES[eye] @ linear(theme.lights[light])) for light in COUNTED}

    for one, other in combinations(COUNTED, 2):
        assert np.linalg.norm(seen[one] - seen[other]) >= 24, (one, other)
