"""Stopped and started in the middle of a conversation: it goes on where it was."""

from datetime import timedelta

from domain.clocks import Clock, ClockKind
from domain.periods import Period
from handlers.actions.posting import pushing
from tests.endtoend import cast
from tests.endtoend.town import FRIDAY_DUE, THURSDAY, WEEK, Town
from tests.handlers.corrections import appoint
from tests.sandbox.pictures import png

FRIDAY_REMINDER = THURSDAY + timedelta(hours=23)
A_WEEK = timedelta(days=7)


def prompt_of(town: Town) -> Clock:
    """What asks for this week's numbers."""
    clocks = town.parts.deps.schedule.clocks_of(Period.parse(WEEK))
    return next(clock for clock in clocks if clock.kind is ClockKind.PROMPT)


async def test_a_question_survives_a_restart(town: Town) -> None:
    question = await town.answered(town.asha, "投资 135000")

    await town.restart()
    await town.asha.presses(question, "是 13.50")
    await town.asha.sees("13.50")

    assert await town.stands("fai") == "13.5"


async def test_every_kind_of_question_survives_a_restart_and_a_new_card(town: Town) -> None:
    asked = {
        "投资 135000": "是 13.50 亿元",
        "零售 8.2或8.6": "8.6",
        "入规 无": "就是 0",
        "5.6": "规上工业增加值 5.6",
    }
    questions = {text: await town.answered(town.asha, text) for text in asked}
    refill = await town.answered(town.asha, "招商 300")
    await town.asha.presses(refill, "重填")
    await town.asha.sees("4/6")

    await town.restart()
    await pushing.fire(town.parts.deps, prompt_of(town), by_hand=True)
    await town.asha.sees("请报第10周")
    await town.asha.says("3.4")
    await town.asha.sees("3.40")
    for text, label in asked.items():
        button = next(b for b in questions[text].buttons if label in b)
        await town.asha.presses(questions[text], button)
        await town.quiet()

    assert await town.all_stand() == {
        "fai": "13.5",
        "ret": "8.6",
        "ind": "5.6",
        "inv": "3.4",
        "new": "0",
        "fig": None,
    }


async def test_questions_beside_numbers_survive_a_restart_and_a_new_card_as_well(
    town: Town,
) -> None:
    await appoint(town, enzo="admin,assessor")
    await town.answered(town.asha, "零售 8.2")
    await town.asha.sends_photo(png(200, 200))
    whose = await town.asha.sees("哪一项的佐证")
    why = await town.answered(town.diana, "/return 城关 零售")
    await town.answered(town.chidi, "/correct 投资 4.3 上周单位写错")
    request = await town.enzo.sees("申请更正")

    await town.restart()
    await pushing.fire(town.parts.deps, prompt_of(town), by_hand=True)
    await town.asha.sees("请报第10周")
    await town.asha.presses(whose, next(b for b in whose.buttons if "固定资产投资" in b))
    await town.diana.presses(why, "口径可能不对，请核对")
    await town.asha.sees("请您再核对")
    await town.enzo.presses(request, "同意")
    await town.quiet()

    assert "佐证 1 份" in await town.answered(town.asha, "/history 投资")
    assert await town.stands("ret") is None
    assert await town.stands("fai", unit="lh", period="2026-W09") == "4.3"


async def test_being_led_item_by_item_survives_a_restart_and_a_day_of_silence(town: Town) -> None:
    card = await town.answered(town.asha, "/report")
    await town.asha.presses(card, "逐项填")
    await town.asha.sees("1/6")
    await town.asha.says("13.5")
    await town.asha.sees("2/6")

    await town.stop()
    await town.sleep_until(THURSDAY + timedelta(hours=22))
    await town.start()
    await town.asha.says("8.2")
    third = await town.asha.sees("3/6")

    assert "8.20" in third
    assert await town.stands("ret") == "8.2"


async def test_a_reply_to_an_echo_from_before_a_restart_finds_its_item(town: Town) -> None:
    echo = await town.answered(town.asha, "零售 8.2")

    await town.restart()
    await town.asha.says("8.6", reply_to=echo)
    await town.asha.sees("8.60")

    assert await town.stands("ret") == "8.6"


async def test_buttons_from_before_a_restart_work(town: Town) -> None:
    echo = await town.answered(town.asha, "零售 8.2")

    await town.restart()
    await town.asha.presses(echo, "撤回")
    await town.asha.sees("已撤回")

    assert await town.stands("ret") is None


async def test_a_reminder_does_not_break_a_running_answer(morning: Town) -> None:
    await morning.live_until(THURSDAY)
    card = await morning.asha.sees("第10周")
    await morning.asha.presses(card, "逐项填")
    await morning.asha.sees("1/6")

    await morning.live_until(FRIDAY_REMINDER)
    await morning.asha.sees("还差")
    await morning.asha.says("13.5")
    await morning.asha.sees("2/6")

    assert await morning.stands("fai") == "13.5"


async def test_a_question_about_a_number_outlives_a_new_prompt_and_counts_for_its_own_week(
    morning: Town,
) -> None:
    await morning.live_until(FRIDAY_DUE)
    question = await morning.answered(morning.asha, "投资 135000")

    await morning.live_until(FRIDAY_DUE + A_WEEK)
    pressed = await morning.asha.presses(question, "是 13.50")
    answer = await pressed.answer()

    assert "锁定" in answer["text"]
    assert await morning.stands("fai") is None
    assert await morning.stands("fai", period="2026-W11") is None


async def test_last_weeks_dialog_does_not_swallow_this_weeks_numbers(morning: Town) -> None:
    await morning.live_until(THURSDAY)
    card = await morning.asha.sees("第10周")
    await morning.asha.presses(card, "逐项填")
    await morning.asha.sees("1/6")

    await morning.live_until(THURSDAY + A_WEEK)
    echo = await morning.answered(morning.asha, cast.SIX_LINES)

    assert "第11周" in echo
    assert await morning.stands("fig", period="2026-W11") == "6.2"


async def test_what_was_said_while_the_bot_was_down_is_answered_in_order(town: Town) -> None:
    await town.stop()
    await town.chidi.says("14.2")
    await town.chidi.says("14.4")
    await town.asha.says(cast.SIX_LINES)

    await town.start()
    await town.quiet()
    first, second = await town.new_messages(town.chidi)

    assert "14.20" in first
    assert "14.40" in second
    assert await town.all_stand() == cast.SIX_VALUES


async def test_a_message_whose_answer_failed_for_a_while_is_answered_in_the_end(
    town: Town,
) -> None:
    await town.sandbox.client.fault("body", method="sendMessage", status=502, times=2)

    await town.chidi.says("14.2")
    await town.chidi.sees("14.20")

    assert len(await town.revisions()) == 1
