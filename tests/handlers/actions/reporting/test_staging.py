"""Stages of typed numbers: on record as said, kept when nothing is said, never lost silently."""

from datetime import UTC, datetime

import pytest

from domain.errors import StaleButton
from domain.figures import Figure, Stage
from domain.people import Language
from handlers import replies
from handlers.actions.reporting import choosing, undoing
from handlers.actions.reporting.outcomes import Outcome
from handlers.actions.reporting.staging import offered_for, restage
from handlers.texts import echoes, mine, questions
from handlers.texts.catalog import catalog
from storage import figures
from tests.endtoend.desk import Desk
from tests.endtoend.town import WEEK
from tests.handlers.actions.rosters import power_by_month, reimport

MARCH = datetime(2026, 3, 3, 2, tzinfo=UTC)
ZH, EN = catalog(Language.ZH), catalog(Language.EN)


async def standing(desk: Desk, indicator: str = "fai") -> Figure:
    own = await desk.owed("asha", indicator)
    async with desk.deps.db.reading() as session:
        return (await figures.for_period(session, WEEK))[own]


async def test_the_stage_that_was_said_is_on_record_and_told(desk: Desk) -> None:
    outcome = await desk.says("asha", "核定 投资 13.4，快报 零售 8.2")

    assert (await standing(desk)).stage is Stage.VERIFIED
    assert (await standing(desk, "ret")).stage is Stage.FLASH
    echo = echoes.recorded(outcome, ZH, desk.deps.yardstick)
    assert "13.40 亿元</b>（核定）" in echo
    assert "8.20 亿元</b>（快报）" in echo


async def test_a_stage_said_of_everything_is_told_once(desk: Desk) -> None:
    outcome = await desk.says("asha", "快报数：投资 13.5 零售 8.2")

    echo = echoes.recorded(outcome, EN, desk.deps.yardstick)
    assert "2 items noted (flash):" in echo
    assert echo.count("flash") == 1


async def test_nothing_said_is_the_usual_stage_and_no_word_more(desk: Desk) -> None:
    outcome = await desk.says("asha", "投资 13.5")

    assert (await standing(desk)).stage is Stage.ESTIMATE
    assert "预计" not in echoes.recorded(outcome, ZH, desk.deps.yardstick)


async def test_a_verified_number_put_right_stays_verified(desk: Desk) -> None:
    await desk.says("asha", "核定 投资 13.4")

    outcome = await desk.says("asha", "改 投资 13.6")

    assert (await standing(desk)).stage is Stage.VERIFIED
    assert "13.60 亿元</b>（核定）" in echoes.recorded(outcome, ZH, desk.deps.yardstick)


async def test_a_step_back_is_asked_about_with_both_ways_as_buttons(desk: Desk) -> None:
    await desk.says("asha", "核定 投资 13.4")

    outcome = await desk.says("asha", "预计 投资 13.6")

    (doubtful,) = outcome.doubtful
    assert (await standing(desk)).stage is Stage.VERIFIED
    assert "已有核定数 <b>13.40 亿元</b>" in questions.question(doubtful, ZH)
    assert questions.labels(doubtful, {}, ZH) == ["核定 13.6 亿元", "预计 13.6 亿元"]


async def test_either_answer_to_it_is_recorded_and_the_step_back_is_marked(desk: Desk) -> None:
    await desk.says("asha", "核定 投资 13.4")
    (doubtful,) = (await desk.says("asha", "预计 投资 13.6")).doubtful
    assert doubtful.id is not None

    await choosing.settle_question(
        desk.deps, await desk.press("asha"), question=doubtful.id, choice=1
    )

    figure = await standing(desk)
    assert (figure.stage, figure.odd, figure.estimate) == (Stage.ESTIMATE, "step_back", True)


async def test_the_later_stage_of_the_same_number_needs_no_other_value(desk: Desk) -> None:
    await desk.says("asha", "投资 13.5")

    outcome = await desk.says("asha", "核定 投资 13.5")

    assert (await standing(desk)).stage is Stage.VERIFIED
    assert "原来是 13.50 亿元" in echoes.recorded(outcome, ZH, desk.deps.yardstick)


async def test_undo_brings_the_stage_back_with_the_number(desk: Desk) -> None:
    await desk.says("asha", "核定 投资 13.4")
    await desk.says("asha", "修订 投资 13.6")

    await undoing.undo(desk.deps, await desk.recall("asha"))

    figure = await standing(desk)
    assert (f"{figure.value}", figure.stage) == ("13.4", Stage.VERIFIED)


async def test_an_edit_that_takes_the_stage_out_takes_it_off(desk: Desk) -> None:
    await desk.says("asha", "核定 投资 13.4", number=77)

    await desk.says("asha", "投资 13.4", number=77, edited_at=1_772_676_400)

    assert (await standing(desk)).stage is Stage.ESTIMATE


async def test_a_doubtful_number_keeps_its_stage_through_the_question(desk: Desk) -> None:
    (doubtful,) = (await desk.says("asha", "快报 投资 135000")).doubtful
    assert doubtful.id is not None

    await choosing.settle_question(
        desk.deps, await desk.press("asha"), question=doubtful.id, choice=0
    )

    figure = await standing(desk)
    assert (f"{figure.value}", figure.stage) == ("13.5", Stage.FLASH)


async def test_own_numbers_are_listed_with_their_stage(desk: Desk) -> None:
    outcome = await desk.says("asha", "核定 投资 13.4")

    words = mine.mine(outcome.person, outcome.items, ZH, desk.deps.yardstick)
    assert "固定资产投资 13.40 亿元（核定）" in words


async def monthly(desk: Desk) -> Outcome:
    """January and February, reported in March."""
    await reimport(desk, power_by_month)
    desk.wait_until(MARCH)
    return await desk.says("asha", "用电 1480 社零增速 4.6")


async def stages(desk: Desk) -> dict[str, Stage]:
    roster = await desk.deps.roster.current()
    async with desk.deps.db.reading() as session:
        known = await figures.for_period(session, "2026-M02")
    return {roster.assignments[own].indicator: one.stage for own, one in known.items()}


async def test_a_monthly_number_is_told_with_its_stage_and_offers_the_later_ones(
    desk: Desk,
) -> None:
    outcome = await monthly(desk)

    (echo,) = replies.recorded(outcome, ZH, desk.deps.yardstick, origin_message=1)
    buttons = {button.label: button.data for row in echo.keyboard for button in row}
    assert "2 项（预计）" in echo.text
    message = outcome.origin.message_id
    assert buttons["是快报数"] == f"g:{message}:flash"
    assert buttons["是核定数"] == f"g:{message}:verified"


async def test_one_tap_makes_all_numbers_of_a_message_verified_and_a_second_changes_nothing(
    desk: Desk,
) -> None:
    said = (await monthly(desk)).origin.message_id
    press = await desk.press("asha")
    before = await desk.revisions()

    outcome = await restage(desk.deps, press, message=said, stage=Stage.VERIFIED)
    again = await restage(desk.deps, press, message=said, stage=Stage.VERIFIED)

    assert await stages(desk) == {"ele": Stage.VERIFIED, "rgr": Stage.VERIFIED}
    assert await desk.revisions() == before + 2
    assert [one.item.figure for one in again.saved] == [one.item.figure for one in outcome.saved]
    assert offered_for(outcome.saved) == ()


async def test_a_weekly_number_offers_no_stages(desk: Desk) -> None:
    outcome = await desk.says("asha", "投资 13.5")

    assert offered_for(outcome.saved) == ()
    with pytest.raises(StaleButton):
        await restage(
            desk.deps,
            await desk.press("asha"),
            message=outcome.origin.message_id,
            stage=Stage.VERIFIED,
        )


async def test_a_number_replaced_meanwhile_keeps_its_stage(desk: Desk) -> None:
    said = (await monthly(desk)).origin.message_id
    await desk.says("asha", "用电 1490")

    await restage(desk.deps, await desk.press("asha"), message=said, stage=Stage.VERIFIED)

    assert await stages(desk) == {"ele": Stage.ESTIMATE, "rgr": Stage.VERIFIED}


async def test_undo_takes_the_stage_back_before_the_number(desk: Desk) -> None:
    said = (await monthly(desk)).origin.message_id
    await restage(desk.deps, await desk.press("asha"), message=said, stage=Stage.FLASH)

    await undoing.undo(desk.deps, await desk.recall("asha"))

    assert await stages(desk) == {"ele": Stage.ESTIMATE, "rgr": Stage.ESTIMATE}
    assert await desk.stands(period="2026-M02") == {"ele": "1480", "rgr": "4.6"}
