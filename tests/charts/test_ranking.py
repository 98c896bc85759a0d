"""The ranking picture, read back from its figure."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from matplotlib.figure import Figure

from charts.canvas import Canvas
from charts.drawing import figures
from charts.fonts import MissingGlyph
from charts.ranking import draw_ranking
from charts.sheets.ranking import RankingSheet, Section
from charts.theme import DAY
from tests.charts import samples
from tests.charts.kinds import PACE
from tests.charts.reading import assert_legible, colored_bars, texts_of, words_of


def only(sheet: RankingSheet) -> Figure:
    (figure,) = figures(sheet)
    return figure


@pytest.mark.parametrize("sheet", [samples.usual, samples.awkward])
def test_every_text_is_large_inside_the_picture_and_on_no_other(
    sheet: Callable[[], RankingSheet],
) -> None:
    for figure in figures(sheet()):
        assert_legible(figure)


def test_it_shows_everything_it_is_told_from_top_to_bottom() -> None:
    # given
    sheet = samples.usual()

    # when
    words = words_of(only(sheet))

    # then
    head = sheet.head
    expected = [head.title, head.subtitle, head.stamp, *sheet.footer]
    for tally in sheet.tallies:
        expected += [tally.count, tally.label]
    for section in sheet.sections:
        expected += [section.heading, section.detail, section.pace_label]
        for row in section.rows:
            expected += [row.rank, row.name, row.completion_text, row.gap_text, row.note, row.mark]
    assert [told for told in expected if told and told not in words] == []
    assert head.headline in "".join(words)
    names = [row.name for section in sheet.sections for row in section.rows]
    heights = {text.get_text(): text.get_position()[1] for text in texts_of(only(sheet))}
    assert sorted(names, key=lambda name: heights[name]) == names


def test_a_unit_that_did_not_report_has_no_bar_and_no_number() -> None:
    # given
    section = Section(rows=(samples.unreported("大坪乡"),))

    # when
    figure = only(RankingSheet(head=samples.HEAD, sections=(section,)))

    # then
    assert colored_bars(figure) == []
    assert "未报送" in words_of(figure)


def test_bars_grow_with_the_value_and_stop_at_the_end_of_the_scale() -> None:
    # given
    rows = tuple(samples.row(1, "甲镇", value) for value in (340.0, 180.0, 100.0, 50.0, 1.0))

    # when
    figure = only(RankingSheet(head=samples.HEAD, sections=(Section(rows=rows),)))

    # then
    lengths = sorted((right - left for left, right in colored_bars(figure)), reverse=True)
    assert lengths[0] == lengths[1] > lengths[2] == pytest.approx(2 * lengths[3], rel=0.01)
    assert lengths[3] > lengths[4] > 0


def test_a_value_below_zero_points_the_other_way() -> None:
    # given
    rows = (samples.row(1, "甲镇", 20.0), samples.row(2, "乙镇", -20.0))

    # when
    figure = only(RankingSheet(head=samples.HEAD, sections=(Section(rows=rows),)))

    # then
    below, above = sorted(colored_bars(figure))
    assert below[1] == pytest.approx(above[0])


def test_a_character_without_a_glyph_is_an_error_and_not_a_box() -> None:
    # given
    rows = (samples.row(1, "甲镇🎉", 20.0),)
    sheet = RankingSheet(head=samples.HEAD, sections=(Section(rows=rows),))

    # when / then
    with pytest.raises(MissingGlyph) as error:
        draw_ranking(sheet)
    assert error.value.characters == ("🎉",)


def test_a_rare_character_of_a_name_is_drawn_from_the_complete_font() -> None:
    # given
    rows = (samples.row(1, "䶮堃镕镇", 20.0),)

    # when
    figure = only(RankingSheet(head=samples.HEAD, sections=(Section(rows=rows),)))

    # then
    assert_legible(figure)


def test_a_name_too_long_for_two_lines_ends_in_an_ellipsis() -> None:
    # given
    rows = (samples.row(1, "很长的名称" * 12, 20.0),)

    # when
    words = words_of(only(RankingSheet(head=samples.HEAD, sections=(Section(rows=rows),))))

    # then
    assert any(text.startswith("很长的名称") for text in words)
    assert any(text.endswith("…") for text in words)


@pytest.mark.parametrize(
    ("note", "is_told"), [("拖累：固定资产投资 −3.1", True), ("拖" * 40, False)]
)
def test_what_it_takes_is_told_whole_or_not_at_all(note: str, is_told: bool) -> None:
    # given
    rows = (replace(samples.row(1, "甲镇", 20.0, note=note), needed_text="每周需 0.42 亿元"),)
    section = Section(rows=rows, pace=PACE, pace_label="序时进度 57.5%")

    # when
    figure = only(RankingSheet(head=samples.HEAD, sections=(section,)))

    # then
    assert_legible(figure)
    assert ("每周需 0.42 亿元" in words_of(figure)) is is_told


def test_points_have_the_room_of_gaps_and_are_all_of_one_size() -> None:
    # given
    rows = tuple(
        replace(samples.row(1, "甲镇", value), completion_text=f"{value:.2f} 分", gap_text="")
        for value in (100.0, 73.9)
    )

    # when
    figure = only(RankingSheet(head=samples.HEAD, sections=(Section(rows=rows),)))

    # then
    assert_legible(figure)
    sizes = {text.get_fontsize() for text in texts_of(figure) if text.get_text().endswith("分")}
    assert len(sizes) == 1


def test_a_headline_breaks_where_the_sentence_pauses() -> None:
    # given
    head = replace(
        samples.HEAD, headline="城关街道连续三周领跑全区，临江镇落后序时二十点仍需加力追赶"
    )

    # when
    words = words_of(only(RankingSheet(head=head, sections=())))

    # then
    assert "城关街道连续三周领跑全区，" in words


def test_measured_width_is_the_drawn_width() -> None:
    # given
    canvas = Canvas(200, theme=DAY)

    # when
    width = canvas.text(10, 100, "序时进度 57.5%，城关街道▲2", 36, color=DAY.ink)

    # then
    (text,) = texts_of(canvas.finish())
    assert text.get_window_extent().width == pytest.approx(width, abs=4)
