"""Buttons: what a tap does, once; and every tap that is foreign, stale or repeated."""

from datetime import timedelta
from typing import Any

import pytest

from sandbox.phone import Phone
from sandbox.seen import Seen
from tests.endtoend import cast
from tests.endtoend.town import MONDAY_LOCK, THURSDAY, Town
from tests.handlers.forging import assignment

A_MINUTE = timedelta(minutes=1)
A_WEEK = timedelta(days=7)
TOO_OLD: dict[str, Any] = {
    "method": "answerCallbackQuery",
    "status": 400,
    "description": "Bad Request: query is too old and response timeout expired or query ID is "
    "invalid",
}


async def test_another_ones_question_is_not_settled(town: Town) -> None:
    question = await town.answered(town.asha, "投资 135000")
    card = await town.answered(town.chidi, "/report")

    pressed = await town.chidi.forges(card, next(iter(question.data.values())))

    assert "过期" in (await pressed.answer())["text"]
    assert await town.revisions() == []


async def test_a_stranger_with_a_button_is_a_stranger(town: Town) -> None:
    hello = await town.answered(town.stranger, "hello")
    mine = await assignment(town, "lh", "fai")

    pressed = await town.stranger.forges(hello, f"x:{mine}:2026-W10")

    assert "还没有登记" in (await pressed.answer())["text"]
    assert await town.revisions() == []


async def test_a_button_of_last_week_is_refused_after_the_lock(town: Town) -> None:
    card = await town.answered(town.chidi, "/report")
    await town.live_until(MONDAY_LOCK + A_MINUTE)

    pressed = await town.chidi.forges(card, card.data["同上期 4.20 亿元"])

    assert "锁定" in (await pressed.answer())["text"]
    assert await town.revisions() == []
    assert await town.revisions(period="2026-W11") == []


async def test_a_button_on_a_message_too_old_to_be_shown_still_works_once(town: Town) -> None:
    card = await town.answered(town.chidi, "/report")

    await town.chidi.forges(card, card.data["不涉及"], inaccessible=True)
    await town.chidi.sees("不涉及")

    assert await town.stands("fai", unit="lh") == "not_applicable"
    assert len(await town.revisions()) == 1


async def test_a_forged_button_on_such_a_message_is_answered_too(town: Town) -> None:
    card = await town.answered(town.chidi, "/report")

    pressed = await town.chidi.forges(card, "q:77:1", inaccessible=True)

    assert "过期" in (await pressed.answer())["text"]
    assert await town.revisions() == []


async def test_the_same_as_last_time_is_one_tap(town: Town) -> None:
    card = await town.answered(town.chidi, "/report")

    await town.chidi.presses(card, "同上期")
    echo = await town.chidi.sees("4.20")

    assert "与上期持平" in echo
    assert await town.stands("fai", unit="lh") == "4.20"


@pytest.mark.parametrize(
    ("label", "answer"), [("不涉及", "not_applicable"), ("暂无", "not_available")]
)
async def test_what_is_no_number_is_one_tap(town: Town, label: str, answer: str) -> None:
    card = await town.answered(town.chidi, "/report")

    await town.chidi.presses(card, label)
    await town.chidi.sees(label, "报齐")

    assert await town.stands("fai", unit="lh") == answer


async def test_the_answer_to_a_tap_takes_the_questions_place_and_can_be_taken_back(
    town: Town,
) -> None:
    card = await town.answered(town.chidi, "/report")
    await town.chidi.presses(card, "不涉及")
    echo = await town.chidi.sees("不涉及", "报齐")

    await town.chidi.presses(echo, "撤回")
    asked = await town.chidi.sees("已撤回")
    await town.chidi.presses(asked, "暂无")
    await town.chidi.sees("暂无", "报齐")

    assert len(await town.chidi.bot_messages()) == 1
    assert await town.stands("fai", unit="lh") == "not_available"


async def test_the_last_of_two_taps_counts(town: Town) -> None:
    card = await town.answered(town.chidi, "/report")
    await town.chidi.forges(card, card.data["不涉及"])
    await town.chidi.sees("不涉及")

    await town.chidi.forges(card, card.data["暂无"])
    await town.chidi.sees("暂无")

    assert await town.stands("fai", unit="lh") == "not_available"


async def test_six_items_by_taps_alone_leave_two_messages(town: Town) -> None:
    card = await town.answered(town.asha, "/report")
    await town.asha.presses(card, "逐项填")
    for number in range(1, 7):
        asked = await town.asha.sees(f"{number}/6")
        await town.asha.presses(asked, "同上期")
    await town.asha.sees("报齐")

    assert len(await town.asha.bot_messages()) == 2
    assert set((await town.all_stand()).values()) == set(cast.LAST_WEEK.values())


async def test_a_new_card_leaves_the_old_one_without_buttons(town: Town) -> None:
    old = await town.answered(town.asha, "/report")
    new = await town.answered(town.asha, "/report")
    await town.quiet()

    above = await town.asha.message(old)
    assert (above.buttons, new.buttons) == ([], ["逐项填"])
    assert "请看下面" in above
    await town.asha.says(cast.SIX_LINES, reply_to=old)
    await town.asha.sees("6 项")


async def test_item_by_item_leads_through_all_with_skips(town: Town) -> None:
    card = await town.answered(town.asha, "/report")
    await town.asha.presses(card, "逐项填")
    first = await town.asha.sees("1/6")
    await town.asha.says("13.5")
    second = await town.asha.sees("2/6", "零售")
    await town.asha.presses(second, "先跳过")
    third = await town.asha.sees("3/6")
    await town.asha.presses(third, "同上期")
    fourth = await town.asha.sees("4/6")
    await town.asha.presses(fourth, "不涉及")
    fifth = await town.asha.sees("5/6")
    await town.asha.presses(fifth, "暂无")
    await town.asha.sees("6/6")
    await town.asha.says("6.2")
    again = await town.asha.sees("2/6")
    await town.asha.says("8.2")
    done = await town.asha.sees("报齐")

    assert "上期 12.30" in first
    assert "13.50" in second
    assert "先跳过" not in " ".join(again.buttons)
    assert "8.20" in done
    assert await town.all_stand() == {
        "fai": "13.5",
        "ret": "8.2",
        "ind": "5.10",
        "inv": "not_applicable",
        "new": "not_available",
        "fig": "6.2",
    }


async def test_while_led_item_by_item_a_named_number_goes_to_its_own_item(town: Town) -> None:
    card = await town.answered(town.asha, "/report")
    await town.asha.presses(card, "逐项填")
    await town.asha.sees("1/6")

    await town.asha.says("零售 8.2")
    await town.asha.sees("8.20")

    assert await town.stands("ret") == "8.2"
    assert await town.stands("fai") is None


async def test_the_undo_button_takes_back_what_its_message_said(town: Town) -> None:
    await town.answered(town.asha, "投资 13.5")
    echo = await town.answered(town.asha, "零售 8.2")

    await town.asha.presses(echo, "撤回")
    await town.asha.sees("已撤回")

    assert await town.stands("fai") == "13.5"
    assert await town.stands("ret") is None


async def test_an_undo_button_is_stale_when_the_number_was_replaced(town: Town) -> None:
    first = await town.answered(town.chidi, "14.2")
    await town.answered(town.chidi, "14.5")

    pressed = await town.chidi.presses(first, "撤回")

    assert "过期" in (await pressed.answer())["text"]
    assert await town.stands("fai", unit="lh") == "14.5"


async def test_an_undo_button_pressed_twice_takes_back_once(town: Town) -> None:
    await town.answered(town.chidi, "14.2")
    echo = await town.answered(town.chidi, "14.5")
    await town.chidi.presses(echo, "撤回")
    await town.chidi.sees("已撤回")

    pressed = await town.chidi.forges(echo, echo.data["撤回"])

    assert "过期" in (await pressed.answer())["text"]
    assert await town.stands("fai", unit="lh") == "14.2"
    assert len(await town.revisions()) == 3


async def test_the_language_is_one_tap(town: Town) -> None:
    asked = await town.answered(town.chidi, "/language")
    await town.chidi.presses(asked, "English")
    await town.chidi.sees("English")

    echo = await town.answered(town.chidi, "14.2")

    assert "week 10" in echo.text


async def test_a_press_is_answered_even_when_the_bot_was_away_too_long(town: Town) -> None:
    card = await town.answered(town.chidi, "/report")
    await town.sandbox.client.fault("error", **TOO_OLD)

    await town.chidi.presses(card, "同上期")

    await town.chidi.sees("4.20")


async def test_a_press_lost_by_telegram_leaves_the_button_usable(town: Town) -> None:
    card = await town.answered(town.chidi, "/report")
    await town.stop()
    await town.chidi.presses(card, "同上期")
    await town.sleep_until(THURSDAY + 3 * A_MINUTE)
    await town.start()
    await town.quiet()
    before = await town.revisions()

    await town.chidi.presses(card, "同上期")
    await town.chidi.sees("4.20")

    assert before == []
    assert len(await town.revisions()) == 1


async def test_a_question_in_a_second_message_does_not_break_the_first(town: Town) -> None:
    card = await town.answered(town.asha, "/report")
    await town.asha.presses(card, "逐项填")
    first = await town.asha.sees("1/6")

    question = await town.answered(town.asha, "135000")
    await town.asha.presses(question, "是 13.50")
    await town.asha.sees("13.50", "2/6")

    assert await town.stands("fai") == "13.5"
    assert await labels(town.asha, first) == first.buttons


async def test_six_taps_on_one_button_by_a_nervous_finger_make_one_number(town: Town) -> None:
    question = await town.answered(town.asha, "投资 135000")

    for _ in range(6):
        await town.asha.forges(question, question.data["是 13.50 亿元"])
    await town.quiet()

    assert await town.stands("fai") == "13.5"
    assert len(await town.revisions()) == 1


@pytest.mark.parametrize(
    ("asked", "button", "after", "indicator", "stands"),
    [
        ("投资 135000", "是 13.50 亿元", "投资 13.9", "fai", "13.9"),
        ("零售 8.2或8.6", "8.6", "零售 8.3", "ret", "8.3"),
        ("入规 无", "就是 0", "入规 5", "new", "5"),
    ],
)
async def test_a_question_that_was_overtaken_says_so_and_changes_nothing(
    town: Town, asked: str, button: str, after: str, indicator: str, stands: str
) -> None:
    question = await town.answered(town.asha, asked)
    await town.live_until(THURSDAY + A_MINUTE)
    await town.answered(town.asha, after)

    label = next(label for label in question.buttons if label.startswith(button))
    pressed = await town.asha.presses(question, label)

    assert "这个按钮已经过期" in (await pressed.answer())["text"]
    assert await town.stands(indicator) == stands


async def test_a_stale_button_offers_the_question_that_waits(town: Town) -> None:
    first = await town.answered(town.asha, "投资 135000")
    await town.asha.presses(first, "重填")
    await town.asha.sees("1/6")
    await town.answered(town.asha, "零售 82000")

    pressed = await town.asha.forges(first, first.data["是 13.50 亿元"])
    offered = await town.asha.sees("82,000")
    await town.asha.presses(offered, "是 8.20")
    await town.asha.sees("8.20")

    assert "最新的在下面" in (await pressed.answer())["text"]
    assert await town.stands("ret") == "8.2"


async def test_a_stale_button_offers_the_item_that_the_chat_was_led_to(town: Town) -> None:
    question = await town.answered(town.asha, "投资 135000")
    await town.asha.presses(question, "重填")
    await town.asha.sees("1/6")

    await town.asha.forges(question, question.data["是 13.50 亿元"])

    assert "同上期" in str(await town.asha.sees("1/6"))


async def test_a_stale_button_says_so_when_nothing_is_left_to_answer(town: Town) -> None:
    first = await town.answered(town.chidi, "14.2")
    await town.answered(town.chidi, "14.5")

    answer = await (await town.chidi.presses(first, "撤回")).answer()
    await town.quiet()

    assert "没有要您填" in answer["text"]
    assert answer["show_alert"]
    assert len(await town.chidi.bot_messages()) == 2


async def test_a_button_of_a_locked_week_offers_the_week_that_is_asked_now(town: Town) -> None:
    card = await town.answered(town.chidi, "/report")
    await town.live_until(THURSDAY + A_WEEK)
    seen = await town.new_messages(town.chidi)

    pressed = await town.chidi.forges(card, card.data["同上期 4.20 亿元"])
    (offered,) = await town.new_messages(town.chidi, after=seen[-1].id)

    assert "锁定" in (await pressed.answer())["text"]
    assert "请报第11周" in offered


async def test_a_refusal_that_telegram_cannot_show_any_more_is_written(town: Town) -> None:
    card = await town.answered(town.chidi, "/report")
    theirs = await assignment(town, "cg", "fai")
    await town.sandbox.client.fault("error", **TOO_OLD)

    await town.chidi.forges(card, f"x:{theirs}:2026-W10")

    assert "不是您负责" in await town.chidi.sees()
    assert await town.revisions() == []


async def test_a_stale_button_that_telegram_has_forgotten_is_told_of_in_writing(town: Town) -> None:
    card = await town.answered(town.chidi, "/report")
    await town.sandbox.client.fault("error", **TOO_OLD)

    await town.chidi.forges(card, "q:77:1")

    await town.chidi.sees("过期")
    await town.chidi.sees("请报第10周")


async def labels(phone: Phone, message: Seen) -> list[str]:
    """The buttons of a message as it stands now."""
    return (await phone.message(message)).buttons
