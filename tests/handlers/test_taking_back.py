"""A return that was a mistake is taken back with one tap, and the number counts as before."""

from datetime import timedelta

import pytest

from domain.verdicts import Verdict
from sandbox.seen import Seen
from storage import audit
from storage.models.base import core
from storage.models.decisions import DecisionRow
from tests.endtoend.town import MONDAY_LOCK, Town
from tests.handlers.corrections import appoint

A_MINUTE = timedelta(minutes=1)
RETURN = "/return 城关 投资 口径不对"
TAKE_BACK = "退错了，撤回"
decision = core(DecisionRow)


@pytest.fixture
async def answered(town: Town) -> Town:
    """Thursday at ten: Asha has said 13.5 for the investment; Enzo is an assessor as well."""
    await appoint(town, enzo="admin,assessor")
    await town.answered(town.asha, "投资 13.5")
    return town


async def verdicts(town: Town) -> list[str]:
    async with town.db.reading() as session:
        rows = await session.execute(decision.select().order_by(decision.c.id))
        assert await audit.verify(session) is None
    return [row.verdict for row in rows]


async def sent_back(town: Town) -> Seen:
    """Diana's receipt, once Asha has been asked."""
    receipt = await town.answered(town.diana, RETURN)
    await town.asha.sees("请您再核对")
    return receipt


async def test_one_tap_below_the_receipt_takes_it_back_and_the_number_counts(
    answered: Town,
) -> None:
    receipt = await sent_back(answered)
    assert receipt.buttons == [TAKE_BACK]

    await answered.diana.presses(receipt, TAKE_BACK)
    told = await answered.asha.sees("撤回了刚才的退回")
    history = await answered.answered(answered.asha, "/history 投资")

    after = await answered.diana.message(receipt)
    assert "已撤回" in after
    assert "13.50 亿元 照旧" in after
    assert after.buttons == []
    assert "13.50 亿元 照旧，不用再报" in told
    assert told.buttons == []
    assert await answered.stands("fai") == "13.5"
    assert len(await answered.revisions()) == 1
    assert "戴安　撤回退回" in history
    assert await verdicts(answered) == [Verdict.RETURNED, Verdict.TAKEN_BACK]


async def test_the_command_takes_back_what_was_sent_back_last(answered: Town) -> None:
    await sent_back(answered)

    told = await answered.answered(answered.diana, "/return 城关 投资 撤回")

    assert "已撤回" in told
    assert await answered.stands("fai") == "13.5"


async def test_an_assessor_may_take_back_what_another_sent_back_and_nobody_else(
    answered: Town,
) -> None:
    await sent_back(answered)

    others = await answered.answered(answered.bela, "/return 城关 投资 撤回")
    own = await answered.answered(answered.asha, "/return 城关 投资 撤回")
    before = await verdicts(answered)
    assessor = await answered.answered(answered.enzo, "/return 城关 投资 撤回")

    assert "这个数是戴安退回的" in others
    assert "您自己的数" in own
    assert before == [Verdict.RETURNED]
    assert "已撤回" in assessor


async def test_once_it_is_answered_there_is_nothing_to_take_back(answered: Town) -> None:
    receipt = await sent_back(answered)
    await answered.answered(answered.asha, "投资 13.2")

    pressed = await answered.diana.presses(receipt, TAKE_BACK)

    assert "已经重报了" in (await pressed.answer())["text"]
    assert await answered.stands("fai") == "13.2"
    assert await verdicts(answered) == [Verdict.RETURNED]


async def test_a_nervous_finger_takes_it_back_once(answered: Town) -> None:
    receipt = await sent_back(answered)

    for _ in range(3):
        await answered.diana.forges(receipt, receipt.data[TAKE_BACK])
    await answered.quiet()

    assert await verdicts(answered) == [Verdict.RETURNED, Verdict.TAKEN_BACK]
    told = [s for s in await answered.new_messages(answered.asha) if "撤回了刚才的退回" in s]
    assert len(told) == 1


async def test_it_may_be_sent_back_again_and_a_change_is_then_told_once(answered: Town) -> None:
    receipt = await sent_back(answered)
    await answered.diana.presses(receipt, TAKE_BACK)
    await answered.asha.sees("撤回了刚才的退回")

    again = await answered.answered(answered.enzo, "/return 城关 投资 和报表不一致")
    await answered.answered(answered.asha, "投资 13.2")

    assert "已退回" in again
    assert "已重报" in await answered.enzo.sees("已重报")
    assert not [s for s in await answered.new_messages(answered.diana) if "已重报" in s]


async def test_the_button_of_the_question_that_is_over_says_so(answered: Town) -> None:
    receipt = await sent_back(answered)
    asked = await answered.asha.sees("请您再核对")
    await answered.diana.presses(receipt, TAKE_BACK)
    await answered.asha.sees("撤回了刚才的退回")

    pressed = await answered.asha.presses(asked, "就是 13.50 亿元")

    assert "已经过期" in (await pressed.answer())["text"]
    assert len(await answered.revisions()) == 1


async def test_after_the_lock_a_number_that_was_not_answered_is_left_to_a_correction(
    answered: Town,
) -> None:
    receipt = await sent_back(answered)
    await answered.live_until(MONDAY_LOCK + A_MINUTE)

    pressed = await answered.diana.presses(receipt, TAKE_BACK)

    assert "本期已锁定" in (await pressed.answer())["text"]
    assert await answered.stands("fai") is None


async def test_what_was_questioned_after_the_lock_is_taken_back_as_well(answered: Town) -> None:
    await answered.live_until(MONDAY_LOCK + A_MINUTE)
    receipt = await answered.answered(answered.diana, RETURN)
    await answered.asha.sees("请您核实")

    await answered.diana.presses(receipt, TAKE_BACK)

    assert "13.50 亿元 照旧" in await answered.asha.sees("撤回了刚才的退回")
    assert await verdicts(answered) == [Verdict.QUESTIONED, Verdict.TAKEN_BACK]
    assert await answered.stands("fai") == "13.5"


async def test_what_was_never_sent_back_cannot_be_taken_back(answered: Town) -> None:
    assert "没有可撤回的" in await answered.answered(answered.diana, "/return 城关 投资 撤回")
