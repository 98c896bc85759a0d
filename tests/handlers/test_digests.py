"""A supervisor's day in one message: on workdays, once, and only if there was anything."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.digests import DigestTime
from handlers.actions.posting import digesting
from handlers.composing import compose
from handlers.outgoing import Outgoing, Skip
from storage import deliveries, reminders
from storage.deliveries import Delivery
from tests.endtoend.cast import SIX_LINES
from tests.endtoend.desk import Desk
from tests.endtoend.town import FRIDAY_DUE, THURSDAY, Town

A_MINUTE, AN_HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
EVENING = THURSDAY + timedelta(hours=7, minutes=31)
"""Thursday, 17:31."""


async def claimed(desk: Desk) -> list[Delivery]:
    """What goes out of the digests that are due."""
    await digesting.catch_up(desk.deps)
    async with desk.deps.db.transaction() as session:
        found = await deliveries.claim(session, now=desk.now + 60 * A_DAY, lease=AN_HOUR, limit=50)
    return [one for one in found if one.push.kind == digesting.KIND]


async def told(desk: Desk, at: datetime) -> str:
    """What Bela reads that evening; "" if nothing came."""
    desk.now = at
    found = [await compose(desk.deps, one) for one in await claimed(desk)]
    return "\n".join(message.text for message in found if isinstance(message, Outgoing))


async def test_it_counts_what_came_in(desk: Desk) -> None:
    await desk.says("asha", "投资 13.5 零售 8.2", sent_at=THURSDAY + AN_HOUR)
    await desk.says("chidi", "14.2", sent_at=THURSDAY + AN_HOUR)

    words = await told(desk, EVENING)

    assert words.splitlines()[:2] == ["<b>城关 · 3月5日情况</b>", "报来 2 项"]
    assert "第10周还差 4 项（周五（3月6日）16:00截止）：城关阿莎（4 项）" in words
    assert "柳河" not in words


async def test_it_says_when_everything_is_there(desk: Desk) -> None:
    await desk.says("asha", SIX_LINES, sent_at=THURSDAY + AN_HOUR)

    assert (await told(desk, EVENING)).splitlines()[1:] == ["报来 6 项", "第10周的数已报齐"]


async def test_only_supervisors_are_told(desk: Desk) -> None:
    desk.now = EVENING

    assert {one.person for one in await claimed(desk)} == {"bela"}


async def test_a_day_with_nothing_is_not_written_about(desk: Desk) -> None:
    desk.now = EVENING
    (delivery,) = await claimed(desk)

    message = await compose(desk.deps, delivery)

    assert message == Skip("nothing to tell")


async def test_on_the_day_when_it_is_due_who_is_missing_is_enough(desk: Desk) -> None:
    assert "第10周还差 6 项" in await told(desk, FRIDAY_DUE + 2 * AN_HOUR)


async def test_it_goes_on_from_the_one_before(desk: Desk) -> None:
    await desk.says("asha", "投资 13.5", sent_at=THURSDAY + AN_HOUR)
    await told(desk, EVENING)
    await desk.says("asha", "零售 8.2", sent_at=EVENING + AN_HOUR)

    assert "报来 1 项" in await told(desk, EVENING + A_DAY)


async def test_it_comes_once_however_often_it_is_looked_for(desk: Desk) -> None:
    await desk.says("asha", "投资 13.5", sent_at=THURSDAY + AN_HOUR)
    assert await told(desk, EVENING)

    assert await told(desk, EVENING + A_MINUTE) == ""


async def test_one_that_was_missed_is_told_the_same_evening(desk: Desk) -> None:
    await desk.says("asha", "投资 13.5", sent_at=THURSDAY + AN_HOUR)

    assert "报来 1 项" in await told(desk, EVENING + 2 * AN_HOUR)


async def test_one_missed_until_the_next_day_is_left_out_and_the_next_tells_both(
    desk: Desk,
) -> None:
    await desk.says("asha", "投资 13.5", sent_at=THURSDAY + AN_HOUR)
    assert await told(desk, EVENING + timedelta(hours=5)) == ""
    await desk.says("asha", "零售 8.2", sent_at=EVENING + timedelta(hours=20))

    words = await told(desk, EVENING + A_DAY)

    assert "3月6日情况" in words
    assert "报来 2 项" in words


async def test_one_that_waited_past_its_day_is_left_out(desk: Desk) -> None:
    await desk.says("asha", "投资 13.5", sent_at=THURSDAY + AN_HOUR)
    desk.now = EVENING
    (delivery,) = await claimed(desk)

    desk.now = EVENING + A_DAY

    assert await compose(desk.deps, delivery) == Skip("over")


async def test_odd_numbers_are_named_with_the_reason(desk: Desk) -> None:
    (doubtful,) = (await desk.says("asha", "投资 135000")).doubtful
    await desk.answers("asha", doubtful, 1)

    assert "※ 城关固定资产投资 135,000.00 亿元（和上期或目标差得多）" in await told(desk, EVENING)


async def test_without_an_hour_nobody_is_told(desk: Desk) -> None:
    desk.deps.rules = replace(desk.deps.rules, digest=DigestTime())
    desk.now = EVENING

    assert await claimed(desk) == []


async def test_it_counts_as_a_message_of_the_week_and_replaces_single_ones(town: Town) -> None:
    await town.answered(town.asha, "投资 13.5")
    await town.answered(town.bela, "/return 城关 投资 和统计局的数对不上")
    await town.asha.sees("请您再核对")
    await town.answered(town.asha, "投资 13.6")
    before = (await town.new_messages(town.bela))[-1].id

    await town.live_until(EVENING)

    (digest,) = await town.new_messages(town.bela, after=before)
    assert "退回后已重报：城关固定资产投资 13.60 亿元" in digest
    assert digest.buttons == ["本单位", "谁没报"]
    async with town.db.reading() as session:
        assert await reminders.sent_to(session, "bela", since=THURSDAY) == 1


@pytest.mark.parametrize("button", ["本单位", "谁没报"])
async def test_its_buttons_lead_on(town: Town, button: str) -> None:
    await town.answered(town.asha, "投资 13.5")
    await town.live_until(EVENING)
    digest = await town.bela.sees("3月5日情况")

    await town.bela.presses(digest, button)

    assert "城关" in await town.bela.sees("阿莎")
