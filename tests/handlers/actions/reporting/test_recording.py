"""Messages recorded in batches: all or one by one, once, each for its own week."""

import asyncio
from datetime import timedelta

import pytest

from domain.errors import NoPrevious, NothingOpen, NotOpenYet, PeriodLocked
from domain.figures import Source
from handlers.actions.reporting.outcomes import Outcome
from handlers.actions.reporting.recording import record_batch
from storage import clocks
from tests.endtoend import cast
from tests.endtoend.desk import Desk
from tests.endtoend.town import FRIDAY_LATE, MONDAY_LOCK, WEEK

A_MINUTE = timedelta(minutes=1)


async def test_many_messages_are_recorded_together_and_answered_in_order(desk: Desk) -> None:
    batch = [
        await desk.typed("asha", cast.SIX_LINES),
        await desk.typed("chidi", "14.2"),
        await desk.typed("chidi", "14.4"),
    ]

    six, first, second = await record_batch(desk.deps, batch)

    assert isinstance(six, Outcome)
    assert len(six.saved) == 6
    assert isinstance(first, Outcome)
    assert isinstance(second, Outcome)
    assert second.saved[0].previous == first.saved[0].item.figure
    assert await desk.stands("chidi") == {"fai": "14.4"}


async def test_a_refused_message_keeps_no_other_from_being_recorded(desk: Desk) -> None:
    batch = [await desk.typed("diana", "13.5"), await desk.typed("chidi", "14.2")]

    refused, saved = await record_batch(desk.deps, batch)

    assert isinstance(refused, NothingOpen)
    assert isinstance(saved, Outcome)
    assert await desk.stands("chidi") == {"fai": "14.2"}


async def test_the_same_message_again_is_answered_as_it_was_and_adds_nothing(desk: Desk) -> None:
    first = await desk.says("chidi", "14.2", number=7)
    await desk.says("chidi", "14.4", number=8)

    again = await desk.says("chidi", "14.2", number=7)

    assert again.saved[0].item.figure == first.saved[0].item.figure
    assert await desk.stands("chidi") == {"fai": "14.4"}
    assert await desk.revisions() == 2


async def test_the_same_message_at_once_from_two_sides_is_recorded_once(desk: Desk) -> None:
    typed = await desk.typed("chidi", "14.2", number=7)

    await asyncio.gather(*(record_batch(desk.deps, [typed]) for _ in range(4)))

    assert await desk.revisions() == 1


async def test_a_question_is_put_once_however_often_its_message_comes(desk: Desk) -> None:
    first = await desk.says("asha", "投资 135000", number=7)

    again = await desk.says("asha", "投资 135000", number=7)

    assert first.doubtful[0].id == again.doubtful[0].id
    assert await desk.revisions() == 0


async def test_part_of_a_message_may_be_saved_and_part_asked_back(desk: Desk) -> None:
    outcome = await desk.says("asha", "投资 135000 零售 8.2")

    assert [one.item.indicator.code for one in outcome.saved] == ["ret"]
    assert [one.item.indicator.code for one in outcome.doubtful] == ["fai"]
    assert await desk.stands() == {"ret": "8.2"}


async def test_a_number_sent_earlier_but_handled_later_does_not_replace_a_newer_one(
    desk: Desk,
) -> None:
    await desk.says("chidi", "14.4", number=8)

    await desk.says("chidi", "14.2", number=7, sent_at=desk.now - A_MINUTE)

    assert await desk.stands("chidi") == {"fai": "14.4"}
    assert await desk.revisions() == 2


async def test_an_edit_is_a_revision_of_its_own_kind(desk: Desk) -> None:
    await desk.says("chidi", "14.2", number=7)

    outcome = await desk.says("chidi", "14.6", number=7, edited_at=1_772_676_060)

    figure = outcome.saved[0].item.figure
    assert figure is not None
    assert figure.source is Source.EDIT
    assert await desk.stands("chidi") == {"fai": "14.6"}


async def test_an_edit_counts_for_the_week_it_is_made_in_or_not_at_all(desk: Desk) -> None:
    await desk.says("chidi", "14.2", number=7)

    with pytest.raises(PeriodLocked) as locked:
        await desk.says("chidi", "14.6", number=7, edited_at=1, sent_at=MONDAY_LOCK + A_MINUTE)

    assert locked.value.period == WEEK
    assert await desk.stands("chidi") == {"fai": "14.2"}


async def test_a_week_closed_early_by_an_admin_takes_no_more(desk: Desk) -> None:
    async with desk.deps.db.transaction() as session:
        await clocks.fire(session, "lock", WEEK, due_at=MONDAY_LOCK, at=desk.now, outcome="by_hand")

    with pytest.raises(PeriodLocked):
        await desk.says("chidi", "14.2", sent_at=desk.now + A_MINUTE)

    assert await desk.revisions() == 0


async def test_between_lock_and_prompt_a_number_may_mean_either_week(desk: Desk) -> None:
    with pytest.raises(NotOpenYet) as refused:
        await desk.says("chidi", "14.2", sent_at=MONDAY_LOCK + A_MINUTE)

    assert (refused.value.last, refused.value.following) == (WEEK, "2026-W11")


async def test_late_numbers_are_marked_by_when_they_were_sent_not_handled(desk: Desk) -> None:
    desk.wait_until(FRIDAY_LATE)

    in_time = await desk.says("chidi", "14.2", sent_at=FRIDAY_LATE - timedelta(hours=5))

    figure = in_time.saved[0].item.figure
    assert figure is not None
    assert figure.timeliness == "on_time"


async def test_the_same_as_last_time_needs_a_last_time(desk: Desk) -> None:
    first_week = desk.now - timedelta(days=7)

    with pytest.raises(NoPrevious):
        await desk.says("chidi", "同上", sent_at=first_week)
