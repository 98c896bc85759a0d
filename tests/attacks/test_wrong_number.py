"""Numbers that would land on the wrong item, in the wrong period, or against somebody's will."""

from datetime import UTC, datetime, timedelta

from domain.clocks import ClockKind
from domain.periods import Period
from handlers.actions.posting import pushing
from sandbox.seen import Seen
from tests.attacks.rosters import monthly, only, reimport, with_deputy
from tests.endtoend.town import THURSDAY, Town

A_MINUTE = timedelta(minutes=1)
FIRST_OF_APRIL = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
"""Wednesday: March is asked since nine, the fourteenth week is asked tomorrow."""
NEXT_THURSDAY = THURSDAY + timedelta(days=7)


async def close(town: Town, period: str) -> None:
    """Lock a period early, as the verb `close` does."""
    clocks = town.parts.deps.schedule.clocks_of(Period.parse(period))
    lock = next(clock for clock in clocks if clock.kind is ClockKind.LOCK)
    await pushing.fire(town.parts.deps, lock, by_hand=True)


async def test_an_edit_about_an_item_that_was_retired_is_not_taken_for_another_item(
    town: Town,
) -> None:
    await reimport(town, only("asha", "fai", "ret"))
    typed = await town.asha.says("投资 12.4")
    await town.asha.sees("12.40")
    await reimport(town, only("asha", "ret"))

    await town.asha.edits(typed, "8.1")
    await town.quiet()

    assert [f"{row.value}" for row in await town.revisions()] == ["12.4"]


async def test_a_reply_to_an_item_that_was_retired_is_not_taken_for_another_item(
    town: Town,
) -> None:
    card = await town.answered(town.asha, "/report")
    await town.asha.presses(card, "逐项填")
    asked = await town.asha.sees("固定资产投资")
    await reimport(town, only("asha", "ret"))

    await town.asha.says("8.1", reply_to=asked)
    await town.quiet()

    assert await town.revisions() == []


async def test_a_doubtful_number_edited_a_week_later_does_not_count_for_the_new_week(
    town: Town,
) -> None:
    typed = await town.chidi.says("42")
    await town.chidi.sees("是不是")
    await town.live_until(NEXT_THURSDAY)

    await town.chidi.edits(typed, "4.3")
    await town.quiet()

    assert await town.revisions(period="2026-W11") == []


async def test_an_edit_that_changes_nothing_does_not_bring_back_an_old_number(town: Town) -> None:
    first = await town.chidi.says("14.2")
    await town.chidi.sees("14.20")
    await town.live_until(THURSDAY + A_MINUTE)
    await town.answered(town.chidi, "14.5")
    await town.live_until(THURSDAY + 2 * A_MINUTE)

    await town.chidi.edits(first, "14.2")
    await town.quiet()

    assert await town.stands("fai", unit="lh") == "14.5"


async def test_a_question_that_a_plain_number_settled_is_not_answered_by_an_old_button(
    town: Town,
) -> None:
    question = await town.answered(town.chidi, "142")
    await town.live_until(THURSDAY + A_MINUTE)
    await town.answered(town.chidi, "14.5")

    pressed = await town.chidi.presses(question, 0)
    await town.quiet()

    assert await town.stands("fai", unit="lh") == "14.5"
    assert len(await town.revisions()) == 1
    assert (await pressed.answer())["text"]


async def test_a_deputys_old_question_does_not_pretend_to_replace_a_newer_number(
    town: Town,
) -> None:
    await reimport(town, with_deputy)
    question = await town.answered(town.chidi, "投资 135")
    await town.live_until(THURSDAY + A_MINUTE)
    await town.answered(town.asha, "投资 13.6")

    await town.chidi.presses(question, "135")
    await town.quiet()

    last = (await town.chidi.bot_messages())[-1]
    assert await town.stands("fai") == "13.6"
    assert "已记" not in last.text


async def test_after_an_early_close_of_the_week_the_month_is_still_answered(town: Town) -> None:
    await reimport(town, monthly("ret"))
    await town.live_until(THURSDAY + A_MINUTE)
    await close(town, "2026-W10")
    await town.live_until(THURSDAY + 2 * A_MINUTE)

    await town.asha.says("零售 8.2")
    await town.quiet()

    assert await town.stands("ret", period="2026-M02") == "8.2"


async def test_a_reply_to_the_months_card_counts_for_the_month(town: Town) -> None:
    await reimport(town, monthly("ret"))
    await town.live_until(THURSDAY + A_MINUTE)
    cards = await told(town, "/report")
    month = next(card for card in cards if "月" in card.text.splitlines()[0])

    await town.asha.says("8.2", reply_to=month)
    await town.quiet()

    assert await town.stands("ret", period="2026-M02") == "8.2"
    assert await town.stands("fai") is None


async def test_a_bare_number_between_two_weeks_counts_for_the_month_that_is_asked(
    town: Town,
) -> None:
    await reimport(town, monthly("ret"))
    await town.live_until(FIRST_OF_APRIL)

    await town.asha.says("8.2")
    await town.quiet()

    assert await town.revisions(period="2026-W14") == []
    assert await town.stands("ret", period="2026-M03") == "8.2"


async def test_an_item_not_asked_yet_is_refused_by_name_while_the_month_is_asked(
    town: Town,
) -> None:
    await reimport(town, monthly("ret"))
    await town.live_until(FIRST_OF_APRIL)

    await town.asha.says("投资 13.5")
    await town.quiet()

    assert await town.revisions(period="2026-W14") == []


async def told(town: Town, text: str) -> list[Seen]:
    before = len(await town.asha.bot_messages())
    await town.asha.says(text)
    await town.quiet()
    return list((await town.asha.bot_messages())[before:])


async def test_a_tap_counts_even_where_our_clock_is_behind_telegrams(town: Town) -> None:
    ahead = town.clock.now() + timedelta(seconds=20)
    card = await town.answered(town.chidi, "/report")
    await town.chidi.says("4.3", date=ahead)
    await town.chidi.sees("4.30")

    await town.chidi.presses(card, "不涉及")
    await town.quiet()

    assert await town.stands("fai", unit="lh") == "not_applicable"


async def test_an_undo_counts_even_where_our_clock_is_behind_telegrams(town: Town) -> None:
    ahead = town.clock.now() + timedelta(seconds=20)
    await town.chidi.says("4.3", date=ahead)
    echo = await town.chidi.sees("4.30")

    await town.chidi.presses(echo, "撤回")
    await town.quiet()

    assert await town.stands("fai", unit="lh") is None


async def test_a_lead_left_unfinished_last_week_does_not_go_on_by_itself(town: Town) -> None:
    card = await town.answered(town.asha, "/report")
    await town.asha.presses(card, "逐项填")
    await town.asha.sees("固定资产投资")
    await town.live_until(NEXT_THURSDAY)

    echo = await town.answered(town.asha, "零售 8.2")

    assert "撤回" in echo.buttons


async def test_a_pinned_message_is_not_taken_for_a_wrong_answer(town: Town) -> None:
    await town.sandbox.client.inject(
        {
            "message": {
                "message_id": 900,
                "date": int(town.clock.now().timestamp()),
                "chat": {"id": town.asha.id, "type": "private", "first_name": "x"},
                "from": {"id": town.asha.id, "is_bot": False, "first_name": "x"},
                "pinned_message": {
                    "message_id": 1,
                    "date": 0,
                    "chat": {"id": town.asha.id, "type": "private", "first_name": "x"},
                },
            }
        }
    )
    await town.quiet()

    assert await town.asha.bot_messages() == []
