"""The wall map of units and indicators, read back from its figure."""

import pytest

from charts.drawing import draw_pages, figures
from charts.pages import COLUMNS, paginate_heat
from charts.sheets.heatmap import HeatCell, HeatRow, HeatSection, HeatSheet
from domain.lights import Light
from tests.charts import samples
from tests.charts.reading import assert_legible, words_of


def test_every_gap_is_written_in_its_cell() -> None:
    # given
    sheet = samples.heat()

    # when
    (figure,) = figures(sheet)

    # then
    told = [cell.text for section in sheet.sections for row in section.rows for cell in row.cells]
    words = words_of(figure)
    assert all(words.count(text) >= told.count(text) for text in told)


@pytest.mark.parametrize("count", [3, 20, 80, 300])
def test_many_units_and_indicators_are_paged_and_none_is_lost(count: int) -> None:
    # given
    sheet = samples.heat_crowd(count, columns=12)

    # when
    pages = paginate_heat(sheet)

    # then
    cells = sum(len(row.cells) for page in pages for part in page.sections for row in part.rows)
    assert cells == count * 12
    assert all(len(page.columns) <= COLUMNS for page in pages)


def test_wide_gaps_and_long_names_stay_legible() -> None:
    # given
    cells = tuple(HeatCell(Light.RED, "−1,112.3") for _ in range(8))
    row = HeatRow(name="国家级文化和旅游融合发展示范区管理委员会", cells=cells)
    section = HeatSection(rows=(row,), heading="很长的组名" * 9, detail="说明" * 9)
    sheet = HeatSheet(head=samples.HEAD, columns=("很长的指标名称" * 3,) * 8, sections=(section,))

    # when
    pages = list(figures(sheet))

    # then
    assert len(pages) == 2
    for figure in pages:
        assert_legible(figure)


def test_a_wall_map_is_packed_like_every_picture() -> None:
    (page,) = draw_pages(samples.heat())

    assert page.startswith(b"\x89PNG")
