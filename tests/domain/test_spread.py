"""The usual size of a series."""

from decimal import Decimal

import pytest

from domain.spread import median, spread_of, steps


def test_one_odd_value_moves_neither_middle_nor_scatter() -> None:
    calm = [Decimal(n) for n in (1, 2, 3, 4, 5)]
    odd = [*calm[:-1], Decimal(5000)]

    assert spread_of(calm).median == spread_of(odd).median == Decimal(3)
    assert spread_of(calm).scatter == spread_of(odd).scatter


def test_an_even_count_takes_the_mean_of_the_two_in_the_middle() -> None:
    assert median([Decimal(4), Decimal(1), Decimal(3), Decimal(2)]) == Decimal("2.5")


def test_an_empty_series_has_no_middle() -> None:
    with pytest.raises(ValueError, match="empty"):
        median([])


def test_steps_are_the_increments() -> None:
    assert steps([Decimal(1), Decimal(3), Decimal(2)]) == [Decimal(2), Decimal(-1)]
