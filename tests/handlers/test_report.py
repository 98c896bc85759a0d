"""A cadre's numbers by message: read, saved at once, echoed, replaced, put right."""

from datetime import timedelta

import pytest

from sandbox.seen import Seen
from tests.endtoend import cast
from tests.endtoend.town import FRIDAY_DUE, FRIDAY_LATE, MONDAY_LOCK, THURSDAY, Town

A_MINUTE = timedelta(minutes=1)


async def test_one_number_is_saved_at_once_and_echoed_with_what_it_means(town: Town) -> None:
    echo = await town.answered(town.chidi, "14.2")

    assert await town.stands("fai", unit="lh") == "14.2"
    for words in ("第10周", "固定资产投资", "14.20 亿元", "+10.00", "78.9%", "报齐了"):
        assert words in echo.text
    assert echo.buttons == ["撤回"]


async def test_six_lines_answer_six_items_without_a_tap(town: Town) -> None:
    echo = await town.answered(town.asha, cast.SIX_LINES)

    assert await town.all_stand() == cast.SIX_VALUES
    assert "6 项" in echo
    assert "报齐" in echo
    assert len(await town.new_messages(town.asha)) == 1


async def test_names_and_aliases_in_one_line_answer_their_items_only(town: Town) -> None:
    echo = await town.answered(town.asha, "投资 13.5，社零8.2 工业增加值没出来")

    assert await town.stands("fai") == "13.5"
    assert await town.stands("ret") == "8.2"
    assert "还差" in echo
    assert echo.buttons[0] == "撤回"


async def test_the_second_number_replaces_the_first_and_both_stay_on_record(town: Town) -> None:
    await town.answered(town.chidi, "14.2")

    echo = await town.answered(town.chidi, "14.5")

    assert await town.stands("fai", unit="lh") == "14.5"
    assert "原来是 14.20 亿元" in echo
    assert [f"{row.value}" for row in await town.revisions()] == ["14.2", "14.5"]


async def test_an_item_that_was_answered_is_put_right_by_its_name(town: Town) -> None:
    await town.answered(town.asha, cast.SIX_LINES)

    echo = await town.answered(town.asha, "改 投资 13.6")

    assert await town.stands("fai") == "13.6"
    assert "原来是 13.50 亿元" in echo


@pytest.mark.parametrize(
    ("typed", "code", "value"),
    [
        ("投资 １３．５", "fai", "13.5"),
        ("投资 13.5亿元", "fai", "13.5"),
        ("投资 135,000万", "fai", "13.5"),
        ("投资 十三点五", "fai", "13.5"),
        ("固投增速 增长6.2%", "fig", "6.2"),
        ("固投增速 下降1.3%", "fig", "-1.3"),
        ("零售 同上", "ret", "7.90"),
        ("入规 不涉及", "new", "not_applicable"),
        ("入规 暂无", "new", "not_available"),
    ],
)
async def test_plain_forms_are_read(town: Town, typed: str, code: str, value: str) -> None:
    await town.answered(town.asha, typed)

    assert await town.stands(code) == value


async def test_a_converted_number_shows_how_it_was_read(town: Town) -> None:
    echo = await town.answered(town.asha, "投资 135000万元")

    assert "135000万元 → 13.50 亿元" in echo


async def test_what_is_written_beside_a_number_is_kept_as_its_note(town: Town) -> None:
    echo = await town.answered(town.asha, "投资 约13.5 因雨停工")

    (row,) = await town.revisions()
    assert (row.note, row.estimate) == ("因雨停工", True)
    assert "备注：因雨停工" in echo
    assert "约数" in echo


async def test_small_talk_after_everything_is_reported_asks_for_nothing(town: Town) -> None:
    await town.answered(town.chidi, "14.2")

    answer = await town.answered(town.chidi, "谢谢")

    assert "报齐" in answer


async def test_a_voice_message_instead_of_a_number_is_answered_and_not_stored(town: Town) -> None:
    chidi = {"id": town.chidi.id, "is_bot": False, "first_name": "齐迪"}
    voice = {"file_id": "AwAC1", "file_unique_id": "v1", "duration": 3}
    said = {"message_id": 1, "date": int(THURSDAY.timestamp()), "from": chidi, "voice": voice}
    chat = {"id": town.chidi.id, "type": "private", "first_name": "齐迪"}
    await town.sandbox.client.inject({"message": said | {"chat": chat}}, chat_id=town.chidi.id)

    assert "只要数字" in await town.chidi.sees()
    assert await town.revisions() == []


async def test_the_same_as_last_time_without_a_last_time_is_refused(town: Town) -> None:
    code = await invited(town, "femi")
    await town.femi.starts(code)
    await town.femi.sees("费米")

    answer = await town.answered(town.femi, "同上")

    assert "还没有上一期" in answer
    assert await town.revisions() == []


async def test_report_shows_what_is_asked_with_last_values_and_targets(town: Town) -> None:
    await town.answered(town.asha, "投资 13.5")

    card = await town.answered(town.asha, "/report")

    for words in ("阿莎同志", "第10周", "16:00前报", "上期 7.90", "一季度目标 12.00"):
        assert words in card
    assert "✓ 固定资产投资 13.50 亿元" in card
    assert card.buttons == ["逐项填"]


async def test_mine_shows_each_number_against_target_and_pace(town: Town) -> None:
    await town.answered(town.asha, "投资 13.5")

    words = await town.answered(town.asha, "/mine")

    for part in ("第10周", "固定资产投资 13.50 亿元", "75.0%", "序时 74.4%", "未报"):
        assert part in words


async def test_a_reply_to_an_echo_is_about_its_item(town: Town) -> None:
    echo = await town.answered(town.asha, "投资 13.5")

    await town.asha.says("13.8", reply_to=echo)
    await town.asha.sees("13.80")

    assert await town.stands("fai") == "13.8"


async def test_a_reply_to_the_card_fills_what_is_open_in_order(town: Town) -> None:
    card = await town.answered(town.asha, "/report")

    await town.asha.says(cast.SIX_LINES, reply_to=card)
    await town.asha.sees("6 项")

    assert await town.all_stand() == cast.SIX_VALUES


async def test_a_number_in_the_grace_is_still_on_time(town: Town) -> None:
    await town.live_until(FRIDAY_DUE + A_MINUTE)

    await town.answered(town.chidi, "14.2")

    (row,) = await town.revisions()
    assert row.timeliness == "on_time"


async def test_a_number_after_the_grace_is_taken_and_marked_late(town: Town) -> None:
    await town.live_until(FRIDAY_LATE)

    await town.answered(town.chidi, "14.2")

    (row,) = await town.revisions()
    assert row.timeliness == "late"


async def test_a_late_second_number_marks_a_correction(town: Town) -> None:
    await town.answered(town.chidi, "14.2")
    await town.live_until(FRIDAY_LATE)

    await town.answered(town.chidi, "14.5")

    assert [row.timeliness for row in await town.revisions()] == ["on_time", "corrected"]


async def test_between_lock_and_prompt_a_plain_number_is_refused_with_both_ways(
    town: Town,
) -> None:
    await town.live_until(MONDAY_LOCK + A_MINUTE)

    answer = await town.answered(town.chidi, "14.2")

    for words in ("第10周", "锁定", "考核组", "第11周", "/report"):
        assert words in answer
    assert await town.revisions() == []
    assert await town.revisions(period="2026-W11") == []


async def test_after_the_lock_the_next_week_can_be_reported_early_by_the_card(
    town: Town,
) -> None:
    await town.live_until(MONDAY_LOCK + A_MINUTE)
    card = await town.answered(town.chidi, "/report")

    await town.chidi.says("14.2", reply_to=card)
    echo = await town.chidi.sees("第11周")

    assert "14.20" in echo
    assert await town.stands("fai", unit="lh", period="2026-W11") == "14.2"


async def test_after_the_lock_the_next_week_can_be_reported_early_item_by_item(
    town: Town,
) -> None:
    await town.live_until(MONDAY_LOCK + A_MINUTE)
    card = await town.answered(town.asha, "/report")
    await town.asha.presses(card, "逐项填")
    await town.asha.sees("1/6")

    await town.asha.says("13.5")
    await town.asha.sees("2/6")

    assert await town.stands("fai", period="2026-W11") == "13.5"


async def test_a_reply_to_last_weeks_card_is_refused_after_the_lock(town: Town) -> None:
    card = await town.answered(town.chidi, "/report")
    await town.live_until(MONDAY_LOCK + A_MINUTE)

    await town.chidi.says("14.2", reply_to=card)
    answer = await town.chidi.sees("锁定")

    assert "第10周" in answer
    assert await town.revisions() == []
    assert await town.revisions(period="2026-W11") == []


async def test_a_number_counts_for_the_week_it_was_sent_in_though_the_bot_was_down(
    town: Town,
) -> None:
    await town.stop()
    await town.sleep_until(MONDAY_LOCK - A_MINUTE)
    await town.chidi.says("14.2")
    await town.sleep_until(MONDAY_LOCK + A_MINUTE)

    await town.start()
    echo = await town.chidi.sees("14.20")

    assert "第10周" in echo
    assert await town.stands("fai", unit="lh") == "14.2"


async def test_an_edited_message_is_a_correction(town: Town) -> None:
    said = await town.chidi.says("14.2")
    await town.chidi.sees("14.20")

    await town.chidi.edits(said, "14.6")
    echo = await town.chidi.sees("14.60")

    assert "原来是 14.20 亿元" in echo
    assert [row.source for row in await town.revisions()] == ["message", "edit"]


async def test_two_edits_within_one_second_both_count_and_each_only_once(town: Town) -> None:
    said = await town.chidi.says("14.2")
    await town.chidi.sees("14.20")
    same_second = THURSDAY + A_MINUTE

    await town.chidi.edits(said, "14.6", date=same_second)
    await town.chidi.sees("14.60")
    await town.chidi.edits(said, "14.5", date=same_second)
    await town.chidi.sees("14.50")
    await town.sandbox.client.redeliver(100)
    await town.quiet()

    assert [f"{row.value}" for row in await town.revisions()] == ["14.2", "14.6", "14.5"]
    assert await town.stands("fai", unit="lh") == "14.5"


async def test_an_edit_of_one_line_of_six_changes_one_number(town: Town) -> None:
    said = await town.asha.says(cast.SIX_LINES)
    await town.asha.sees("6 项")

    await town.asha.edits(said, cast.SIX_LINES.replace("8.2", "8.6"))
    await town.asha.sees("8.60")

    assert await town.all_stand() == {**cast.SIX_VALUES, "ret": "8.6"}
    assert len(await town.revisions()) == 7


async def test_an_edit_that_changes_nothing_leaves_no_trace_on_record(town: Town) -> None:
    said = await town.chidi.says("14.2")
    await town.chidi.sees("14.20")

    await town.chidi.edits(said, "14.20")
    await town.chidi.sees("没有变化")

    assert len(await town.revisions()) == 1


async def test_an_edit_after_the_lock_is_refused_and_changes_nothing(town: Town) -> None:
    said = await town.chidi.says("14.2")
    await town.chidi.sees("14.20")
    await town.live_until(MONDAY_LOCK + A_MINUTE)

    await town.chidi.edits(said, "14.6")
    answer = await town.chidi.sees("锁定")

    assert "没有改动" in answer
    assert await town.stands("fai", unit="lh") == "14.2"
    assert await town.revisions(period="2026-W11") == []


async def test_an_edit_into_something_unreadable_leaves_the_number_as_it_was(town: Town) -> None:
    said = await town.chidi.says("14.2")
    await town.chidi.sees("14.20")

    await town.chidi.edits(said, "十几")
    await town.chidi.sees("没看懂")

    assert await town.stands("fai", unit="lh") == "14.2"


async def test_undo_takes_back_the_last_message_whole(town: Town) -> None:
    await town.answered(town.asha, cast.SIX_LINES)

    words = await town.answered(town.asha, "/undo")

    assert words.text.count("已撤回") == 6
    assert set((await town.all_stand()).values()) == {None}


async def test_undo_brings_back_what_stood_before(town: Town) -> None:
    await town.answered(town.chidi, "14.2")
    await town.answered(town.chidi, "14.5")

    words = await town.answered(town.chidi, "/undo")

    assert "14.20 亿元" in words
    assert await town.stands("fai", unit="lh") == "14.2"


async def test_undo_does_not_reach_behind_the_lock(town: Town) -> None:
    await town.answered(town.chidi, "14.2")
    await town.live_until(MONDAY_LOCK + A_MINUTE)

    assert "没有可以撤回" in await town.answered(town.chidi, "/undo")
    assert await town.stands("fai", unit="lh") == "14.2"


async def test_words_of_a_cadre_cannot_break_a_message(town: Town) -> None:
    echo = await town.answered(town.asha, "投资 13.5 <b>& 停工</b>")

    assert "备注：<b>& 停工</b>" in echo


async def invited(town: Town, code: str) -> str:
    """A fresh code, as /invite of an admin gives it."""
    answer: Seen = await town.answered(town.enzo, f"/invite {code}")
    return answer.text.rsplit("?start=", 1)[1].split()[0]


async def test_half_a_firm_is_asked_about_and_told_as_it_was_written(town: Town) -> None:
    question = await town.answered(town.asha, "入规 3.4")
    assert "新入规企业写的是 3.4 家，不是整数" in question

    await town.asha.presses(question, "就是 3.4 家")
    await town.quiet()

    assert "3.4 家" in await town.asha.message(question)
    assert await town.stands("new") == "3.4"


async def test_who_asks_how_is_told_where_it_is_written(town: Town) -> None:
    assert "用法发 /help" in await town.answered(town.asha, "这个怎么填？")
