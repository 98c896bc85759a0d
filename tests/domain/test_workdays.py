from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.workdays import DayKind, SpecialDay, Workdays

# May 2026: 1 (Friday) to 5 are off, Saturday 9 is worked.
MAY = Workdays(
    {date(2026, 5, n): SpecialDay(DayKind.OFF, "劳动节") for n in range(1, 6)}
    | {date(2026, 5, 9): SpecialDay(DayKind.WORK, "劳动节")},
    covered=frozenset({2026}),
)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
calendars = st.dictionaries(
    days, st.builds(SpecialDay, st.sampled_from(DayKind), st.sampled_from(["", "春节"]))
).map(Workdays)


@pytest.mark.parametrize(
    ("day", "is_workday"),
    [
        (date(2026, 4, 30), True),
        (date(2026, 5, 1), False),
        (date(2026, 5, 2), False),
        (date(2026, 5, 6), True),
        (date(2026, 5, 9), True),
        (date(2026, 5, 10), False),
    ],
)
def test_special_days_go_before_weekdays(day: date, is_workday: bool) -> None:
    assert MAY.is_workday(day) is is_workday


def test_the_next_and_the_previous_workday_step_over_a_holiday() -> None:
    assert MAY.next_workday(date(2026, 5, 1), inclusive=True) == date(2026, 5, 6)
    assert MAY.next_workday(date(2026, 5, 6), inclusive=True) == date(2026, 5, 6)
    assert MAY.next_workday(date(2026, 5, 6), inclusive=False) == date(2026, 5, 7)
    assert MAY.previous_workday(date(2026, 5, 5), inclusive=True) == date(2026, 4, 30)
    assert MAY.previous_workday(date(2026, 5, 11), inclusive=False) == date(2026, 5, 9)
    assert MAY.nth_workday_after(date(2026, 4, 30), 3) == date(2026, 5, 8)


def test_the_workdays_of_a_span_include_both_ends() -> None:
    assert MAY.workdays_between(date(2026, 4, 30), date(2026, 5, 9)) == (
        date(2026, 4, 30),
        date(2026, 5, 6),
        date(2026, 5, 7),
        date(2026, 5, 8),
        date(2026, 5, 9),
    )
    assert MAY.workdays_between(date(2026, 5, 9), date(2026, 5, 8)) == ()


def test_a_holiday_has_a_name_and_an_ordinary_day_none() -> None:
    assert MAY.name_of(date(2026, 5, 1)) == "劳动节"
    assert MAY.name_of(date(2026, 5, 9)) == "劳动节"
    assert MAY.name_of(date(2026, 5, 16)) is None


def test_a_correction_wins_and_the_rest_stays() -> None:
    corrected = MAY.corrected({date(2026, 5, 1): SpecialDay(DayKind.WORK)})

    assert corrected.is_workday(date(2026, 5, 1))
    assert not corrected.is_workday(date(2026, 5, 4))
    assert not MAY.is_workday(date(2026, 5, 1))


def test_a_year_without_data_is_provisional() -> None:
    assert MAY.is_provisional(date(2027, 5, 3))
    assert MAY.is_workday(date(2027, 5, 3))
    assert not MAY.is_provisional(date(2026, 5, 3))
    assert MAY.uncovered([2028, 2026, 2027, 2027]) == (2027, 2028)


def test_a_calendar_without_workdays_is_a_mistake() -> None:
    first = date(2026, 1, 1)
    idle = Workdays({first + timedelta(days=n): SpecialDay(DayKind.OFF) for n in range(500)})

    with pytest.raises(ValueError, match="no workday"):
        idle.next_workday(first, inclusive=True)


@given(calendars, days)
def test_next_and_previous_meet_each_other(calendar: Workdays, day: date) -> None:
    later = calendar.next_workday(day, inclusive=False)

    assert later > day
    assert calendar.is_workday(later)
    assert calendar.workdays_between(day + timedelta(days=1), later) == (later,)
    assert calendar.previous_workday(later, inclusive=False) == calendar.previous_workday(
        day, inclusive=True
    )
