from datetime import UTC, datetime, timedelta

import pytest

from domain.periods import Period
from domain.windows import Timing, Window

DAY = datetime(2026, 3, 6, tzinfo=UTC)
WINDOW = Window(
    Period.parse("2026-W10"),
    opens=DAY - timedelta(days=4),
    prompt=DAY - timedelta(days=1),
    due=DAY + timedelta(hours=8),
    grace_end=DAY + timedelta(hours=10),
    lock=DAY + timedelta(days=3),
)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("at", "timing"),
    [
        (WINDOW.opens, Timing.ON_TIME),
        (WINDOW.due, Timing.ON_TIME),
        (WINDOW.due + SECOND, Timing.GRACE),
        (WINDOW.grace_end, Timing.GRACE),
        (WINDOW.grace_end + SECOND, Timing.LATE),
        (WINDOW.lock - SECOND, Timing.LATE),
        (WINDOW.lock, Timing.LOCKED),
    ],
)
def test_a_number_is_timed_to_the_second(at: datetime, timing: Timing) -> None:
    assert WINDOW.timing(at) is timing


def test_the_grace_counts_as_in_time() -> None:
    assert [t for t in Timing if t.is_in_time] == [Timing.ON_TIME, Timing.GRACE]


def test_the_window_closes_at_the_lock_itself() -> None:
    assert WINDOW.is_open(WINDOW.opens)
    assert WINDOW.is_open(WINDOW.lock - SECOND)
    assert not WINDOW.is_open(WINDOW.lock)
    assert not WINDOW.is_open(WINDOW.opens - SECOND)
