"""Too much: one tap reaches the admins once, words go along, and the answer comes back."""

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.seen import Seen
from storage.models.base import core
from storage.models.burden import ComplaintRow
from tests.endtoend.town import THURSDAY, Town

A_MINUTE = timedelta(minutes=1)
FRIDAY_NINE = datetime(2026, 3, 6, 1, 0, tzinfo=UTC)


async def complained(town: Town) -> Seen:
    """Chidi taps the button below Friday's first reminder."""
    await town.live_until(THURSDAY)
    await town.live_until(FRIDAY_NINE)
    card = await town.chidi.sees("还差 1 项")
    await town.chidi.presses(card, "有意见")
    return await town.chidi.sees("已转告管理员")


async def told(town: Town, *, after: timedelta = 10 * A_MINUTE) -> list[Seen]:
    """What Enzo was told so much later."""
    await town.live_until(FRIDAY_NINE + after)
    return [seen for seen in await town.new_messages(town.enzo) if "觉得打扰" in seen]


async def test_one_tap_reaches_the_admin_with_how_much_it_was(morning: Town) -> None:
    await complained(morning)

    (notice,) = await told(morning)

    assert "齐迪同志（柳河）" in notice
    assert "本周主动发给这位同志 2 条" in notice


async def test_words_that_follow_go_along_and_a_number_does_not(morning: Town) -> None:
    offer = await complained(morning)
    for words in ("每天9点发太早了", "一天发了3条"):
        await morning.chidi.says(words)
        await morning.chidi.sees("一并转告")
    await morning.chidi.says("周五那条没必要", reply_to=offer)
    await morning.chidi.sees("一并转告")
    await morning.answered(morning.chidi, "14.2")

    (notice,) = await told(morning)

    assert "“每天9点发太早了\n一天发了3条\n周五那条没必要”" in notice
    assert await morning.stands("fai", unit="lh") == "14.2"


async def test_words_that_come_later_are_told_too(morning: Town) -> None:
    offer = await complained(morning)
    await told(morning)

    await morning.chidi.says("别老发", reply_to=offer)
    await morning.chidi.sees("一并转告")

    assert ["别老发" in seen for seen in await told(morning, after=20 * A_MINUTE)] == [False, True]


@pytest.mark.parametrize("typed", ["十几", "13万2", "投资 5个"])
async def test_a_number_that_cannot_be_read_is_still_asked_back(morning: Town, typed: str) -> None:
    await complained(morning)

    answer = await morning.answered(morning.chidi, typed)

    assert "没有存" in answer
    assert "”" not in (await told(morning))[0]


async def test_many_taps_and_a_replay_are_one_complaint(morning: Town) -> None:
    await complained(morning)
    for _ in range(3):
        await morning.chidi.forges(2, "much")
    await morning.sandbox.client.redeliver(100)
    await morning.quiet()

    assert len(await told(morning)) == 1
    assert await morning.count(core(ComplaintRow)) == 1


async def test_the_admin_answers_by_a_reply_and_only_an_admin_does(morning: Town) -> None:
    await complained(morning)
    (notice,) = await told(morning)

    await morning.enzo.says("明天起改到10点，谢谢提醒", reply_to=notice)
    await morning.enzo.sees("已转给本人")

    assert "恩佐答复您：明天起改到10点" in await morning.chidi.sees("答复您")


async def test_an_answer_to_somebody_out_of_reach_is_told_to_be_in_vain(morning: Town) -> None:
    await complained(morning)
    (notice,) = await told(morning)
    await morning.chidi.blocks()
    await morning.quiet()

    await morning.enzo.says("收到", reply_to=notice)

    assert "当面答复" in await morning.enzo.sees("没有转到")


async def test_help_has_the_button_for_those_who_are_asked(town: Town) -> None:
    assert "有意见／太打扰" in (await town.answered(town.chidi, "/help")).buttons
    assert (await town.answered(town.diana, "/help")).buttons == []
