"""Numbers of slower rhythms: named out of their time, asked in it."""

from datetime import UTC, datetime

import pytest

from domain.errors import NotOpenYet
from tests.endtoend.desk import Desk
from tests.handlers.actions.rosters import gdp, power_by_month, reimport

APRIL = datetime(2026, 4, 8, 2, tzinfo=UTC)
MARCH = datetime(2026, 3, 3, 2, tzinfo=UTC)
"""The second workday of March: January and February are asked together."""


async def test_gdp_in_the_tenth_week_is_not_taken_for_anything_else(desk: Desk) -> None:
    await reimport(desk, gdp)

    with pytest.raises(NotOpenYet) as refused:
        await desk.says("asha", "GDP 45")

    assert (refused.value.item, refused.value.following) == ("地区生产总值", "2026-Q1")
    assert await desk.stands() == {}


async def test_a_message_about_something_else_is_not_disturbed(desk: Desk) -> None:
    await reimport(desk, gdp, power_by_month)

    await desk.says("asha", "投资 13.5 零售 8.2")

    assert await desk.stands() == {"fai": "13.5", "ret": "8.2"}


async def test_gdp_is_asked_after_the_quarter_for_the_quarter(desk: Desk) -> None:
    await reimport(desk, gdp)
    desk.wait_until(APRIL)

    await desk.says("asha", "GDP 45")

    assert await desk.stands(period="2026-Q1") == {"gdp": "45"}


async def test_the_first_monthly_slot_holds_january_and_february(desk: Desk) -> None:
    await reimport(desk, power_by_month)
    desk.wait_until(MARCH)

    outcome = await desk.says("asha", "用电 1480 社零增速 4.6%")

    assert {s.item.window.period.key for s in outcome.saved} == {"2026-M02"}
    assert await desk.stands(period="2026-M02") == {"ele": "1480", "rgr": "4.6"}


async def test_of_a_rate_the_distance_to_its_target_is_told_in_points(desk: Desk) -> None:
    await reimport(desk, power_by_month)
    desk.wait_until(MARCH)

    outcome = await desk.says("asha", "用电 1480 社零增速 4.6%")

    power, growth = (one.item.progress(desk.deps.yardstick) for one in outcome.saved)
    assert power.completion is not None
    assert power.target == 1500
    assert growth.completion is None
    assert f"{growth.gap}" == "-0.4"
