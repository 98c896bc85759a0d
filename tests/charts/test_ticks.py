"""Marks and labels of an axis."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.ticks import nice_ticks, spread, tick_text


@given(
    st.lists(st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 4)), max_size=30),
)
def test_ticks_are_few_rise_and_begin_below_the_numbers(numbers: list[float]) -> None:
    ticks = nice_ticks(numbers)

    assert 2 <= len(ticks) <= 7
    assert all(one < next_one for one, next_one in pairwise(ticks))
    # A millionth of the span is far less than a pixel.
    span = max(numbers, default=0.0) - min(numbers, default=0.0)
    assert ticks[0] <= min(numbers, default=0.0) + 1e-6 * max(span, abs(ticks[0]))
    assert len({tick_text(tick, ticks) for tick in ticks}) == len(ticks)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([0.0, 10.35], ["0", "5", "10"]),
        ([-3.0, 2.0], ["−4", "−2", "0", "2"]),
        ([0.2, 0.9], ["0.00", "0.25", "0.50", "0.75", "1.00"]),
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
