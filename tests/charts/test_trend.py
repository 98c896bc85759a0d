"""The trend, read back from its figure, and the arithmetic behind it."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.drawing import draw_pages, figures
from charts.sheets import TrendSeries, TrendSheet
from charts.trend import nice_ticks, spread, tick_text
from tests.charts import samples
from tests.charts.reading import assert_legible, texts_of, words_of


@pytest.mark.parametrize("sheet", [samples.trend(), samples.trends()])
def test_every_text_is_large_inside_the_picture_and_on_no_other(sheet: TrendSheet) -> None:
    (figure,) = figures(sheet)

    assert_legible(figure)


def test_the_last_values_are_spelled_out() -> None:
    # given
    sheet = samples.trends()

    # when
    (figure,) = figures(sheet)

    # then
    words = words_of(figure)
    assert {series.name for series in sheet.series} <= set(words)
    assert {series.last_text for series in sheet.series} <= set(words)


def test_names_stand_in_the_order_of_the_last_values() -> None:
    # given
    sheet = samples.trends()

    # when
    (figure,) = figures(sheet)

    # then
    heights = {text.get_text(): text.get_position()[1] for text in texts_of(figure)}
    names = [series.name for series in sheet.series]
    assert sorted(names, key=lambda name: heights[name]) == names


@pytest.mark.parametrize(
    "values",
    [
        (),
        (None, None),
        (5.0,),
        (3.0, 3.0, 3.0),
        (-5.0, 2.0, -1.0),
        (0.0, 0.0),
        (98_765_432.1, 98_765_433.2),
        (None, 1.0, None, 2.0, None),
        (5.0, 1.0),
    ],
)
def test_any_history_can_be_drawn(values: tuple[float | None, ...]) -> None:
    # given
    series = TrendSeries(name="投资", values=values, last_text="6.62 亿元")
    periods = tuple(f"第{week}周" for week in range(len(values)))
    sheet = replace(samples.trend(), periods=periods, series=(series,), plan=values)

    # when
    (figure,) = figures(sheet)

    # then
    assert_legible(figure)


def test_a_year_of_weeks_keeps_its_labels_apart() -> None:
    # given
    series = TrendSeries(name="投资", values=tuple(float(week) for week in range(60)))
    sheet = replace(
        samples.trend(), periods=tuple(f"{week}周" for week in range(60)), series=(series,), plan=()
    )

    # when
    (figure,) = figures(sheet)

    # then
    assert_legible(figure)
    assert "59周" in words_of(figure)


def test_sixteen_lines_keep_their_names_apart() -> None:
    # given
    series = tuple(
        TrendSeries(name=f"第{n}号单位", values=(1.0, 2.0 + n / 100), last_text="2.0%")
        for n in range(16)
    )
    sheet = TrendSheet(head=samples.HEAD, periods=("1/9", "1/16"), series=series)

    # when
    (figure,) = figures(sheet)

    # then
    assert_legible(figure)


def test_a_trend_is_packed_like_every_picture() -> None:
    (page,) = draw_pages(samples.trends())

    assert page.startswith(b"\x89PNG")


@given(
    st.lists(st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 4)), max_size=30),
)
def test_ticks_are_few_rise_and_begin_below_the_numbers(numbers: list[float]) -> None:
    ticks = nice_ticks(numbers)

    assert 2 <= len(ticks) <= 7
    assert all(one < next_one for one, next_one in pairwise(ticks))
    assert ticks[0] <= min(numbers, default=0.0) + 1e-6 * abs(min(numbers, default=0.0))
    assert len({tick_text(tick, ticks) for tick in ticks}) == len(ticks)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([0.0, 10.35], ["0", "5", "10"]),
        ([-3.0, 2.0], ["−4", "−2", "0", "2"]),
        ([0.2, 0.9], ["0.00", "0.25", "0.50", "0.75"]),
        ([12_000.0, 1_000.0], ["0", "5,000", "10,000"]),
    ],
)
def test_ticks_are_round(numbers: list[float], words: list[str]) -> None:
    ticks = nice_ticks(numbers)

    assert [tick_text(tick, ticks) for tick in ticks] == words


@given(st.lists(st.floats(0, 500), max_size=12).map(sorted))
def test_labels_are_moved_apart_and_stay_within_bounds(wanted: list[float]) -> None:
    places = spread(wanted, step=40, low=0, high=500)

    assert all(-1e-6 <= place <= 500 + 1e-6 for place in places)
    assert all(after - before >= 40 - 1e-6 for before, after in pairwise(places))
