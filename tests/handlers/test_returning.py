"""A number sent back with a reason: it is open again, asked for once more, and answered."""

from datetime import timedelta

import pytest

from domain.verdicts import Verdict
from sandbox.seen import Seen
from storage import audit
from storage.models.base import core
from storage.models.decisions import DecisionRow
from tests.endtoend.town import FRIDAY_LATE, MONDAY_LOCK, Town
from tests.handlers.corrections import appoint

A_MINUTE = timedelta(minutes=1)
decision = core(DecisionRow)


@pytest.fixture
async def answered(town: Town) -> Town:
    """Thursday at ten: Asha has said 13.5 for the investment; Enzo is an assessor as well."""
    await appoint(town, enzo="admin,assessor")
    await town.answered(town.asha, "投资 13.5")
    return town


async def sent_back(town: Town, reason: str = "和统计局的数对不上") -> Seen:
    """Diana sends it back, and Asha reads it."""
    await town.answered(town.diana, f"/return 城关 投资 {reason}")
    return await town.asha.sees("请您再核对")


async def test_the_author_is_asked_again_with_the_reason_and_the_number(answered: Town) -> None:
    receipt = await answered.answered(answered.diana, "/return 城关 投资 和统计局的数对不上")
    asked = await answered.asha.sees("请您再核对")

    for words in ("第10周", "城关固定资产投资", "13.50 亿元", "和统计局的数对不上"):
        assert words in receipt
        assert words in asked
    assert "戴安退回" in asked
    assert asked.buttons == ["就是 13.50 亿元", "改这个数"]


async def test_it_is_open_again_and_nothing_is_overwritten(answered: Town) -> None:
    await sent_back(answered)

    report = await answered.answered(answered.asha, "/report")
    missing = await answered.answered(answered.diana, "/missing")
    mine = await answered.answered(answered.asha, "/mine")

    assert await answered.stands("fai") is None
    (row,) = await answered.revisions()
    assert f"{row.value}" == "13.5"
    assert (
        "固定资产投资（亿元）\n    戴安退回：和统计局的数对不上\n    原报 13.50 亿元 · " in report
    )
    assert "退回待重报 1 项\n城关 阿莎：固定资产投资（戴安：和统计局的数对不上）" in missing
    assert "退回（原报 13.50 亿元）\n    戴安退回：和统计局的数对不上" in mine


async def test_a_new_number_answers_it_and_who_sent_it_back_is_told(answered: Town) -> None:
    asked = await sent_back(answered)

    await answered.asha.says("13.2 剔除了二期", reply_to=asked)
    told = await answered.diana.sees("已重报")

    assert "13.50 亿元 → 13.20 亿元" in told
    assert "阿莎" in told
    assert "剔除了二期" in told
    assert await answered.stands("fai") == "13.2"


async def test_one_tap_says_that_the_number_is_right(answered: Town) -> None:
    asked = await sent_back(answered)

    await answered.asha.presses(asked, "就是 13.50 亿元")
    told = await answered.diana.sees("已核对")

    assert "仍是 13.50 亿元" in told
    assert await answered.stands("fai") == "13.5"
    assert len(await answered.revisions()) == 2


async def test_a_nervous_finger_keeps_it_once(answered: Town) -> None:
    asked = await sent_back(answered)

    for _ in range(4):
        await answered.asha.forges(asked, asked.data["就是 13.50 亿元"])
    await answered.quiet()

    assert len(await answered.revisions()) == 2
    assert len([s for s in await answered.new_messages(answered.diana) if "已核对" in s]) == 1


async def test_from_the_number_a_reason_is_one_tap(answered: Town) -> None:
    history = await answered.answered(answered.diana, "/history 城关 投资")
    await answered.diana.presses(history, "退回")
    question = await answered.diana.sees("什么原因")

    await answered.diana.presses(question, "口径可能不对，请核对")
    asked = await answered.asha.sees("请您再核对")

    assert "口径可能不对" in asked
    after = await answered.diana.message(question)
    assert "请阿莎核对重报" in after
    assert after.buttons == ["退错了，撤回"]


async def test_a_reason_of_ones_own_is_simply_written(answered: Town) -> None:
    history = await answered.answered(answered.diana, "/history 城关 投资")
    await answered.diana.presses(history, "退回")
    await answered.diana.sees("什么原因")

    await answered.diana.says("二期还没有入库，不能算")

    assert "二期还没有入库" in await answered.asha.sees("请您再核对")


async def test_who_looks_something_up_meanwhile_sends_nothing_back(answered: Town) -> None:
    history = await answered.answered(answered.diana, "/history 城关 投资")
    await answered.diana.presses(history, "退回")
    await answered.diana.sees("什么原因")

    await answered.diana.says("城关")
    await answered.diana.sees("城关", "已报")

    assert await answered.count(decision) == 0


async def test_never_mind_leaves_everything_as_it_was(answered: Town) -> None:
    history = await answered.answered(answered.diana, "/history 城关 投资")
    await answered.diana.presses(history, "退回")
    question = await answered.diana.sees("什么原因")

    await answered.diana.presses(question, "不退了")
    await answered.diana.says("那就这样吧")
    await answered.quiet()

    assert "13.50 亿元" in await answered.diana.message(question)
    assert await answered.count(decision) == 0


async def test_a_return_stands_in_the_history_of_the_number(answered: Town) -> None:
    asked = await sent_back(answered)
    await answered.asha.says("13.2", reply_to=asked)
    await answered.diana.sees("已重报")

    history = await answered.answered(answered.asha, "/history 投资")

    assert "戴安　退回：和统计局的数对不上" in history
    assert "13.50 亿元 → 13.20 亿元" in history
    async with answered.db.reading() as session:
        assert await audit.verify(session) is None


async def test_it_is_sent_back_once_and_the_second_is_told_by_whom(answered: Town) -> None:
    await sent_back(answered)

    again = await answered.answered(answered.enzo, "/return 城关 投资 口径不对")

    assert "戴安已经退回过这个数" in again
    assert await answered.count(decision) == 1


async def test_a_return_that_is_handled_again_tells_the_same_and_asks_once(answered: Town) -> None:
    history = await answered.answered(answered.diana, "/history 城关 投资")
    await answered.diana.presses(history, "退回")
    question = await answered.diana.sees("什么原因")

    for _ in range(3):
        await answered.diana.forges(question, question.data["口径可能不对，请核对"])
    await answered.quiet()

    assert await answered.count(decision) == 1
    asked = [s for s in await answered.new_messages(answered.asha) if "请您再核对" in s]
    assert len(asked) == 1


async def test_an_undo_does_not_bring_back_what_was_sent_back(answered: Town) -> None:
    asked = await sent_back(answered)
    await answered.asha.says("13.2", reply_to=asked)
    await answered.asha.sees("13.20")

    await answered.answered(answered.asha, "/undo")

    assert await answered.stands("fai") is None


async def test_to_be_asked_again_makes_nobody_late(answered: Town) -> None:
    await answered.live_until(FRIDAY_LATE)
    asked = await sent_back(answered)

    await answered.asha.says("13.2", reply_to=asked)
    await answered.diana.sees("已重报")

    assert (await answered.revisions())[-1].timeliness == "corrected"


async def test_after_the_lock_it_leads_to_a_correction_and_the_number_counts_on(
    answered: Town,
) -> None:
    await answered.live_until(MONDAY_LOCK + A_MINUTE)

    receipt = await answered.answered(answered.diana, "/return 城关 投资 和统计局的数对不上")
    asked = await answered.asha.sees("请您核实")
    await answered.answered(answered.asha, "/correct 投资 13.2 已和统计局核对")
    request = await answered.enzo.sees("申请更正")
    await answered.enzo.presses(request, "同意")
    told = await answered.diana.sees("已重报")

    assert "本期已锁定" in receipt
    assert "/correct 投资 13.6 原因" in asked
    assert asked.buttons == []
    assert "13.50 亿元 → 13.20 亿元" in told


async def test_what_was_questioned_after_the_lock_still_stands(answered: Town) -> None:
    await answered.live_until(MONDAY_LOCK + A_MINUTE)

    await answered.answered(answered.diana, "/return 城关 投资 和统计局的数对不上")

    assert await answered.stands("fai") == "13.5"
    async with answered.db.reading() as session:
        made = (await session.execute(decision.select())).one()
        assert await audit.verify(session) is None
    assert made.verdict == Verdict.QUESTIONED.value


async def test_an_unanswered_return_may_be_answered_by_a_correction(answered: Town) -> None:
    await sent_back(answered)
    await answered.live_until(MONDAY_LOCK + A_MINUTE)

    await answered.answered(answered.asha, "/correct 投资 13.5 和统计局核对过")
    request = await answered.enzo.sees("申请更正")
    await answered.enzo.presses(request, "同意")
    await answered.asha.sees("已更正")

    assert await answered.stands("fai") == "13.5"


@pytest.mark.parametrize(
    ("who", "words"),
    [("chidi", "不在您的权限内"), ("asha", "您自己的数")],
)
async def test_who_may_not_judge_sends_nothing_back(answered: Town, who: str, words: str) -> None:
    answer = await answered.answered(answered.phones[who], "/return 城关 投资 口径不对")

    assert words in answer
    assert await answered.count(decision) == 0


async def test_a_supervisor_sends_back_numbers_of_the_own_units_only(answered: Town) -> None:
    await answered.answered(answered.chidi, "14.2")

    own = await answered.answered(answered.bela, "/return 城关 投资 口径不对")
    other = await answered.answered(answered.bela, "/return 柳河 投资 口径不对")

    assert "已退回" in own
    assert "不在您的权限内" in other


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/return", "/return 城关 投资 原因"),
        ("/return 城关 零售 口径不对", "还没有数"),
        ("/return 城关 口径不对", "请写上单位和指标"),
        ("/return 火星 口径不对", "没有找到"),
        ("/return 城关 投资 13.2", "请写上退回的原因"),
    ],
)
async def test_what_cannot_be_followed_is_answered_with_the_right_form(
    answered: Town, text: str, words: str
) -> None:
    assert words in await answered.answered(answered.diana, text)
    assert await answered.count(decision) == 0


async def test_without_a_reason_behind_it_the_command_asks_for_one(answered: Town) -> None:
    question = await answered.answered(answered.diana, "/return 城关 固定资产 投资")

    assert "什么原因" in question
    assert question.buttons[-1] == "不退了"


async def test_a_forged_return_of_a_version_that_is_over_is_refused(answered: Town) -> None:
    history = await answered.answered(answered.diana, "/history 城关 投资")
    await answered.answered(answered.asha, "投资 13.6")

    pressed = await answered.diana.forges(history, history.data["退回"])

    assert "刚刚改过" in (await pressed.answer())["text"]


async def test_the_reason_survives_a_restart(answered: Town) -> None:
    history = await answered.answered(answered.diana, "/history 城关 投资")
    await answered.diana.presses(history, "退回")
    await answered.diana.sees("什么原因")
    await answered.restart()

    await answered.diana.says("二期还没有入库")

    assert "二期还没有入库" in await answered.asha.sees("请您再核对")


async def test_a_card_and_a_ranking_tell_it_from_a_number_never_given(answered: Town) -> None:
    await sent_back(answered)

    card = await answered.answered(answered.diana, "/status 城关")
    whole = await answered.answered(answered.diana, "/status")

    assert "固定资产投资 退回待重报，沿用" in card
    assert "戴安退回：和统计局的数对不上" in card
    assert "社会消费品零售总额 未报，沿用" in card
    assert "退回待重报 1 项" in whole or "退回待重报：城关阿莎（1 项）" in whole
