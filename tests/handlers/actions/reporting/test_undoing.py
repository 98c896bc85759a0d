"""One step back: what stood before stands again, and the history stays."""

from datetime import timedelta

import pytest

from domain.errors import NothingToUndo, StaleButton
from handlers.actions.reporting.undoing import undo
from tests.endtoend import cast
from tests.endtoend.desk import Desk
from tests.endtoend.town import MONDAY_LOCK

A_MINUTE = timedelta(minutes=1)


async def test_the_last_message_is_taken_back_whole(desk: Desk) -> None:
    await desk.says("asha", cast.SIX_LINES)

    result = await undo(desk.deps, await desk.recall("asha"))

    assert len(result.saved) == 6
    assert all(item.is_open for item in result.items)
    assert await desk.stands() == {}
    assert await desk.revisions() == 12


async def test_one_step_after_another_leads_back_to_the_beginning(desk: Desk) -> None:
    for text in ("14.2", "14.4", "14.6"):
        await desk.says("chidi", text)

    seen = []
    for _ in range(3):
        await undo(desk.deps, await desk.recall("chidi"))
        seen.append(await desk.stands("chidi"))

    assert seen == [{"fai": "14.4"}, {"fai": "14.2"}, {}]
    with pytest.raises(NothingToUndo):
        await undo(desk.deps, await desk.recall("chidi"))


async def test_the_same_wish_handled_twice_takes_back_once(desk: Desk) -> None:
    await desk.says("chidi", "14.2")
    await desk.says("chidi", "14.4")
    recall = await desk.recall("chidi")

    first = await undo(desk.deps, recall)
    again = await undo(desk.deps, recall)

    assert await desk.stands("chidi") == {"fai": "14.2"}
    assert [one.item.figure for one in again.saved] == [one.item.figure for one in first.saved]


async def test_a_note_and_an_estimate_come_back_too(desk: Desk) -> None:
    await desk.says("chidi", "约14.2 因雨停工")
    await desk.says("chidi", "14.4")

    result = await undo(desk.deps, await desk.recall("chidi"))

    figure = result.saved[0].item.figure
    assert figure is not None
    assert (figure.note, figure.estimate) == ("因雨停工", True)


async def test_one_message_of_several_is_taken_back_by_its_number(desk: Desk) -> None:
    first = await desk.says("asha", "投资 13.5")
    await desk.says("asha", "零售 8.2")

    await undo(desk.deps, await desk.recall("asha", message=first.origin.message_id))

    assert await desk.stands() == {"ret": "8.2"}


async def test_a_message_whose_number_was_replaced_is_not_taken_back(desk: Desk) -> None:
    first = await desk.says("chidi", "14.2")
    await desk.says("chidi", "14.4")

    with pytest.raises(StaleButton):
        await undo(desk.deps, await desk.recall("chidi", message=first.origin.message_id))

    assert await desk.stands("chidi") == {"fai": "14.4"}


async def test_nobody_takes_back_what_another_said(desk: Desk) -> None:
    theirs = await desk.says("asha", "投资 13.5")

    with pytest.raises(StaleButton):
        await undo(desk.deps, await desk.recall("chidi", message=theirs.origin.message_id))
    with pytest.raises(NothingToUndo):
        await undo(desk.deps, await desk.recall("chidi"))

    assert await desk.stands() == {"fai": "13.5"}


async def test_what_is_locked_stays(desk: Desk) -> None:
    await desk.says("chidi", "14.2")
    desk.wait_until(MONDAY_LOCK + A_MINUTE)

    with pytest.raises(NothingToUndo):
        await undo(desk.deps, await desk.recall("chidi"))

    assert await desk.stands("chidi") == {"fai": "14.2"}


async def test_after_taking_back_a_number_can_be_given_again(desk: Desk) -> None:
    await desk.says("chidi", "14.2")
    await undo(desk.deps, await desk.recall("chidi"))

    await desk.says("chidi", "14.2")

    assert await desk.stands("chidi") == {"fai": "14.2"}
