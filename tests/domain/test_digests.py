"""When supervisors are told about their day."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.digests import DigestTime, is_digested, is_told
from domain.people import Person, Role
from domain.workdays import DayKind, SpecialDay, Workdays

SHANGHAI = ZoneInfo("Asia/Shanghai")
EVENING = DigestTime(time(17, 30))
WEEKEND_WORK = Workdays({date(2026, 3, 7): SpecialDay(DayKind.WORK, "调休")})


def at(day: int, hour: int) -> datetime:
    """An instant of March 2026 by the district's clock."""
    return datetime(2026, 3, day, hour, tzinfo=SHANGHAI).astimezone(UTC)


def days(found: object) -> list[int]:
    return [one.day.day for one in found]  # type: ignore[attr-defined]  # digests, in a tuple


def test_it_comes_on_workdays_at_its_hour() -> None:
    found = EVENING.between(at(5, 18), at(10, 18), Workdays(), SHANGHAI)

    assert days(found) == [6, 9, 10]
    assert found[0].at == datetime(2026, 3, 6, 9, 30, tzinfo=UTC)


def test_a_make_up_day_has_one_too() -> None:
    assert days(EVENING.between(at(6, 18), at(8, 23), WEEKEND_WORK, SHANGHAI)) == [7]


def test_its_own_instant_is_the_end_of_a_span_and_not_its_beginning() -> None:
    own = datetime(2026, 3, 6, 9, 30, tzinfo=UTC)

    assert days(EVENING.between(at(6, 9), own, Workdays(), SHANGHAI)) == [6]
    assert EVENING.between(own, at(6, 23), Workdays(), SHANGHAI) == ()


def test_without_an_hour_there_is_none() -> None:
    assert DigestTime().between(at(1, 0), at(31, 0), Workdays(), SHANGHAI) == ()


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ({Role.SUPERVISOR}, True),
        ({Role.SUPERVISOR, Role.CADRE}, True),
        ({Role.SUPERVISOR, Role.LEADER}, False),
        ({Role.LEADER}, False),
        ({Role.CADRE}, False),
    ],
)
def test_it_is_for_supervisors_who_do_not_see_everything_anyway(
    roles: set[Role], expected: bool
) -> None:
    person = Person("p", "某某", "", "u", frozenset(roles))

    assert is_told(person) is expected
    assert is_digested(EVENING, person) is expected
    assert is_digested(DigestTime(), person) is False
