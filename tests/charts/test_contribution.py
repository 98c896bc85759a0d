"""The parts of a total, read back from their figure."""

from decimal import Decimal

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from charts.contribution import BAR_END, BAR_X, paginate_contribution
from charts.drawing import figures
from charts.sheets.contribution import ContributionRow, ContributionSheet
from charts.theme import DAY
from domain.lights import Light
from tests.charts import samples
from tests.charts.reading import assert_legible, words_of

LIGHTS = (Light.GREEN, Light.YELLOW, Light.RED, Light.NONE)


def row(
    value: str, gained: str | None, *, name: str = "城关街道", place: int = 0
) -> ContributionRow:
    return ContributionRow(
        name=name,
        value=Decimal(value),
        gained=Decimal(gained) if gained is not None else None,
        value_text=f"{Decimal(value):,.2f}".replace("-", "−"),
        share_text="12.3%",
        gained_text=f"{Decimal(gained):+.2f}".replace("-", "−") if gained else "",
        light=LIGHTS[place % 4],
    )


def sheet(*rows: ContributionRow) -> ContributionSheet:
    return ContributionSheet(
        head=samples.HEAD, rows=rows, tallies=samples.usual().tallies, footer=samples.FOOTER
    )


def crowd(count: int) -> ContributionSheet:
    return sheet(
        *(row(str(count - n), "0.5", name=f"第{n}号街道办事处", place=n) for n in range(count))
    )


def spans(figure: Figure, color: str) -> list[tuple[float, float]]:
    """Left and right ends of what has this colour, where bars are."""
    found = []
    for patch in figure.axes[0].patches:
        if isinstance(patch, PathPatch) and to_hex(patch.get_facecolor()) == color.lower():
            for part in patch.get_path().to_polygons():
                xs, _ = np.asarray(part).T
                if xs.min() >= BAR_X and xs.max() <= BAR_END:
                    found.append((float(xs.min()), float(xs.max())))
    return sorted(found, key=lambda span: -span[1])


def test_what_is_new_is_the_end_of_the_bar() -> None:
    (figure,) = figures(sheet(row("20", "5"), row("10", None)))

    (_, new_end), *_ = spans(figure, DAY.band_accent)
    (_, old_end), (_, plain_end) = spans(figure, DAY.series[0])
    assert new_end == pytest.approx(BAR_END)
    assert old_end == pytest.approx(BAR_X + 0.75 * (BAR_END - BAR_X))
    assert plain_end == pytest.approx(BAR_X + 0.5 * (BAR_END - BAR_X))


def test_what_fell_has_no_new_part_and_says_so() -> None:
    (figure,) = figures(sheet(row("20", "-5")))

    assert spans(figure, DAY.band_accent) == []
    assert "−5.00" in words_of(figure)


def test_less_than_nothing_goes_to_the_left() -> None:
    (figure,) = figures(sheet(row("30", "0"), row("-10", "0")))

    below, above = sorted(spans(figure, DAY.series[0]))
    assert below[0] == pytest.approx(BAR_X)
    assert below[1] == pytest.approx(above[0])


def test_every_text_is_large_inside_the_picture_and_on_no_other() -> None:
    awkward = sheet(
        row("1234567890.12", "123456789.01", name="国家级文化和旅游融合发展示范区管理委员会"),
        row("0", "0"),
        row("-0.01", "-99999.99", place=3),
    )
    for figure in figures(awkward):
        assert_legible(figure)


@pytest.mark.parametrize("count", [0, 1, 80, 300])
def test_many_units_are_paged_on_one_scale(count: int) -> None:
    pages = paginate_contribution(crowd(count))

    assert sum(len(page.rows) for page in pages) == count
    assert len({page.scale for page in pages}) == 1
