"""What admins are told: once, in working hours, several things together, unless it is urgent."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.config import Config
from bot.sections.cycle import CycleSection, WeekSection
from domain.clocks import ClockKind
from handlers.actions.notices.notifying import notify_admins
from handlers.composing import compose
from handlers.outgoing import Outgoing, Skip, Wait
from storage import deliveries
from storage.models.base import core
from storage.models.pushes import DeliveryRow, PushRow
from tests.endtoend.desk import Desk
from tests.endtoend.town import THURSDAY

A_MINUTE = timedelta(minutes=1)
THURSDAY_NIGHT = datetime(2026, 3, 5, 14, 0, tzinfo=UTC)
FRIDAY_MORNING = datetime(2026, 3, 6, 0, 0, tzinfo=UTC)
SUNDAY = datetime(2026, 3, 8, 4, 0, tzinfo=UTC)
MONDAY_MORNING = datetime(2026, 3, 9, 0, 0, tzinfo=UTC)
"""08:00, an hour before the lock and an hour and a half before the ranking is posted."""


async def tells(desk: Desk, ref: str, *, before: ClockKind | None = None) -> int:
    """One notice about a message put aside."""
    facts = {"about": "quarantined", "ref": ref}
    async with desk.deps.db.transaction() as session:
        return await notify_admins(session, desk.deps, key=ref, facts=facts, before=before)


async def leaving(desk: Desk) -> list[tuple[str, datetime]]:
    """Every notice that goes out, and when."""
    push, delivery = core(PushRow), core(DeliveryRow)
    statement = select(push.c.key, delivery.c.not_before).join_from(
        delivery, push, delivery.c.push == push.c.id
    )
    async with desk.deps.db.reading() as session:
        rows = await session.execute(statement.order_by(delivery.c.id))
        return [(key, at) for key, at in rows]


async def said(desk: Desk, *, at: datetime) -> list[Outgoing | Skip | Wait]:
    """What leaves at an instant."""
    desk.wait_until(at)
    async with desk.deps.db.transaction() as session:
        due = await deliveries.claim(session, now=at, lease=A_MINUTE, limit=9)
    return [await compose(desk.deps, delivery) for delivery in due]


async def test_admins_are_told_of_one_thing_once(desk: Desk) -> None:
    told = [await tells(desk, "one") for _ in range(2)]

    assert told == [1, 0]
    assert await leaving(desk) == [("notice/one", THURSDAY)]


async def test_a_notice_in_the_night_waits_for_the_morning_and_others_join_it_once(
    desk: Desk,
) -> None:
    desk.wait_until(THURSDAY_NIGHT)
    for ref in ("one", "two", "three", "two"):
        await tells(desk, ref)

    (message,) = await said(desk, at=FRIDAY_MORNING)

    assert await leaving(desk) == [("notice/one", FRIDAY_MORNING)]
    assert isinstance(message, Outgoing)
    assert "3 件事" in message.text
    assert message.text.count("编号") == 3


async def test_a_notice_on_a_day_off_waits_for_the_next_workday(desk: Desk) -> None:
    desk.wait_until(SUNDAY)

    await tells(desk, "one")

    assert await leaving(desk) == [("notice/one", MONDAY_MORNING)]


async def test_after_a_notice_the_next_ones_come_together_an_hour_later(desk: Desk) -> None:
    await tells(desk, "one")
    await said(desk, at=THURSDAY)
    for minute, ref in enumerate(("two", "three", "four"), start=1):
        desk.wait_until(THURSDAY + minute * A_MINUTE)
        await tells(desk, ref)

    assert await leaving(desk) == [
        ("notice/one", THURSDAY),
        ("notice/two", THURSDAY + 60 * A_MINUTE),
    ]


async def test_what_would_be_too_late_in_the_morning_is_told_at_once(desk: Desk) -> None:
    early = WeekSection(lock="next mon 07:00", push="next mon 07:30")
    workdays = desk.deps.schedule.workdays
    desk.deps.schedule = Config(cycle=CycleSection(week=early)).schedule(workdays)
    desk.wait_until(SUNDAY)

    await tells(desk, "waits")
    await tells(desk, "urgent", before=ClockKind.LOCK)
    (message,) = await said(desk, at=SUNDAY)

    assert isinstance(message, Outgoing)
    assert "urgent" in message.text
    assert ("notice/waits", MONDAY_MORNING) in await leaving(desk)


async def test_what_was_late_in_leaving_does_not_leave_at_night(desk: Desk) -> None:
    await tells(desk, "one")

    (late,) = await said(desk, at=THURSDAY_NIGHT)

    assert late == Wait(FRIDAY_MORNING)
