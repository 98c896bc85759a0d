"""Clocks going off: once each, to those who still owe something, in hours fit for it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.clocks import Clock, ClockKind
from domain.periods import Period, PeriodKind
from handlers.actions.posting import pushing
from storage import people
from storage.models.base import core
from storage.models.pushes import ClockRow, DeliveryRow, PushRow
from storage.models.roster import PersonRow
from tests.endtoend import cast
from tests.endtoend.desk import Desk
from tests.endtoend.town import GROUP_ID, MONDAY_PUSH, THURSDAY, WEEK

AN_HOUR = timedelta(hours=1)
EVENING = datetime(2026, 3, 5, 13, tzinfo=UTC)
"""21:00 in the district."""
NEXT_MORNING = datetime(2026, 3, 6, 0, tzinfo=UTC)
"""08:00, when quiet hours end."""


def clock(desk: Desk, kind: ClockKind, *, period: str = WEEK, number: int = 1) -> Clock:
    """One clock of a week."""
    clocks = desk.deps.schedule.clocks_of(Period.parse(period))
    return next(one for one in clocks if (one.kind, one.number) == (kind, number))


async def deliveries(desk: Desk) -> list[tuple[str, int]]:
    """Everything queued: the key of its push, and its chat."""
    push, delivery = core(PushRow), core(DeliveryRow)
    async with desk.deps.db.reading() as session:
        rows = await session.execute(
            select(push.c.key, delivery.c.chat_id)
            .join(delivery, delivery.c.push == push.c.id)
            .order_by(delivery.c.id)
        )
        return [(key, chat) for key, chat in rows]


async def test_a_prompt_goes_to_each_cadre_in_reach_who_owes_something(desk: Desk) -> None:
    fired = await pushing.fire(desk.deps, clock(desk, ClockKind.PROMPT))

    assert (fired.first, fired.chats) == (True, 2)
    assert {chat for _, chat in await deliveries(desk)} == {cast.ASHA.id, cast.CHIDI.id}


async def test_the_same_clock_again_queues_nothing(desk: Desk) -> None:
    await pushing.fire(desk.deps, clock(desk, ClockKind.PROMPT))

    again = await pushing.fire(desk.deps, clock(desk, ClockKind.PROMPT), by_hand=True)

    assert not again.first
    assert len(await deliveries(desk)) == 2


async def test_of_many_at_once_one_is_first(desk: Desk) -> None:
    one = clock(desk, ClockKind.PROMPT)

    fired = await asyncio.gather(*(pushing.fire(desk.deps, one) for _ in range(5)))

    assert [found.first for found in fired].count(True) == 1
    assert len(await deliveries(desk)) == 2


async def test_again_on_purpose_is_another_push_and_one_wish_is_done_once(desk: Desk) -> None:
    one = clock(desk, ClockKind.PROMPT)
    await pushing.fire(desk.deps, one)

    for token in ("77", "77", "78"):
        await pushing.fire(desk.deps, one, by_hand=True, again=True, token=token)

    assert len(await deliveries(desk)) == 6


async def test_a_reminder_goes_to_the_missing_only(desk: Desk) -> None:
    await desk.says("chidi", "14.2")

    await pushing.fire(desk.deps, clock(desk, ClockKind.REMIND))

    assert [chat for _, chat in await deliveries(desk)] == [cast.ASHA.id]


async def test_who_has_stopped_is_not_asked(desk: Desk) -> None:
    async with desk.deps.db.transaction() as session:
        await people.stop(session, "chidi", at=desk.now)
    desk.deps.roster.forget()

    await pushing.fire(desk.deps, clock(desk, ClockKind.PROMPT))

    assert [chat for _, chat in await deliveries(desk)] == [cast.ASHA.id]


async def test_nobody_is_written_to_in_quiet_hours_unless_by_hand(desk: Desk) -> None:
    desk.wait_until(EVENING)
    await pushing.fire(desk.deps, clock(desk, ClockKind.PROMPT))
    await pushing.fire(desk.deps, clock(desk, ClockKind.REMIND), by_hand=True)

    table = core(DeliveryRow)
    async with desk.deps.db.reading() as session:
        leaving = (await session.execute(select(table.c.not_before).order_by(table.c.id))).scalars()
        assert list(leaving) == [NEXT_MORNING] * 2 + [EVENING] * 2


async def test_a_push_freezes_the_ranking_and_goes_to_the_bound_groups(desk: Desk) -> None:
    desk.wait_until(MONDAY_PUSH)

    fired = await pushing.fire(desk.deps, clock(desk, ClockKind.PUSH))

    assert fired.chats == 1
    assert await deliveries(desk) == [
        (f"push/{WEEK}/1", GROUP_ID),
        (f"words/{WEEK}/1", GROUP_ID),
    ]


@pytest.mark.parametrize("kind", [ClockKind.DUE, ClockKind.GRACE_END, ClockKind.LOCK])
async def test_other_clocks_are_noted_and_write_to_nobody(desk: Desk, kind: ClockKind) -> None:
    fired = await pushing.fire(desk.deps, clock(desk, kind))

    assert (fired.first, fired.chats) == (True, 0)
    assert await deliveries(desk) == []


async def test_catching_up_follows_what_is_useful_and_notes_what_is_stale(desk: Desk) -> None:
    desk.wait_until(MONDAY_PUSH + AN_HOUR)

    results = await pushing.catch_up(desk.deps)

    weekly = [one for one in results if one.clock.period.kind is PeriodKind.WEEK]
    followed = [one.clock.kind.value for one in weekly if not one.skipped]
    skipped = [one.clock.kind.value for one in weekly if one.skipped]
    assert followed == ["due", "grace_end", "lock", "push"]
    assert skipped == ["remind", "remind"]


async def test_catching_up_twice_does_nothing_the_second_time(desk: Desk) -> None:
    desk.wait_until(MONDAY_PUSH + AN_HOUR)
    await pushing.catch_up(desk.deps)
    before = await deliveries(desk)

    again = await pushing.catch_up(desk.deps)

    assert again == []
    assert await deliveries(desk) == before


async def test_of_several_missed_reminders_the_last_is_sent(desk: Desk) -> None:
    await pushing.fire(desk.deps, clock(desk, ClockKind.PROMPT))
    desk.wait_until(datetime(2026, 3, 6, 7, tzinfo=UTC))

    results = await pushing.catch_up(desk.deps)

    reminders = [one for one in results if one.clock.kind is ClockKind.REMIND]
    assert [(one.clock.number, one.skipped) for one in reminders] == [(1, True), (2, False)]


async def test_a_prompt_caught_up_makes_its_reminder_needless(desk: Desk) -> None:
    table = core(ClockRow)
    person = core(PersonRow)
    async with desk.deps.db.transaction() as session:
        await session.execute(person.update().values(joined_at=THURSDAY - 2 * AN_HOUR))
    desk.wait_until(datetime(2026, 3, 6, 7, tzinfo=UTC))

    await pushing.catch_up(desk.deps)

    async with desk.deps.db.reading() as session:
        rows = await session.execute(
            select(table.c.kind, table.c.outcome).where(table.c.period == WEEK).order_by(table.c.id)
        )
        outcomes = [(kind, outcome) for kind, outcome in rows]
    assert outcomes == [("prompt", "fired"), ("remind", "skipped"), ("remind", "skipped")]


async def test_before_anybody_has_joined_no_clock_is_anybodys(desk: Desk) -> None:
    person = core(PersonRow)
    async with desk.deps.db.transaction() as session:
        await session.execute(person.update().values(joined_at=None))

    assert await pushing.catch_up(desk.deps) == []
