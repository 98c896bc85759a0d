"""Pages of a long ranking."""

from collections.abc import Callable
from itertools import chain

import pytest

from charts.pages import ALBUM, paginate
from charts.sheets.ranking import RankingSheet
from tests.charts import samples


@pytest.mark.parametrize(("count", "pages"), [(3, 1), (20, 1), (24, 1), (25, 2), (80, 4), (300, 9)])
def test_pages_are_few_and_evenly_filled(count: int, pages: int) -> None:
    # when
    divided = paginate(samples.crowd(count))

    # then
    filled = [sum(len(section.rows) for section in page.sections) for page in divided]
    assert len(divided) == pages <= ALBUM
    assert sum(filled) == count
    assert max(filled) - min(filled) <= 1


@pytest.mark.parametrize("sheet", [samples.usual, samples.eighty, samples.three_hundred])
def test_no_row_is_lost_or_moved(sheet: Callable[[], RankingSheet]) -> None:
    # given
    whole = sheet()

    # when
    pages = paginate(whole)

    # then
    rows = [row for page in pages for section in page.sections for row in section.rows]
    assert rows == list(chain.from_iterable(section.rows for section in whole.sections))


def test_groups_stay_whole_where_they_fit() -> None:
    # when
    pages = paginate(samples.crowd(80, groups=4))

    # then
    assert [[section.heading for section in page.sections] for page in pages] == [
        ["第1组"],
        ["第2组"],
        ["第3组"],
        ["第4组"],
    ]


def test_each_page_carries_its_number_its_heading_and_the_same_scale() -> None:
    # when
    pages = paginate(samples.eighty())

    # then
    assert [page.head.page for page in pages] == ["1/4", "2/4", "3/4", "4/4"]
    assert {page.sections[0].heading for page in pages} == {"第1组"}
    assert len({page.scale for page in pages}) == 1
    assert {page.head.stamp for page in pages} == {"调度数据"}


def test_the_story_is_told_once() -> None:
    # when
    first, *others = paginate(samples.eighty())

    # then
    assert first.head.headline
    assert first.tallies
    assert not any(page.head.headline or page.tallies for page in others)


def test_three_groups_of_eight_with_reasons_make_one_picture() -> None:
    assert len(paginate(samples.crowd(24, groups=3))) == 1
