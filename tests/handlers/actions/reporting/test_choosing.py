"""Taps on questions and items: what each choice records, once, for its own week."""

from datetime import timedelta
from decimal import Decimal

import pytest

from domain.errors import NoPrevious, NotYours, PeriodLocked, StaleButton
from domain.figures import Answer
from handlers.actions.reporting import choosing, leading
from handlers.actions.reporting.outcomes import Outcome
from tests.endtoend import cast
from tests.endtoend.desk import Desk
from tests.endtoend.town import FRIDAY_LATE, MONDAY_LOCK, WEEK

A_MINUTE = timedelta(minutes=1)


async def question(desk: Desk, text: str, code: str = "asha") -> tuple[int, Outcome]:
    """A doubtful message, and the number of the question it led to."""
    outcome = await desk.says(code, text)
    (doubtful,) = outcome.doubtful
    assert doubtful.id is not None
    return doubtful.id, outcome


async def test_the_likely_number_is_one_tap(desk: Desk) -> None:
    asked, _ = await question(desk, "投资 135000")

    await choosing.settle_question(desk.deps, await desk.press("asha"), question=asked, choice=0)

    assert await desk.stands() == {"fai": "13.5"}


async def test_the_number_as_typed_is_one_tap_and_marked_odd(desk: Desk) -> None:
    asked, _ = await question(desk, "投资 135000")

    outcome = await choosing.settle_question(
        desk.deps, await desk.press("asha"), question=asked, choice=1
    )

    figure = outcome.saved[0].item.figure
    assert figure is not None
    assert (figure.value, figure.odd) == (Decimal(135000), "magnitude")


async def test_a_number_stood_by_is_not_questioned_again(desk: Desk) -> None:
    asked, _ = await question(desk, "投资 135000")
    await choosing.settle_question(desk.deps, await desk.press("asha"), question=asked, choice=1)

    again = await desk.says("asha", "投资 135000")

    assert again.doubtful == ()
    assert await desk.stands() == {"fai": "135000"}


@pytest.mark.parametrize(
    ("text", "choice", "stands"),
    [("入规 无", 0, "0"), ("入规 无", 1, "not_available")],
)
async def test_zero_or_nothing_is_asked_and_either_is_recorded(
    desk: Desk, text: str, choice: int, stands: str
) -> None:
    asked, outcome = await question(desk, text)

    await choosing.settle_question(
        desk.deps, await desk.press("asha"), question=asked, choice=choice
    )

    assert outcome.doubtful[0].reason.kind == "zero_or_nothing"
    assert await desk.stands() == {"new": stands}


async def test_a_number_for_any_of_six_items_is_asked_back_and_goes_where_tapped(
    desk: Desk,
) -> None:
    asked, outcome = await question(desk, "8.2")

    await choosing.settle_question(desk.deps, await desk.press("asha"), question=asked, choice=1)

    assert outcome.doubtful[0].reason.kind == "which_item"
    assert await desk.stands() == {"ret": "8.2"}


async def test_two_taps_on_one_question_record_one_number(desk: Desk) -> None:
    asked, _ = await question(desk, "8.2")
    await choosing.settle_question(desk.deps, await desk.press("asha"), question=asked, choice=1)

    with pytest.raises(StaleButton):
        await choosing.settle_question(
            desk.deps, await desk.press("asha"), question=asked, choice=2
        )

    assert await desk.stands() == {"ret": "8.2"}


async def test_the_same_tap_handled_twice_records_once(desk: Desk) -> None:
    asked, _ = await question(desk, "投资 135000")
    press = await desk.press("asha")

    for _ in range(2):
        await choosing.settle_question(desk.deps, press, question=asked, choice=0)

    assert await desk.revisions() == 1


@pytest.mark.parametrize("choice", [-1, 2, 9])
async def test_a_choice_that_was_not_offered_is_stale(desk: Desk, choice: int) -> None:
    asked, _ = await question(desk, "投资 135000")

    with pytest.raises(StaleButton):
        await choosing.settle_question(
            desk.deps, await desk.press("asha"), question=asked, choice=choice
        )


async def test_a_question_is_over_when_its_item_was_answered_otherwise(desk: Desk) -> None:
    asked, _ = await question(desk, "投资 135000")
    desk.wait_until(desk.now + A_MINUTE)
    await desk.says("asha", "投资 13.8")

    with pytest.raises(StaleButton):
        await choosing.settle_question(
            desk.deps, await desk.press("asha"), question=asked, choice=1
        )

    assert await desk.stands() == {"fai": "13.8"}


@pytest.mark.parametrize(
    ("asking", "choice", "after", "stands"),
    [("投资 135000", 0, "投资 13.8", {"fai": "13.8"}), ("8.2", 1, "零售 8.3", {"ret": "8.3"})],
)
async def test_a_number_of_the_same_second_that_came_after_a_question_is_not_replaced(
    desk: Desk, asking: str, choice: int, after: str, stands: dict[str, str]
) -> None:
    asked, _ = await question(desk, asking)
    await desk.says("asha", after)

    with pytest.raises(StaleButton):
        await choosing.settle_question(
            desk.deps, await desk.press("asha"), question=asked, choice=choice
        )

    assert await desk.stands() == stands


async def test_a_number_of_the_same_second_that_came_before_a_question_is_replaced(
    desk: Desk,
) -> None:
    await desk.says("asha", "投资 13.8")
    asked, _ = await question(desk, "投资 135000")

    await choosing.settle_question(desk.deps, await desk.press("asha"), question=asked, choice=0)

    assert await desk.stands() == {"fai": "13.5"}


async def test_another_ones_question_is_stale(desk: Desk) -> None:
    asked, _ = await question(desk, "投资 135000")

    with pytest.raises(StaleButton):
        await choosing.settle_question(
            desk.deps, await desk.press("chidi"), question=asked, choice=0
        )


async def test_a_number_counts_for_when_it_was_typed_not_for_the_tap(desk: Desk) -> None:
    asked, _ = await question(desk, "投资 135000")
    desk.wait_until(FRIDAY_LATE)

    outcome = await choosing.settle_question(
        desk.deps, await desk.press("asha"), question=asked, choice=0
    )

    figure = outcome.saved[0].item.figure
    assert figure is not None
    assert figure.timeliness == "on_time"


async def test_after_the_lock_a_question_cannot_be_settled(desk: Desk) -> None:
    asked, _ = await question(desk, "投资 135000")
    desk.wait_until(MONDAY_LOCK + A_MINUTE)

    with pytest.raises(PeriodLocked):
        await choosing.settle_question(
            desk.deps, await desk.press("asha"), question=asked, choice=0
        )

    assert await desk.revisions() == 0


async def test_typing_anew_asks_for_the_item_alone_and_takes_the_next_number(desk: Desk) -> None:
    asked, _ = await question(desk, "投资 135000")

    alone = await leading.ask_again(desk.deps, await desk.press("asha"), question=asked)
    await desk.says("asha", "13.9")

    assert alone.item.indicator.code == "fai"
    assert await desk.stands() == {"fai": "13.9"}


async def test_special_answers_are_recorded_for_the_item_pressed(desk: Desk) -> None:
    for indicator, answer in (("inv", Answer.NOT_APPLICABLE), ("new", Answer.NOT_AVAILABLE)):
        await choosing.choose(
            desk.deps,
            await desk.press("asha"),
            answer=answer,
            assignment=await desk.owed("asha", indicator),
            period=WEEK,
        )
    await choosing.choose(
        desk.deps,
        await desk.press("asha"),
        answer=None,
        assignment=await desk.owed("asha", "ret"),
        period=WEEK,
    )

    assert await desk.stands() == {
        "inv": "not_applicable",
        "new": "not_available",
        "ret": cast.LAST_WEEK["ret"],
    }


async def test_the_same_as_last_time_needs_a_last_time(desk: Desk) -> None:
    desk.wait_until(desk.now - timedelta(days=7))

    with pytest.raises(NoPrevious):
        await choosing.choose(
            desk.deps,
            await desk.press("chidi"),
            answer=None,
            assignment=await desk.owed("chidi", "fai"),
            period="2026-W09",
        )


async def test_nobody_presses_for_another(desk: Desk) -> None:
    with pytest.raises(NotYours):
        await choosing.choose(
            desk.deps,
            await desk.press("chidi"),
            answer=Answer.NOT_APPLICABLE,
            assignment=await desk.owed("asha", "fai"),
            period=WEEK,
        )


async def test_item_by_item_goes_round_to_the_first_that_is_open(desk: Desk) -> None:
    await desk.says("asha", "零售 8.2 工业 5.6 招商 3.4 入规 5")

    asked = await leading.ask_item(
        desk.deps,
        await desk.press("asha"),
        assignment=await desk.owed("asha", "fig"),
        period=WEEK,
    )

    assert (asked.item.indicator.code, asked.total) == ("fig", 6)
    assert asked.following is not None
    assert asked.following.indicator.code == "fai"


async def test_an_answer_that_is_to_be_changed_takes_the_next_number(desk: Desk) -> None:
    await desk.says("asha", "投资 13.5")
    item = await desk.owed("asha", "fai")

    await leading.ask_item(desk.deps, await desk.press("asha"), assignment=item, period=WEEK)
    outcome = await desk.says("asha", "13.7")

    assert await desk.stands() == {"fai": "13.7"}
    assert not outcome.one_by_one


async def test_a_change_somebody_else_was_faster_with_takes_no_number(desk: Desk) -> None:
    await desk.says("asha", "投资 13.5")
    item = await desk.owed("asha", "fai")
    await leading.ask_item(desk.deps, await desk.press("asha"), assignment=item, period=WEEK)
    await desk.says("asha", "投资 13.6")

    await desk.says("asha", "8.2")

    assert await desk.stands() == {"fai": "13.6"}
