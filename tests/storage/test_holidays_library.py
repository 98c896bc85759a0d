from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from domain.workdays import DayKind
from storage.holidays_library import known_workdays

LIBRARY = known_workdays()


def test_the_spring_festival_of_2026_is_off_and_made_up_for() -> None:
    assert [day for day in _days(2026) if LIBRARY.name_of(day) == "春节"] == [
        date(2026, 2, 14),
        *(date(2026, 2, n) for n in range(15, 24)),
        date(2026, 2, 28),
    ]
    assert LIBRARY.is_workday(date(2026, 2, 14))
    assert not LIBRARY.is_workday(date(2026, 2, 23))
    assert LIBRARY.is_workday(date(2026, 2, 28))


@pytest.mark.parametrize("year", range(2012, 2027))
def test_two_libraries_agree_on_every_workday(year: int) -> None:
    other = holidays.country_holidays("CN", years=year)

    assert [day for day in _days(year) if LIBRARY.is_workday(day)] == [
        day for day in _days(year) if other.is_working_day(day)
    ]


def test_every_special_day_has_a_chinese_name() -> None:
    assert {special.name for special in LIBRARY.special.values()} >= {"元旦", "春节", "国庆节"}
    assert all(special.name and not special.name.isascii() for special in LIBRARY.special.values())


def test_no_day_is_called_special_without_need() -> None:
    made_up = [day for day, special in LIBRARY.special.items() if special.kind is DayKind.WORK]

    assert all(day.weekday() >= 5 for day in made_up)


def test_a_year_without_a_notice_is_provisional_and_never_an_error() -> None:
    unknown = max(LIBRARY.covered) + 1

    with pytest.raises(NotImplementedError):
        chinese_calendar.is_workday(date(unknown, 10, 1))

    assert LIBRARY.is_provisional(date(unknown, 10, 1))
    assert not LIBRARY.is_provisional(date(unknown - 1, 10, 1))
    assert LIBRARY.uncovered([unknown, unknown - 1]) == (unknown,)
    assert sum(LIBRARY.is_workday(day) for day in _days(unknown)) in (260, 261, 262)


def _days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [day for n in range(366) if (day := first + timedelta(days=n)).year == year]
