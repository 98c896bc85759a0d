"""Other targets that wait for a word, and those that are hardly meant as they were written."""

from datetime import timedelta

import pytest

from tests.endtoend.town import THURSDAY, Town
from tests.handlers.test_retarget import ASKED, asked, office, steps

__all__ = ["office"]

EVENING = THURSDAY + timedelta(hours=7, minutes=31)
"""Thursday, 17:31, after the digest of the day."""
A_DAY = timedelta(days=1)


async def digests(town: Town, phone: str) -> list[str]:
    """What somebody was told of that waits for them."""
    messages = await town.new_messages(town.phones[phone])
    return [seen.text for seen in messages if "等您批准" in seen.text]


async def test_who_has_to_decide_is_reminded_once_a_day_until_it_is_decided(
    office: Town,
) -> None:
    await asked(office)
    await office.live_until(EVENING)
    assert await digests(office, "bela") == []  # put to her today

    await office.live_until(EVENING + A_DAY)
    (told,) = await digests(office, "bela")
    reminder = await office.bela.sees("等您批准 1 项")
    await office.bela.presses(reminder, "城关固定资产投资目标调整")
    (request,) = await office.new_messages(office.bela, after=reminder.id)
    await office.bela.presses(request, "不批准")
    await office.live_until(EVENING + 4 * A_DAY)

    assert "目标调整等您批准 1 项：城关固定资产投资" in told
    assert await digests(office, "bela") == [told]
    assert await digests(office, "enzo") == []
    assert await digests(office, "diana") == []  # there is an assessor
    assert await steps(office) == ["asked", "refused"]


async def test_without_words_it_is_told_what_waits_and_how_to_ask(office: Town) -> None:
    await asked(office)

    theirs = await office.answered(office.bela, "/target")
    own = await office.answered(office.enzo, "/target")

    for seen in (theirs, own):
        assert "待批准的目标调整 1 项" in seen
        assert "待批准：城关固定资产投资 一季度 18.00 → 21.00" in seen
        assert "/target 城关 投资 一季度 16.2 因土地出让推迟" in seen
        assert seen.buttons == ["城关固定资产投资目标调整"]


@pytest.mark.parametrize("amount", ["0", "-3"])
async def test_zero_and_less_are_asked_back_and_followed_when_they_are_meant(
    office: Town, amount: str
) -> None:
    question = await office.answered(office.enzo, f"/target 城关 投资 一季度 {amount} 因区划调整")

    assert "新目标是零或负数，请确认" in question
    assert await steps(office) == []

    await office.enzo.presses(question, "没有写错，提请")
    await office.bela.sees("恩佐同志提请调整")
    receipt = await office.enzo.message(question)

    assert "已提请调整城关固定资产投资目标" in receipt
    assert receipt.buttons == ["撤回"]
    assert await steps(office) == ["asked"]


async def test_a_forged_certainty_asks_for_nothing(office: Town) -> None:
    question = await office.answered(office.enzo, "/target 城关 投资 一季度 0 因区划调整")

    other = await office.enzo.forges(question, "tg:sure:~000000000000")

    assert "已经过期" in (await other.answer())["text"]
    assert await steps(office) == []


async def test_a_day_behind_the_reason_is_asked_about_or_taken(office: Town) -> None:
    torn = await office.answered(office.enzo, f"{ASKED} 4月1日")
    meant = await office.answered(office.enzo, f"{ASKED}，4月1日起")

    assert "“4月1日”是从这天起调整，还是原因里的话？" in torn
    assert "自4月1日起，原因：项目提前开工" in meant
