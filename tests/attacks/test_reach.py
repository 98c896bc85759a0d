"""Messages that would go to the wrong chat, come too late, or twice."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from domain.clocks import Clock, ClockKind
from domain.periods import Period
from handlers.actions.members import enrolling
from handlers.actions.posting import pushing
from storage.models.base import core
from storage.models.chats import InboxRow
from storage.models.pushes import PublicationRow
from tests.endtoend.town import MONDAY_LOCK, MONDAY_PUSH, Town

AN_HOUR = timedelta(hours=1)
NIGHT = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
"""23:00 on Thursday: nobody is written to before eight."""
MORNING = datetime(2026, 3, 6, 0, 30, tzinfo=UTC)


def clock_of(town: Town, kind: ClockKind, period: str = "2026-W10") -> Clock:
    clocks = town.parts.deps.schedule.clocks_of(Period.parse(period))
    return next(clock for clock in clocks if clock.kind is kind)


async def prompted_at_night(town: Town) -> None:
    """A prompt caught up at night waits until the morning."""
    await town.live_until(NIGHT)
    fired = await pushing.fire(town.parts.deps, clock_of(town, ClockKind.PROMPT), again=True)
    assert fired.chats


async def test_a_waiting_card_goes_to_the_account_its_person_has_moved_to(town: Town) -> None:
    await prompted_at_night(town)
    before = len(await town.chidi.bot_messages())
    new_phone = await town.sandbox.client.person(888, "齐迪")
    (invitation,) = await enrolling.invite(
        town.db,
        [(await town.parts.deps.roster.current()).people["chidi"]],
        username="progress_bot",
        at=town.clock.now(),
        days=3,
    )
    await new_phone.starts(invitation.code)
    await new_phone.sees("已登记")

    await town.live_until(MORNING)

    assert "固定资产投资" in (await new_phone.bot_messages())[-1].text
    assert len(await town.chidi.bot_messages()) == before


async def test_whoever_says_stop_gets_no_card_that_was_waiting(town: Town) -> None:
    await prompted_at_night(town)
    await town.answered(town.chidi, "/stop")
    before = len(await town.chidi.bot_messages())

    await town.live_until(MORNING)

    assert len(await town.chidi.bot_messages()) == before


async def test_nobody_is_asked_for_a_week_that_was_closed_while_the_card_waited(
    town: Town,
) -> None:
    await prompted_at_night(town)
    await pushing.fire(town.parts.deps, clock_of(town, ClockKind.LOCK), by_hand=True)

    await town.live_until(MORNING)

    assert await town.chidi.bot_messages() == []


async def test_nobody_is_reminded_of_a_week_that_was_closed_early(town: Town) -> None:
    await pushing.fire(town.parts.deps, clock_of(town, ClockKind.LOCK), by_hand=True)

    await town.live_until(MONDAY_LOCK)

    assert await town.chidi.bot_messages() == []


async def test_nobody_is_asked_for_a_week_that_was_locked_while_the_bot_was_down(
    town: Town,
) -> None:
    await prompted_at_night(town)
    await town.stop()
    await town.sleep_until(MONDAY_LOCK + AN_HOUR / 4)

    await town.start()
    await town.quiet()

    assert await town.chidi.bot_messages() == []


async def test_a_ranking_of_a_week_to_come_is_refused_and_its_own_push_is_not_lost(
    town: Town,
) -> None:
    await town.enzo.says("/push 2026-W11")
    await town.enzo.sees()
    await town.live_until(MONDAY_PUSH + timedelta(days=7, minutes=1))

    shown = await town.board.bot_messages()
    pictures = [seen.text for seen in shown if seen.file_id and seen.text]

    assert [("第10周" in text, "第11周" in text) for text in pictures] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize(
    "period", ["2026", "2026-W08", "2026-W99", "9999-W01", "2199-W01", "1990-W01", "1", "2026-Q4"]
)
async def test_a_push_of_an_odd_period_is_refused_in_a_sentence(town: Town, period: str) -> None:
    answer = await town.answered(town.enzo, f"/push {period}")
    await town.quiet()

    assert "已隔离" not in answer.text
    assert await town.board.bot_messages() == []
    assert len(await town.enzo.bot_messages()) == 1


@pytest.mark.parametrize("period", ["2026", "2026-W08", "2026-W99", "2199-W01", "1990-W01"])
async def test_an_export_of_an_odd_period_never_breaks(town: Town, period: str) -> None:
    answer = await town.answered(town.enzo, f"/export {period}")
    await town.quiet()

    assert "已隔离" not in answer.text
    assert len(await town.enzo.bot_messages()) == 1


async def test_a_repeated_push_handled_twice_after_a_crash_is_one_edition(town: Town) -> None:
    await town.live_until(MONDAY_PUSH)
    await town.answered(town.enzo, "/push 2026-W10 again")
    await town.quiet()
    editions = await town.count(core(PublicationRow))
    posted = len(await town.board.bot_messages())

    await handled_again(town)

    assert await town.count(core(PublicationRow)) == editions
    assert len(await town.board.bot_messages()) == posted


async def test_a_first_push_said_as_again_and_handled_twice_is_one_edition(town: Town) -> None:
    await town.live_until(MONDAY_LOCK)
    await town.answered(town.enzo, "/push 2026-W10 again")
    await town.quiet()
    posted = len(await town.board.bot_messages())

    await handled_again(town)

    assert posted == 4  # three pictures and their words
    assert len(await town.board.bot_messages()) == posted


async def handled_again(town: Town) -> None:
    """A crash came after the answer and before the update was marked as done."""
    await town.stop()
    async with town.db.transaction() as session:
        await session.execute(update(core(InboxRow)).values(state="new", done_at=None))
    await town.start()
    await town.quiet()


async def test_whoever_blocks_the_bot_before_its_answer_alarms_nobody_as_a_fault(
    town: Town,
) -> None:
    await town.sandbox.client.fault(
        "error",
        method="sendMessage",
        chat_id=town.chidi.id,
        status=403,
        description="Forbidden: bot was blocked by the user",
    )

    await town.chidi.says("4.3")
    notice = await town.enzo.sees("齐迪")
    await town.quiet()

    assert await town.stands("fai", unit="lh") == "4.3"
    assert "停用" in notice.text
    assert len(await town.enzo.bot_messages()) == 1


async def test_a_group_that_is_told_lost_and_then_moved_still_gets_the_ranking(
    town: Town,
) -> None:
    await town.sandbox.client.inject(
        {
            "my_chat_member": {
                "chat": {"id": town.board.id, "type": "group", "title": "x"},
                "from": {"id": town.enzo.id, "is_bot": False, "first_name": "x"},
                "date": int(town.clock.now().timestamp()),
                "old_chat_member": {"status": "member", "user": ME},
                "new_chat_member": {"status": "left", "user": ME},
            }
        }
    )
    await town.quiet()
    moved = await town.board.becomes_supergroup()
    await town.quiet()

    await town.live_until(MONDAY_PUSH + AN_HOUR / 60)

    assert any("第10周" in seen.text for seen in await moved.bot_messages())


ME = {"id": 1, "is_bot": True, "first_name": "bot"}
