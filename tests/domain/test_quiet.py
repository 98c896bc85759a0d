"""Nobody is written to at night."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from domain.quiet import QuietHours

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT = QuietHours(time(20), time(8), SHANGHAI)


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
    ],
)
def test_what_is_ready_at_night_leaves_in_the_morning(ready: datetime, leaves: datetime) -> None:
    assert NIGHT.leaves_at(ready) == leaves


def test_quiet_hours_within_a_day_end_the_same_day() -> None:
    noon = QuietHours(time(12), time(14), SHANGHAI)

    assert noon.leaves_at(local(5, 12, 30)) == local(5, 14)
    assert noon.leaves_at(local(5, 14)) == local(5, 14)


def test_equal_times_mean_no_quiet_hours() -> None:
    never = QuietHours(time(0), time(0), SHANGHAI)

    assert never.leaves_at(local(5, 3)) == local(5, 3)
