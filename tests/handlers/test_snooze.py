"""A reminder put off by a tap: once, for the time chosen, never past the due time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.config import Config
from bot.sections.cycle import CycleSection, WeekSection
from sandbox.seen import Seen
from storage.models.base import core
from storage.models.pushes import DeliveryRow
from tests.endtoend.town import FRIDAY_DUE, THURSDAY, Town, founded

FRIDAY_NINE = datetime(2026, 3, 6, 1, 0, tzinfo=UTC)
FRIDAY_AFTERNOON = datetime(2026, 3, 6, 6, 30, tzinfo=UTC)
"""The second reminder."""
AN_HOUR = timedelta(hours=1)


async def reminded(town: Town) -> Seen:
    """Friday's first reminder, as Chidi gets it."""
    await town.live_until(THURSDAY)
    await town.live_until(FRIDAY_NINE)
    return await town.chidi.sees("还差 1 项")


async def reminders(town: Town) -> list[Seen]:
    """Every reminder in Chidi's chat, those that gave way to a newer one included."""
    _, *others = await town.new_messages(town.chidi)
    return [seen for seen in others if "还差" in seen or "已更新" in seen]


async def test_a_reminder_offers_times_before_it_is_due(morning: Town) -> None:
    card = await reminded(morning)

    assert "换个时间" in card
    assert card.buttons[3:] == ["1 小时后", "今天 15:30", "有意见／太打扰"]


async def test_it_comes_again_at_the_time_chosen_even_after_a_restart(morning: Town) -> None:
    card = await reminded(morning)
    await morning.chidi.presses(card, "1 小时后")
    promised = await morning.chidi.sees("10:00再提醒")

    await morning.stop()
    await morning.sleep_until(FRIDAY_NINE + AN_HOUR)
    await morning.start()
    again = await morning.chidi.sees("换个时间")

    assert promised.id == card.id
    assert promised.buttons == ["同上期 4.20 亿元", "不涉及", "暂无"]
    assert again.id > card.id


async def test_until_then_the_usual_reminder_keeps_quiet(morning: Town) -> None:
    card = await reminded(morning)
    await morning.chidi.presses(card, "今天 15:30")
    await morning.chidi.sees("今天15:30再提醒")

    await morning.live_until(FRIDAY_AFTERNOON)
    at_the_usual_time = len(await reminders(morning))
    await morning.live_until(FRIDAY_DUE)

    assert at_the_usual_time == 1
    assert len(await reminders(morning)) == 2


async def test_who_has_answered_meanwhile_is_left_alone(morning: Town) -> None:
    card = await reminded(morning)
    await morning.chidi.presses(card, "1 小时后")
    await morning.chidi.sees("10:00再提醒")
    await morning.answered(morning.chidi, "14.2")

    await morning.live_until(FRIDAY_DUE)

    assert len(await reminders(morning)) == 1


async def test_the_last_choice_counts(morning: Town) -> None:
    card = await reminded(morning)
    await morning.chidi.forges(card, "z:2026-W10:hour")
    await morning.chidi.forges(card, "z:2026-W10:today")
    await morning.chidi.sees("今天15:30再提醒")

    await morning.live_until(FRIDAY_NINE + 2 * AN_HOUR)
    in_the_morning = len(await reminders(morning))
    await morning.live_until(FRIDAY_DUE)

    assert in_the_morning == 1
    assert len(await reminders(morning)) == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("z:2026-W10:morning", "不再推后"),
        ("z:2026-W11:hour", "过期"),
        ("z:2026-W09:hour", "锁定"),
        ("z:2026-W10:never", "过期"),
    ],
)
async def test_what_was_not_offered_is_refused_and_queues_nothing(
    morning: Town, data: str, words: str
) -> None:
    card = await reminded(morning)
    before = await morning.count(core(DeliveryRow))

    pressed = await morning.chidi.forges(card, data)

    assert words in (await pressed.answer())["text"]
    assert await morning.count(core(DeliveryRow)) == before


async def test_after_so_many_messages_in_a_week_nobody_is_reminded_any_more(
    town_template: Path, tmp_path: Path
) -> None:
    often = WeekSection(reminders=("thu 14:00", "thu 17:00", "fri 09:00", "fri 14:30"))
    settings = Config(cycle=CycleSection(messages_per_week=3, week=often))
    early = THURSDAY - 2 * AN_HOUR
    async with founded(town_template, tmp_path, at=early, settings=settings) as town:
        await town.start()
        await town.live_until(FRIDAY_DUE)

        messages = await town.new_messages(town.chidi)

    assert len(messages) == 3
    assert ["已更新" in seen for seen in messages] == [True, True, False]
    assert [bool(seen.buttons) for seen in messages] == [False, False, True]
