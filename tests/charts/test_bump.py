"""The movement of ranks, read back from its figure."""

import pytest

from charts.drawing import draw_pages, figures
from charts.pages import paginate_bump
from charts.sheets.bump import BumpLine, BumpSection, BumpSheet
from tests.charts import samples
from tests.charts.reading import assert_legible, texts_of, words_of


def test_every_text_is_large_inside_the_picture_and_on_no_other() -> None:
    (figure,) = figures(samples.bump())

    assert_legible(figure)


def test_names_stand_in_the_order_given_with_their_rank_now() -> None:
    # given
    sheet = samples.bump()

    # when
    (figure,) = figures(sheet)

    # then
    heights = {text.get_text(): text.get_position()[1] for text in texts_of(figure)}
    for section in sheet.sections:
        names = [line.name for line in section.lines]
        drawn = [name for name in names if name in heights]
        assert sorted(drawn, key=lambda name: heights[name]) == drawn
    ranks = [str(line.ranks[-1]) for line in sheet.sections[0].lines]
    assert [rank for rank in ranks if rank not in words_of(figure)] == []


@pytest.mark.parametrize("count", [3, 20, 80, 300])
def test_long_groups_are_paged_and_nobody_is_lost(count: int) -> None:
    # given
    sheet = samples.bump_crowd(count)

    # when
    pages = paginate_bump(sheet)

    # then
    shown = [section.shown or 0 for page in pages for section in page.sections]
    assert sum(shown) == count


@pytest.mark.parametrize("ranks", [(), (1,), (None, None), (1, None, 1), (None, 1), (1, None)])
def test_any_history_can_be_drawn(ranks: tuple[int | None, ...]) -> None:
    # given
    section = BumpSection(lines=(BumpLine(name="甲镇", ranks=ranks),))
    periods = samples.WEEKS[: len(ranks)]

    # when
    (figure,) = figures(BumpSheet(head=samples.HEAD, periods=periods, sections=(section,)))

    # then
    assert_legible(figure)


def test_a_movement_is_packed_like_every_picture() -> None:
    (page,) = draw_pages(samples.bump())

    assert page.startswith(b"\x89PNG")
