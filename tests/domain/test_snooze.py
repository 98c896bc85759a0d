"""A reminder is put off within working hours, and never past the due time."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quiet import QuietHours
from domain.snooze import Later, choices
from domain.workdays import Workdays

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOURS = QuietHours(time(20), time(8), SHANGHAI)
HOUR, TODAY, MORNING = Later.HOUR, Later.TODAY, Later.MORNING


def march(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "due", "offered"),
    [
        # Friday's two reminders of a week that is due at four.
        (march(6, 9), march(6, 16), {HOUR: march(6, 10), TODAY: march(6, 15, 30)}),
        (march(6, 14, 30), march(6, 16), {HOUR: march(6, 15, 30)}),
        (march(6, 15, 1), march(6, 16), {TODAY: march(6, 15, 30)}),
        (march(6, 15, 20), march(6, 16), {}),
        (march(6, 17), march(6, 16), {}),
        # A month that is due tomorrow at noon.
        (
            march(3, 9),
            march(4, 12),
            {HOUR: march(3, 10), TODAY: march(3, 16), MORNING: march(4, 9)},
        ),
        (march(3, 15, 30), march(4, 12), {HOUR: march(3, 16, 30), MORNING: march(4, 9)}),
        (march(3, 19, 30), march(4, 12), {MORNING: march(4, 9)}),
        # Over a weekend the next morning is Monday's.
        (march(6, 15, 30), march(10, 12), {HOUR: march(6, 16, 30), MORNING: march(9, 9)}),
    ],
)
def test_the_times_offered(now: datetime, due: datetime, offered: dict[Later, datetime]) -> None:
    assert choices(now, due=due, hours=HOURS, workdays=Workdays()) == offered


@given(
    now=st.integers(0, 300_000).map(lambda m: march(1, 0) + timedelta(minutes=m)),
    ahead=st.integers(-10_000, 20_000).map(lambda m: timedelta(minutes=m)),
)
def test_no_choice_is_past_the_due_time_or_outside_working_hours(
    now: datetime, ahead: timedelta
) -> None:
    offered = choices(now, due=now + ahead, hours=HOURS, workdays=Workdays())

    instants = list(offered.values())
    assert instants == sorted(set(instants))
    assert all(now < at < now + ahead for at in instants)
    assert all(HOURS.leaves_at(at, Workdays()) == at for at in instants)
