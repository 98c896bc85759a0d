"""Milestones: asked about once when near, answered with taps or in a line, taken back in one."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select

from domain.milestones import Said, State
from sandbox.phone import Phone
from sandbox.seen import Seen
from storage import milestones, roster
from storage.models.base import core
from storage.models.milestones import MilestoneReportRow
from storage.models.roster import MilestoneRow, ProjectRow
from tests.endtoend.town import THURSDAY, Town

NEAR, FAR, LATE = date(2026, 3, 9), date(2026, 6, 30), date(2026, 2, 20)
NEXT_WEEK = THURSDAY + timedelta(days=7)


async def plans(town: Town, *nodes: tuple[str, date], unit: str = "lh") -> None:
    """A project of 柳河 with these milestones; Chidi answers for it."""
    async with town.db.transaction() as session:
        await session.execute(
            insert(core(ProjectRow)).values(
                code=f"x-{unit}", name="冷链仓库", unit=unit, enterprise="", position=1
            )
        )
        rows = [{"project": f"x-{unit}", "name": name, "due": due} for name, due in nodes]
        await session.execute(insert(core(MilestoneRow)), rows)
        await roster.bump(session)
    town.parts.deps.roster.forget()


async def stands(town: Town) -> Sequence[State]:
    known = await town.parts.deps.roster.current()
    async with town.db.reading() as session:
        return await milestones.states(session, known.milestones)


async def reports(town: Town) -> list[Any]:
    async with town.db.reading() as session:
        return list((await session.execute(select(*core(MilestoneReportRow).c))).all())


async def questions(phone: Phone) -> list[Seen]:
    return [seen for seen in await phone.bot_messages() if "已完成" in seen.buttons]


async def asked(town: Town, *nodes: tuple[str, date]) -> Seen:
    """The question that comes with the prompt."""
    await plans(town, *(nodes or (("主体封顶", NEAR),)))
    await town.live_until(THURSDAY)
    (question,) = await questions(town.chidi)
    await town.chidi.looks_up()
    return question


async def test_what_is_near_is_asked_about_with_the_prompt_and_only_once(morning: Town) -> None:
    question = await asked(morning, ("主体封顶", NEAR), ("竣工验收", FAR))

    assert question.text == "冷链仓库·主体封顶\n计划3月9日，还有 4 天。\n完成了吗？"
    assert question.buttons == ["已完成", "延期"]

    await morning.live_until(NEXT_WEEK)

    assert len(await questions(morning.chidi)) == 1
    for phone in (morning.asha, morning.diana):
        assert await questions(phone) == []


async def test_one_tap_says_that_it_was_reached_and_another_takes_that_back(
    morning: Town,
) -> None:
    question = await asked(morning)

    await morning.chidi.presses(question, "已完成")
    done = await morning.chidi.sees("完成")

    assert done.id == question.id
    assert done.text == "✓ 冷链仓库·主体封顶 3月5日完成（比计划早 4 天）。"
    assert (await stands(morning))[0].done_on == date(2026, 3, 5)

    await morning.chidi.presses(done, "撤回")
    undone = await morning.chidi.sees("已撤回")

    assert undone.buttons == ["已完成", "延期"]
    assert not (await stands(morning))[0].is_done
    assert [row.said for row in await reports(morning)] == [Said.DONE, Said.WITHDRAWN]


async def test_three_taps_put_it_off_with_a_new_day_and_a_reason(morning: Town) -> None:
    question = await asked(morning)

    await morning.chidi.presses(question, "延期")
    days = await morning.chidi.sees("延到什么时候")
    await morning.chidi.presses(days, "两周")
    why = await morning.chidi.sees("什么原因")
    await morning.chidi.presses(why, "审批手续")
    noted = await morning.chidi.sees("已记")

    assert days.buttons == ["一周：3月16日", "两周：3月23日", "一个月：4月9日", "← 返回"]
    assert noted.text == (
        "已记：冷链仓库·主体封顶 预计3月23日（比计划晚 14 天），原因：审批手续。快到时再问您。"
    )
    (state,) = await stands(morning)
    assert (state.expected, state.slip, state.reason) == (
        date(2026, 3, 23),
        14,
        "审批手续",
    )


async def test_after_it_was_put_off_it_is_asked_about_again_near_the_new_day(
    morning: Town,
) -> None:
    question = await asked(morning)
    await morning.chidi.presses(question, "延期")
    await morning.chidi.presses(await morning.chidi.sees("延到什么时候"), "一周")
    await morning.chidi.presses(await morning.chidi.sees("什么原因"), "天气")
    await morning.chidi.sees("已记")

    await morning.live_until(NEXT_WEEK)

    (again,) = await questions(morning.chidi)
    assert "计划3月9日，预计3月16日，还有 4 天" in again


async def test_day_and_reason_may_be_written_in_one_line(morning: Town) -> None:
    question = await asked(morning)
    await morning.chidi.presses(question, "延期")
    days = await morning.chidi.sees("延到什么时候")

    noted = await morning.answered(morning.chidi, "4.15 拆迁没完", reply_to=days)

    assert "预计4月15日（比计划晚 37 天），原因：拆迁没完" in noted
    assert await morning.revisions() == []


async def test_words_that_are_no_reply_are_understood_where_no_number_is_meant(
    morning: Town,
) -> None:
    question = await asked(morning)
    await morning.chidi.presses(question, "延期")
    await morning.chidi.sees("延到什么时候")

    why = await morning.answered(morning.chidi, "4月15日")
    noted = await morning.answered(morning.chidi, "审批没下来，还差3个章", reply_to=why)

    assert "延到4月15日，是什么原因" in why
    assert "原因：审批没下来，还差3个章" in noted


async def test_a_number_in_between_is_still_a_number(morning: Town) -> None:
    question = await asked(morning)
    await morning.chidi.presses(question, "延期")
    days = await morning.chidi.sees("延到什么时候")

    echo = await morning.answered(morning.chidi, "14.2")
    noted = await morning.answered(morning.chidi, "下周五 下雨", reply_to=days)

    assert "固定资产投资 14.20 亿元" in echo
    assert "预计3月13日" in noted


async def test_a_day_that_cannot_be_is_refused_in_words_and_nothing_is_noted(
    morning: Town,
) -> None:
    question = await asked(morning)
    await morning.chidi.presses(question, "延期")
    days = await morning.chidi.sees("延到什么时候")

    for text, words in (("还不知道", "没看懂"), ("3月1日", "已经过了"), ("3月9日", "没有改动")):
        assert words in await morning.answered(morning.chidi, text, reply_to=days)

    assert await reports(morning) == []


async def test_it_may_have_been_reached_on_an_earlier_day(morning: Town) -> None:
    question = await asked(morning)
    await morning.chidi.presses(question, "已完成")
    done = await morning.chidi.sees("完成")

    await morning.chidi.presses(done, "不是今天完成的")
    which = await morning.chidi.sees("哪天完成")
    noted = await morning.answered(morning.chidi, "3月2日", reply_to=which)

    assert "3月2日完成（比计划早 7 天）" in noted
    assert (await stands(morning))[0].done_on == date(2026, 3, 2)


async def test_several_are_asked_about_in_one_message(morning: Town) -> None:
    await plans(morning, ("基础完工", LATE), ("主体封顶", NEAR))
    await morning.live_until(THURSDAY)
    await morning.chidi.looks_up()

    (several,) = [m for m in await morning.chidi.bot_messages() if "个节点" in m]
    await morning.chidi.presses(several, "主体封顶")
    question = await morning.chidi.sees("完成了吗")

    assert several.text.splitlines() == [
        "齐迪同志，有 2 个节点请您说一下进展",
        "1. 冷链仓库·基础完工　计划2月20日，已过 13 天。",
        "2. 冷链仓库·主体封顶　计划3月9日，还有 4 天。",
        "点一个来说。",
    ]
    assert question.id != several.id
    assert "主体封顶" in question


async def test_taps_that_come_again_late_or_from_others_say_nothing_twice(
    morning: Town,
) -> None:
    question = await asked(morning)
    number = (await stands(morning))[0].milestone.id
    await morning.chidi.presses(question, "已完成")
    await morning.chidi.sees("完成")

    await morning.sandbox.client.redeliver()
    await morning.quiet()
    late = await morning.chidi.forges(question, f"k:{number}:20260401:2")
    foreign = await morning.asha.says("/report")
    stranger = await morning.asha.forges(await morning.asha.sees("请报"), f"k:{number}:undo:1")
    nonsense = await morning.chidi.forges(question, f"k:{number}:20261399")

    assert foreign.id
    assert "过期" in (await late.answer())["text"]
    assert "不是您负责" in (await stranger.answer())["text"]
    assert "过期" in (await nonsense.answer())["text"]
    assert len(await reports(morning)) == 1


async def test_what_was_answered_before_the_question_left_is_not_asked(morning: Town) -> None:
    await plans(morning, ("主体封顶", NEAR))
    number = (await stands(morning))[0].milestone.id
    card = await morning.answered(morning.chidi, "/help")
    await morning.chidi.forges(card, f"k:{number}:done")
    await morning.quiet()

    await morning.live_until(THURSDAY)

    assert await questions(morning.chidi) == []


async def test_a_question_survives_a_restart(morning: Town) -> None:
    question = await asked(morning)
    await morning.chidi.presses(question, "延期")
    days = await morning.chidi.sees("延到什么时候")

    await morning.restart()

    assert "原因：天气" in await morning.answered(morning.chidi, "3月20日 天气", reply_to=days)
