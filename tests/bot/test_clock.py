"""Time, read once and moved on purpose only."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock, wall_time

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def test_the_wall_time_is_aware_utc() -> None:
    assert wall_time().utcoffset() == timedelta(0)


def test_a_clock_moved_ahead_runs_on_from_there() -> None:
    real = NOON
    clock = Clock(lambda: real)
    clock.advance_to(NOON + timedelta(days=7))

    real = NOON + timedelta(minutes=5)

    assert clock.now() == NOON + timedelta(days=7, minutes=5)


def test_two_moves_add_up() -> None:
    clock = Clock(lambda: NOON)
    clock.advance_to(NOON + timedelta(days=1))

    clock.advance_to(NOON + timedelta(days=2))

    assert clock.now() == NOON + timedelta(days=2)


@pytest.mark.parametrize("instant", [NOON - timedelta(seconds=1), NOON.replace(tzinfo=None)])
def test_a_clock_does_not_run_backwards_nor_without_a_zone(instant: datetime) -> None:
    clock = Clock(lambda: NOON)

    with pytest.raises(ValueError, match=r"zone|backwards"):
        clock.advance_to(instant)

    assert clock.now() == NOON
