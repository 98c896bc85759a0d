"""The bot away over its clocks, or its clock put wrong: each is asked once, if it is of use."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.config import Config
from bot.sections.campaign import CalendarSection
from bot.sections.cycle import CycleSection, WeekSection
from domain.workdays import DayKind, SpecialDay
from sandbox.phone import Phone
from sandbox.seen import Seen
from storage import holidays
from tests.endtoend.town import MONDAY_PUSH, THURSDAY, THURSDAY_EARLY, Town, founded

AN_HOUR = timedelta(hours=1)
BERLIN = "Europe/Berlin"


@pytest.mark.parametrize("hours", [1, 3, 8, 30])
async def test_a_prompt_missed_while_down_is_sent_once_and_nothing_beside_it(
    morning: Town, hours: int
) -> None:
    await morning.stop()
    await morning.sleep_until(THURSDAY_EARLY + hours * AN_HOUR)

    await morning.start()
    await morning.restart()

    for phone in (morning.asha, morning.chidi):
        (card,) = await morning.new_messages(phone)
        assert "第10周" in card


async def test_a_prompt_too_late_to_be_of_use_is_left_out_and_the_ranking_still_comes(
    morning: Town,
) -> None:
    await morning.stop()
    await morning.sleep_until(MONDAY_PUSH + AN_HOUR)

    await morning.start()
    await morning.restart()

    assert await morning.new_messages(morning.asha) == []
    *pictures, words = await morning.new_messages(morning.board)
    assert "第10周" in pictures[0]
    assert "第10周简报" in words


async def test_after_two_weeks_away_only_what_is_current_is_sent(morning: Town) -> None:
    await morning.stop()
    await morning.sleep_until(THURSDAY + timedelta(days=14))

    await morning.start()

    (card,) = await morning.new_messages(morning.asha)
    *pictures, words = await morning.new_messages(morning.board)
    assert "第12周" in card
    assert "第11周" in pictures[0]
    assert "第11周简报" in words


async def test_a_clock_put_back_asks_nobody_twice(morning: Town) -> None:
    await morning.live_until(THURSDAY)
    await morning.stop()
    morning.clock = Clock.starting_at(THURSDAY - 2 * AN_HOUR)
    morning.sandbox.world.clock.set(morning.clock.now())

    await morning.start()
    await morning.live_until(THURSDAY + AN_HOUR)

    assert len(await morning.new_messages(morning.asha)) == 1


async def test_a_clock_put_forward_asks_nobody_twice(morning: Town) -> None:
    await morning.stop()
    morning.clock = Clock.starting_at(THURSDAY)
    morning.sandbox.world.clock.set(THURSDAY)
    await morning.start()
    await morning.quiet()
    await morning.stop()
    morning.clock = Clock.starting_at(THURSDAY_EARLY)
    morning.sandbox.world.clock.set(THURSDAY_EARLY)

    await morning.start()
    await morning.live_until(THURSDAY + AN_HOUR)

    assert len(await morning.new_messages(morning.asha)) == 1


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize(
    ("sunday", "week"),
    [
        pytest.param(datetime(2026, 3, 29, tzinfo=UTC), "第13周", id="02:30 is left out"),
        pytest.param(datetime(2026, 10, 25, tzinfo=UTC), "第43周", id="02:30 comes twice"),
    ],
)
async def test_where_the_clocks_change_everybody_is_asked_once(
    town_template: Path, tmp_path: Path, sunday: datetime, week: str, down: bool
) -> None:
    eve, noon = sunday - 6 * AN_HOUR, sunday + 12 * AN_HOUR
    async with founded(town_template, tmp_path, at=eve, settings=asked_by_night()) as town:
        async with town.db.transaction() as session:
            day = SpecialDay(DayKind.WORK, "补班")
            await holidays.set_day(session, sunday.date(), day, at=sunday)
        await town.start()

        if down:
            await town.stop()
            await town.sleep_until(noon)
            await town.start()
        else:
            await town.live_until(noon)

        assert len(await cards_of(town, town.asha, week)) == 1
        assert len(await cards_of(town, town.chidi, week)) == 1


def asked_by_night() -> Config:
    """Everybody is asked on Sunday at half past two, in a place that changes its clocks."""
    week = WeekSection(
        prompt="sun 02:30",
        reminders=(),
        due="sun 14:00",
        grace_end="sun 15:00",
        lock="next mon 09:00",
        push="next mon 09:30",
    )
    return Config(
        calendar=CalendarSection(timezone=BERLIN),
        cycle=CycleSection(quiet_start="00:00", quiet_end="00:00", week=week),
    )


async def cards_of(town: Town, phone: Phone, week: str) -> list[Seen]:
    """The prompts of a week in a chat."""
    return [seen for seen in await town.new_messages(phone) if week in seen]
