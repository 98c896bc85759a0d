"""Nobody is written to at night or on a day off."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quiet import QuietHours
from domain.workdays import DayKind, SpecialDay, Workdays

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)
NIGHT = QuietHours(time(20), time(8), SHANGHAI)
MARCH = Workdays(
    {
        date(2026, 3, 9): SpecialDay(DayKind.OFF, "校庆"),
        date(2026, 3, 14): SpecialDay(DayKind.WORK, "校庆"),
    }
)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


@pytest.mark.parametrize(
    ("ready", "leaves"),
    [
        (local(5, 9), local(5, 9)),
        (local(5, 19, 59), local(5, 19, 59)),
        (local(5, 20), local(6, 8)),
        (local(5, 23, 30), local(6, 8)),
        (local(6, 0), local(6, 8)),
        (local(6, 7, 59), local(6, 8)),
        (local(6, 8), local(6, 8)),
        (local(6, 20), local(10, 8)),
        (local(7, 7), local(10, 8)),
        (local(8, 12), local(10, 8)),
        (local(9, 9), local(10, 8)),
        (local(13, 21), local(14, 8)),
        (local(14, 9), local(14, 9)),
    ],
)
def test_what_is_ready_at_night_or_on_a_day_off_leaves_on_the_next_working_morning(
    ready: datetime, leaves: datetime
) -> None:
    assert NIGHT.leaves_at(ready, MARCH) == leaves


def test_quiet_hours_within_a_day_end_the_same_day() -> None:
    noon = QuietHours(time(12), time(14), SHANGHAI)

    assert noon.leaves_at(local(5, 12, 30), MARCH) == local(5, 14)
    assert noon.leaves_at(local(5, 14), MARCH) == local(5, 14)


def test_equal_times_mean_no_quiet_hours() -> None:
    never = QuietHours(time(0), time(0), SHANGHAI)

    assert never.leaves_at(local(5, 3), MARCH) == local(5, 3)


@given(
    at=st.integers(0, 500_000).map(lambda minutes: NEW_YEAR + minutes * A_MINUTE),
    hours=st.tuples(st.times(), st.times()),
)
def test_what_may_leave_leaves_at_once_in_working_time_and_never_earlier(
    at: datetime, hours: tuple[time, time]
) -> None:
    quiet = QuietHours(*hours, SHANGHAI)

    leaves = quiet.leaves_at(at, MARCH)

    assert leaves >= at
    assert quiet.leaves_at(leaves, MARCH) == leaves
    assert MARCH.is_workday(leaves.astimezone(SHANGHAI).date())
