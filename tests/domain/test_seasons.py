"""Which earlier periods stand where one does."""

from datetime import date
from decimal import Decimal

import pytest

from domain.periods import Period
from domain.seasons import FESTIVALS, Step, steps_there, worth_knowing
from storage.holidays_library import known_workdays


def there(period: str, *past: str) -> set[str]:
    """The keys looked at, of those that hold a value."""
    return set(worth_knowing(Period.parse(period), dict.fromkeys(past, Decimal(1))))


@pytest.mark.parametrize(
    ("period", "place"),
    [
        ("2026-W20", "2025-W20"),
        ("2026-W52", "2025-W52"),  # the end of the year
        ("2026-W08", "2025-W05"),  # the week of the Spring Festival
        ("2026-W09", "2025-W06"),  # the one after it
        ("2026-W26", "2026-W13"),  # the end of a quarter
        ("2026-W13", "2025-W26"),
        ("2026-M02", "2025-M02"),
        ("2026-M06", "2026-M03"),
        ("2026-M12", "2024-M12"),
        ("2026-Q4", "2025-Q4"),
    ],
)
def test_a_period_has_its_place_in_earlier_years_and_quarters(period: str, place: str) -> None:
    assert there(period, place) == {place}


@pytest.mark.parametrize(
    ("period", "place"),
    [
        ("2026-W05", "2025-W05"),  # the festival of that year, three weeks before this one
        ("2026-W20", "2025-W24"),
        ("2026-M05", "2026-M04"),
        ("2026-Q4", "2025-Q3"),
    ],
)
def test_what_lies_elsewhere_in_the_year_says_nothing(period: str, place: str) -> None:
    assert there(period, place) == set()


def test_a_step_begins_at_the_value_before_within_its_year() -> None:
    past = {"2024-M12": Decimal(90), "2025-M02": Decimal(8), "2025-M03": Decimal(20)}

    assert steps_there(Period.parse("2026-M02"), past) == (Step(None, Decimal(8)),)
    assert steps_there(Period.parse("2026-M03"), past)[-1] == Step(Decimal(8), Decimal(20))


def test_the_festivals_are_those_of_the_holiday_notices() -> None:
    days = known_workdays().special
    known = [year for year in FESTIVALS if date(year, 5, 1) in days]

    assert len(known) > 5
    assert all(days[FESTIVALS[year]].name == "春节" for year in known)
