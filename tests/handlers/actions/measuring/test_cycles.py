"""Settings that change while the bot is down: what was asked for goes on as it was told."""

from datetime import UTC, datetime

import pytest

from bot.config import Config
from bot.sections.cycle import CycleSection, WeekSection
from domain.periods import Period
from handlers.actions.measuring import cycles, recalling
from handlers.deps import Deps
from storage.database import Database
from tests.endtoend.desk import Desk, seated

W10, W11 = Period.parse("2026-W10"), Period.parse("2026-W11")
THURSDAY = datetime(2026, 3, 5, 4, tzinfo=UTC)  # everybody has been asked for the tenth week
LATER = Config(cycle=CycleSection(week=WeekSection(due="fri 17:00")))


def due(deps: Deps, period: Period) -> str:
    return deps.schedule.window_of(period).due.astimezone(deps.schedule.zone).strftime("%H:%M")


@pytest.fixture
async def desk(sqlite_db: Database) -> Desk:
    desk = await seated(sqlite_db, at=THURSDAY)
    assert await cycles.adopt(desk.deps)
    return desk


async def restarted(desk: Desk, config: Config) -> None:
    desk.deps.schedule = config.schedule(desk.deps.schedule.workdays)
    desk.deps.theme = config.charts.theme
    await recalling.keep_settings(desk.deps)
    await cycles.adopt(desk.deps)


async def test_the_running_week_keeps_its_due_time_and_the_next_has_the_new_one(
    desk: Desk,
) -> None:
    await restarted(desk, LATER)

    assert (due(desk.deps, W10), due(desk.deps, W11)) == ("16:00", "17:00")


async def test_the_same_settings_are_adopted_once(desk: Desk) -> None:
    assert not await cycles.adopt(desk.deps)
    assert len(desk.deps.schedule.book.versions) == 1


async def test_a_verb_keeps_time_by_the_versions_and_by_what_is_configured_since(
    desk: Desk,
) -> None:
    desk.deps.schedule = LATER.schedule(desk.deps.schedule.workdays)

    await cycles.take_over(desk.deps)

    assert (due(desk.deps, W10), due(desk.deps, W11)) == ("16:00", "17:00")
    assert await cycles.adopt(desk.deps)


async def test_looking_back_goes_by_the_settings_of_then(desk: Desk) -> None:
    await recalling.keep_settings(desk.deps)
    desk.wait_until(datetime(2026, 3, 6, 4, tzinfo=UTC))
    moved = Config(
        calendar={"timezone": "Asia/Urumqi"},  # type: ignore[arg-type]  # pydantic makes it one
        charts={"theme": "night"},  # type: ignore[arg-type]
        cycle=LATER.cycle,
    )
    await restarted(desk, moved)

    then = await recalling.as_known(desk.deps, THURSDAY)

    assert (then.theme, desk.deps.theme) == ("day", "night")
    assert (then.schedule.zone.key, desk.deps.schedule.zone.key) == (
        "Asia/Shanghai",
        "Asia/Urumqi",
    )
    assert due(then, W11) == "16:00"
    assert due(desk.deps, W11) == "17:00"
