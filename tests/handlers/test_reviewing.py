"""Numbers that count once a supervisor or an assessor has confirmed them."""

from datetime import timedelta

import pytest

from sandbox.seen import Seen
from storage import audit, roster
from storage.models.base import core
from storage.models.decisions import DecisionRow
from storage.models.roster import IndicatorRow
from tests.endtoend.town import FRIDAY_DUE, MONDAY_LOCK, Town
from tests.handlers.corrections import appoint

A_MINUTE = timedelta(minutes=1)
LAST_HOUR = MONDAY_LOCK - timedelta(hours=1)
decision = core(DecisionRow)


@pytest.fixture
async def reviewed(town: Town) -> Town:
    """Thursday at ten. Investment and retail are reviewed; Bela supervises 城关, Enzo assesses."""
    await appoint(town, enzo="admin,assessor")
    indicator = core(IndicatorRow)
    async with town.db.transaction() as session:
        await session.execute(
            indicator.update().where(indicator.c.code.in_(("fai", "ret"))).values(reviewed=True)
        )
        await roster.bump(session)
    town.parts.deps.roster.forget()
    return town


async def listed(town: Town) -> Seen:
    """Asha reports two numbers that are reviewed and one that is not; Bela reads her list."""
    await town.answered(town.asha, "投资 13.5 零售 8.2 工业 5.6")
    return await town.answered(town.bela, "/review")


async def test_the_cadre_is_told_and_is_not_asked_again(reviewed: Town) -> None:
    echo = await reviewed.answered(reviewed.asha, "投资 13.5 零售 8.2 工业 5.6")

    mine = await reviewed.answered(reviewed.asha, "/mine")

    assert "审核通过后计入排名" in echo
    assert "还差 3 项" in echo
    assert "13.50 亿元（待审）" in mine
    assert "5.60 亿元（待审）" not in mine


async def test_until_then_it_does_not_count_and_that_shows(reviewed: Town) -> None:
    await reviewed.answered(reviewed.chidi, "14.2")

    everything = await reviewed.answered(reviewed.diana, "/status")
    own = await reviewed.answered(reviewed.diana, "/status 柳河")

    assert "待审 1 项，审核通过后计入" in everything
    assert "14.20 亿元，待审" in own


async def test_all_that_waits_is_one_list_and_one_tap(reviewed: Town) -> None:
    waiting = await listed(reviewed)

    await reviewed.bela.presses(waiting, "全部通过（2 项）")
    await reviewed.quiet()
    after = await reviewed.bela.message(waiting)

    assert "1. 城关固定资产投资　13.50 亿元（+1.20）　阿莎" in waiting
    assert "规上工业" not in waiting
    assert "已审核通过 2 项，都审完了" in after
    assert "待审" not in await reviewed.answered(reviewed.diana, "/status 城关")
    assert await reviewed.count(decision) == 2
    async with reviewed.db.reading() as session:
        assert await audit.verify(session) is None


async def test_what_was_changed_meanwhile_is_shown_again_first(reviewed: Town) -> None:
    waiting = await listed(reviewed)
    await reviewed.answered(reviewed.asha, "投资 13.6")

    await reviewed.bela.presses(waiting, "全部通过（2 项）")
    await reviewed.quiet()
    after = await reviewed.bela.message(waiting)

    assert "名单刚有变化" in after
    assert "13.60 亿元" in after
    assert await reviewed.count(decision) == 0


async def test_a_nervous_finger_confirms_once(reviewed: Town) -> None:
    waiting = await listed(reviewed)

    for _ in range(4):
        await reviewed.bela.forges(waiting, waiting.data["全部通过（2 项）"])
    await reviewed.quiet()

    assert await reviewed.count(decision) == 2


async def test_one_is_confirmed_or_sent_back_at_its_own_page(reviewed: Town) -> None:
    waiting = await listed(reviewed)
    await reviewed.bela.presses(waiting, "1. 投资")
    page = await reviewed.bela.sees("城关固定资产投资", "核对无误")

    await reviewed.bela.presses(page, "审核通过")
    await reviewed.quiet()
    after = await reviewed.bela.message(page)

    assert page.buttons == ["审核通过", "退回", "← 城关固定资产投资"]
    assert "贝拉　审核通过" in after
    assert after.buttons == ["退回", "← 城关固定资产投资"]


async def test_a_new_version_waits_anew(reviewed: Town) -> None:
    waiting = await listed(reviewed)
    await reviewed.bela.presses(waiting, "全部通过（2 项）")
    await reviewed.quiet()

    await reviewed.answered(reviewed.asha, "投资 13.6")

    assert "待您审核 1 项" in await reviewed.answered(reviewed.bela, "/review")


async def test_the_list_comes_at_the_due_time_and_before_the_lock_only_if_needed(
    reviewed: Town,
) -> None:
    await reviewed.answered(reviewed.asha, "投资 13.5 零售 8.2")
    await reviewed.live_until(FRIDAY_DUE + A_MINUTE)
    first = await reviewed.bela.sees("待您审核 2 项")
    await reviewed.bela.presses(first, "全部通过（2 项）")
    await reviewed.quiet()
    before = (await reviewed.new_messages(reviewed.bela))[-1].id

    await reviewed.live_until(LAST_HOUR + A_MINUTE)

    after = await reviewed.new_messages(reviewed.bela, after=before)
    assert ["待您审核" in seen for seen in after] == [False]  # the evening's digest alone


async def test_who_has_not_confirmed_is_reminded_before_the_lock(reviewed: Town) -> None:
    await reviewed.answered(reviewed.asha, "投资 13.5")
    await reviewed.live_until(FRIDAY_DUE + A_MINUTE)
    first = await reviewed.bela.sees("待您审核 1 项")

    await reviewed.live_until(LAST_HOUR + A_MINUTE)
    again = await reviewed.new_messages(reviewed.bela, after=first.id)

    digest, reminder = again
    assert "等您审核 1 项" in digest
    assert "待您审核 1 项" in reminder


async def test_what_nobody_confirmed_does_not_count_and_a_correction_makes_it(
    reviewed: Town,
) -> None:
    waiting = await listed(reviewed)
    await reviewed.live_until(MONDAY_LOCK + A_MINUTE)

    pressed = await reviewed.bela.presses(waiting, "全部通过（2 项）")
    told = (await pressed.answer())["text"]
    await reviewed.answered(reviewed.asha, "/correct 投资 13.5 当时没有人审核")
    request = await reviewed.enzo.sees("申请更正")
    await reviewed.enzo.presses(request, "同意")
    await reviewed.asha.sees("已更正")

    assert "本期不计入" in told
    assert await reviewed.stands("fai") == "13.5"
    assert (await reviewed.revisions())[-1].reviewed is False


async def test_where_no_supervisor_is_the_assessors_are_asked(reviewed: Town) -> None:
    await reviewed.answered(reviewed.chidi, "14.2")

    assert "柳河固定资产投资" in await reviewed.answered(reviewed.enzo, "/review")
    assert "没有等您审核的数" in await reviewed.answered(reviewed.bela, "/review")


async def test_nobody_confirms_a_number_of_their_own(reviewed: Town) -> None:
    await appoint(reviewed, asha="cadre,supervisor,assessor", bela="cadre")
    await reviewed.answered(reviewed.asha, "投资 13.5")

    theirs = await reviewed.answered(reviewed.asha, "/review")
    pressed = await reviewed.asha.forges(theirs, await _approval(reviewed))

    assert "没有等您审核的数" in theirs
    assert "您自己的数" in (await pressed.answer())["text"]
    assert "城关固定资产投资" in await reviewed.answered(reviewed.enzo, "/review")


@pytest.mark.parametrize("who", ["chidi", "diana"])
async def test_nobody_else_confirms_anything(reviewed: Town, who: str) -> None:
    await reviewed.answered(reviewed.asha, "投资 13.5")
    theirs = await reviewed.answered(reviewed.phones[who], "/help")

    pressed = await reviewed.phones[who].forges(theirs, await _approval(reviewed))

    assert "不在您的权限内" in (await pressed.answer())["text"]
    assert await reviewed.count(decision) == 0


async def test_what_is_sent_back_waits_no_more(reviewed: Town) -> None:
    await listed(reviewed)

    await reviewed.answered(reviewed.bela, "/return 城关 投资 口径不对")

    assert "待您审核 1 项" in await reviewed.answered(reviewed.bela, "/review")
    await reviewed.quiet()  # she has been asked again by now, and reads on below that
    assert "还差 4 项" in await reviewed.answered(reviewed.asha, "零售 8.3")


async def _approval(town: Town) -> str:
    """The data of the button that confirms Asha's investment."""
    known = await town.parts.deps.roster.current()
    (own,) = [a.id for a in known.owed_by("asha") if a.indicator == "fai"]
    return f"yes:{own}:2026-W10:1"
