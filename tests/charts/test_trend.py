"""The trend, read back from its figure, and the arithmetic behind it."""

from dataclasses import replace

import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from charts.drawing import draw_pages, figures
from charts.plot import heights
from charts.sheets.trend import PlanStep, TrendAhead, TrendSeries, TrendSheet
from tests.charts import samples
from tests.charts.reading import assert_legible, texts_of, words_of
from tests.charts.samples import WEEKS


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


def test_many_lines_are_divided_and_keep_their_names_apart() -> None:
    # given
    series = tuple(
        TrendSeries(name=f"第{n}号单位", values=(1.0, 2.0 + n / 100), last_text="2.0%")
        for n in range(20)
    )
    sheet = TrendSheet(head=samples.HEAD, periods=("1/9", "1/16"), series=series)

    # when
    pages = list(figures(sheet))

    # then
    assert len(pages) == 2
    for figure in pages:
        assert_legible(figure)


def test_a_trend_is_packed_like_every_picture() -> None:
    (page,) = draw_pages(samples.trends())

    assert page.startswith(b"\x89PNG")


def test_where_another_plan_begins_the_old_one_ends() -> None:
    whole = replace(samples.trend(), plan=(1, 2, 3, 4, 5, 8, 9, 10))
    sheet = replace(whole, steps=(PlanStep(at=4.5, before=5.5, after=7.5),))
    (smooth,), (kinked,) = figures(whole), figures(sheet)

    assert _upright(smooth) == set()
    assert len(_upright(kinked)) == 1  # one place along the weeks, at which the two are joined
    assert_legible(kinked)


AHEAD = TrendAhead(
    place=9.5,
    day_text="3月31日",
    target=12.4,
    target_text="目标 12.40",
    plan=((7, 10.35), (9.5, 12.4)),
    start=7,
    value=6.62,
    low=7.1,
    middle=8.4,
    high=9.7,
    middle_text="预计 8.40",
)


def test_the_line_goes_on_to_the_target_s_day_with_what_is_expected_there() -> None:
    (figure,) = figures(replace(samples.trend(), ahead=AHEAD))

    at = {text.get_text(): text.get_position() for text in texts_of(figure)}
    assert at["目标 12.40"][1] < at["预计 8.40"][1]
    assert at["3月31日"][0] > at["3/6"][0]
    assert_legible(figure)


def test_periods_lie_where_their_time_is() -> None:
    sheet = replace(samples.trend(), periods=WEEKS[:3], places=(0, 1, 3))
    series = replace(sheet.series[0], values=(1.0, 2.0, 3.0))

    (figure,) = figures(replace(sheet, series=(series,), plan=()))

    first, second, third = sorted(
        text.get_position()[0] for text in texts_of(figure) if text.get_text() in WEEKS
    )
    assert third - second == pytest.approx(2 * (second - first))


def test_a_line_is_highest_and_lowest_between_two_places_wherever_its_points_are() -> None:
    line = [(0.0, 500.0), (40.0, 100.0), (80.0, 400.0), (90.0, 390.0)]

    assert heights(line, 30, 90) == (100, 400)
    assert heights(line, 50, 60) == (175, 250)
    assert heights(line, 200, 300) == (390, 390)


def _upright(figure: Figure) -> set[float]:
    """Where along the weeks something is stroked straight up."""
    strokes = [
        stroke
        for axes in figure.axes
        for lines in axes.collections
        if isinstance(lines, LineCollection)
        for stroke in lines.get_segments()
    ]
    return {
        round(float(stroke[0][0]), 3)
        for stroke in strokes
        if len(stroke) == 2 and stroke[0][0] == stroke[1][0]
    }
