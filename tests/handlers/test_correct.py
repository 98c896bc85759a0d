"""After the lock: a correction is asked for in one message and decided by an assessor's tap."""

from datetime import timedelta

import pytest

from sandbox.seen import Seen
from storage import audit
from storage.models.base import core
from storage.models.corrections import CorrectionRow
from tests.endtoend.town import MONDAY_LOCK, Town
from tests.handlers.corrections import ASKED, appoint, lock

A_MINUTE = timedelta(minutes=1)


@pytest.fixture
async def locked(town: Town) -> Town:
    """Monday after the lock; Chidi said 14.2, and Enzo and Bela are assessors."""
    await lock(town)
    return town


async def asked(town: Town, text: str = ASKED) -> Seen:
    """Chidi asks, and Enzo reads it."""
    await town.answered(town.chidi, text)
    return await town.enzo.sees("申请更正", text.split()[-1])


async def test_a_request_is_handed_in_and_every_assessor_is_told(locked: Town) -> None:
    receipt = await locked.answered(locked.chidi, ASKED)
    told = [await phone.sees("申请更正") for phone in (locked.enzo, locked.bela)]

    for words in ("第10周", "柳河固定资产投资", "14.20 亿元 → 14.80 亿元", "上周漏了一笔"):
        assert words in receipt
        assert all(words in seen for seen in told)
    assert all("齐迪同志" in seen for seen in told)
    assert all(seen.buttons == ["同意", "不同意"] for seen in told)
    assert await locked.stands("fai", unit="lh") == "14.2"
    assert await locked.new_messages(locked.diana) == []


async def test_a_granted_correction_is_a_new_revision_in_the_cadres_name(locked: Town) -> None:
    request = await asked(locked)

    await locked.enzo.presses(request, "同意")
    result = await locked.chidi.sees("已更正")

    for words in ("第10周", "14.80 亿元", "原来是 14.20 亿元", "恩佐"):
        assert words in result
    row = (await locked.revisions())[-1]
    assert (f"{row.value}", row.timeliness, row.typed_by) == ("14.8", "corrected", "chidi")
    assert (row.note, row.stage) == ("上周漏了一笔", "revised")
    assert await locked.stands("fai", unit="lh") == "14.8"
    async with locked.db.reading() as session:
        assert await audit.verify(session) is None


async def test_a_refused_correction_changes_nothing_and_is_told(locked: Town) -> None:
    request = await asked(locked)

    await locked.bela.sees("申请更正")
    await locked.enzo.presses(request, "不同意")
    result = await locked.chidi.sees("没有更正")

    assert "仍是 14.20 亿元" in result
    assert len(await locked.revisions()) == 1
    assert await locked.stands("fai", unit="lh") == "14.2"


async def test_a_correction_takes_the_cadre_three_messages_in_all(locked: Town) -> None:
    before = (await locked.new_messages(locked.chidi))[-1].id
    request = await asked(locked)
    await locked.enzo.presses(request, "同意")
    await locked.chidi.sees("已更正")

    received = await locked.new_messages(locked.chidi, after=before)

    assert len(received) == 2  # a receipt and a result, after the one that was sent


async def test_the_first_decision_counts_and_the_second_is_told_so(locked: Town) -> None:
    first = await asked(locked)
    second = await locked.bela.sees("申请更正")
    await locked.enzo.presses(first, "同意")
    await locked.chidi.sees("已更正")

    pressed = await locked.bela.presses(second, "不同意")

    assert "恩佐已同意" in (await pressed.answer())["text"]
    assert await locked.stands("fai", unit="lh") == "14.8"
    assert len(await locked.revisions()) == 2


async def test_the_decided_request_loses_its_buttons_and_says_what_was_decided(
    locked: Town,
) -> None:
    request = await asked(locked)

    await locked.enzo.presses(request, "同意")
    await locked.chidi.sees("已更正")
    after = await locked.enzo.message(request)

    assert "恩佐已同意" in after
    assert after.buttons == []


async def test_a_nervous_finger_grants_once(locked: Town) -> None:
    request = await asked(locked)

    for _ in range(4):
        await locked.enzo.forges(request, request.data["同意"])
    await locked.quiet()

    assert len(await locked.revisions()) == 2


@pytest.mark.parametrize("who", ["diana", "asha", "chidi"])
async def test_nobody_but_an_assessor_decides(locked: Town, who: str) -> None:
    request = await asked(locked)
    theirs = await locked.answered(locked.phones[who], "/help")

    pressed = await locked.phones[who].forges(theirs, request.data["同意"])

    assert "不在您的权限内" in (await pressed.answer())["text"]
    assert await locked.stands("fai", unit="lh") == "14.2"


async def test_an_assessor_does_not_decide_about_a_number_of_their_own(locked: Town) -> None:
    await appoint(locked, chidi="cadre,assessor")
    request = await asked(locked)
    own = await locked.answered(locked.chidi, "/help")

    pressed = await locked.chidi.forges(own, request.data["同意"])

    assert "其他同志" in (await pressed.answer())["text"]
    assert await locked.stands("fai", unit="lh") == "14.2"
    assert not any("申请更正" in seen for seen in await locked.new_messages(locked.chidi))


async def test_a_request_lapses_after_five_days(locked: Town) -> None:
    request = await asked(locked)
    await locked.live_until(MONDAY_LOCK + timedelta(days=5, minutes=2))

    pressed = await locked.enzo.presses(request, "同意")

    assert "失效" in (await pressed.answer())["text"]
    assert await locked.stands("fai", unit="lh") == "14.2"


async def test_a_newer_request_takes_the_place_of_the_older_one(locked: Town) -> None:
    older = await asked(locked)
    newer = await asked(locked, "/correct 投资 14.9 又漏了一笔")

    pressed = await locked.enzo.presses(older, "同意")
    words = (await pressed.answer())["text"]
    await locked.enzo.presses(newer, "同意")
    await locked.chidi.sees("已更正")

    assert "最新一条" in words
    assert await locked.stands("fai", unit="lh") == "14.9"


async def test_a_number_that_was_never_given_may_be_given_late_this_way(locked: Town) -> None:
    await locked.answered(locked.asha, "/correct 零售 8.2 当时数据没出来")
    request = await locked.enzo.sees("申请更正")

    await locked.enzo.presses(request, "同意")
    result = await locked.asha.sees("已更正")

    assert "原来是 未报" in result
    (row,) = [row for row in await locked.revisions() if row.typed_by == "asha"]
    assert (f"{row.value}", row.timeliness) == ("8.2", "late")


async def test_an_unusual_number_is_handed_in_with_a_mark_for_the_assessor(locked: Town) -> None:
    request = await asked(locked, "/correct 投资 148000 单位写错")

    await locked.enzo.presses(request, "同意")
    await locked.chidi.sees("已更正")

    assert "不寻常" in request
    assert (await locked.revisions())[-1].odd


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("/correct 投资 14.8亿元 漏了一笔", "14.8"),
        ("/correct 投资 148000 万元 漏了一笔", "14.8"),
        ("/correct 投资 14.8 上周漏了2笔", "14.8"),
        ("/correct 投资 14.8 原报14.2有误 请改", "14.8"),
        ("/correct 14.8 上周漏了一笔", "14.8"),
        ("/correct 投资 不涉及 项目已移交", "not_applicable"),
    ],
)
async def test_what_stands_behind_the_number_is_the_reason(
    locked: Town, typed: str, value: str
) -> None:
    request = await asked(locked, typed)

    await locked.enzo.presses(request, "同意")
    await locked.chidi.sees("已更正")

    assert await locked.stands("fai", unit="lh") == value


async def test_without_an_assessor_in_reach_nothing_is_handed_in(town: Town) -> None:
    await town.answered(town.chidi, "14.2")
    await town.live_until(MONDAY_LOCK + A_MINUTE)

    answer = await town.answered(town.chidi, ASKED)

    assert "没有提交" in answer
    assert await town.count(core(CorrectionRow)) == 0


async def test_before_the_lock_it_is_the_week_before_that_is_corrected(town: Town) -> None:
    await appoint(town, enzo="admin,assessor")

    receipt = await town.answered(town.chidi, "/correct 投资 4.3 漏了一笔")

    assert "第9周" in receipt
    assert "4.20 亿元 → 4.30 亿元" in receipt


@pytest.mark.parametrize("how", ["edit", "reply", "plain", "press"])
async def test_a_number_after_the_lock_is_shown_the_way_to_correct_it(town: Town, how: str) -> None:
    said = await town.chidi.says("14.2")
    echo = await town.chidi.sees("14.20")
    card = await town.answered(town.asha, "/report")
    await town.live_until(MONDAY_LOCK + A_MINUTE)

    match how:
        case "edit":
            await town.chidi.edits(said, "14.6")
            words = (await town.chidi.sees("锁定")).text
        case "reply":
            await town.chidi.says("14.6", reply_to=echo)
            words = (await town.chidi.sees("锁定")).text
        case "plain":
            words = (await town.answered(town.chidi, "14.6")).text
        case _:
            pressed = await town.asha.forges(card, card.data["逐项填"])
            words = (await pressed.answer())["text"]

    assert "/correct 投资 13.6 原因" in words
    assert await town.stands("fai", unit="lh") == "14.2"


async def test_the_request_and_the_result_speak_the_readers_language(locked: Town) -> None:
    asking = await locked.answered(locked.enzo, "/language")
    await locked.enzo.presses(asking, "English")
    await locked.enzo.sees("English")

    await locked.answered(locked.chidi, ASKED)
    request = await locked.enzo.sees("asks for a correction")
    await locked.enzo.presses(request, "Grant")
    await locked.chidi.sees("已更正")

    assert "week 10" in request
    assert "agreed" in await locked.enzo.message(request)


async def test_a_request_survives_a_restart(locked: Town) -> None:
    request = await asked(locked)
    await locked.restart()

    await locked.enzo.presses(request, "同意")
    await locked.chidi.sees("已更正")

    assert await locked.stands("fai", unit="lh") == "14.8"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("/correct 投资 14.8 单位写错", "单位写错"),
        ("/correct 投资 14.8 亿元 与统计局核对后更正", "与统计局核对后更正"),
        ("/correct 投资 14.8\n因2号楼 漏报", "因2号楼 漏报"),
    ],
)
async def test_the_reason_is_kept_word_for_word(locked: Town, typed: str, reason: str) -> None:
    request = await asked(locked, typed)

    assert f"原因：{reason}\n" in f"{request.text}\n"
    assert "→ 14.80 亿元" in request


async def test_markup_in_a_reason_is_only_words(locked: Town) -> None:
    request = await asked(locked, "/correct 投资 14.8 漏了<b>一笔")

    assert "漏了<b>一笔" in request


async def test_a_verified_number_after_the_lock_goes_to_the_assessors_by_itself(
    locked: Town,
) -> None:
    receipt = await locked.answered(locked.chidi, "核定 投资 14.1")

    assert "14.20 亿元 → 14.10 亿元（核定）" in receipt
    assert "原因：核定" in receipt
    request = await locked.enzo.sees("申请更正", "14.10 亿元（核定）")
    await locked.enzo.presses(request, "同意")
    await locked.chidi.sees("已更正")
    row = (await locked.revisions())[-1]
    assert (f"{row.value}", row.stage) == ("14.1", "verified")


async def test_a_plain_number_after_the_lock_is_still_refused(locked: Town) -> None:
    refused = await locked.answered(locked.chidi, "投资 14.1")

    assert "/correct" in refused
    assert len(await locked.revisions()) == 1
