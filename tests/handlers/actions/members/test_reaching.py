"""Who can be reached: admins hear of each loss once, and everything heals by a sign of life."""

from datetime import timedelta

from sqlalchemy import select

from handlers.actions.members import reaching
from storage import deliveries, groups, pushes
from storage.models.base import core
from storage.models.pushes import PushRow
from storage.pushes import Addressee
from tests.endtoend.desk import Desk
from tests.endtoend.town import GROUP_ID

A_MINUTE = timedelta(minutes=1)
TOPIC = 42
GROWN = -1_001_999


async def notices(desk: Desk) -> list[dict[str, str]]:
    """What admins are told, in order."""
    table = core(PushRow)
    async with desk.deps.db.reading() as session:
        rows = await session.execute(
            select(table.c.facts).where(table.c.kind == "notice").order_by(table.c.id)
        )
        return list(rows.scalars())


async def test_a_person_lost_is_told_of_once(desk: Desk) -> None:
    for _ in range(3):
        await reaching.lose_person(desk.deps, desk.accounts["chidi"], reason="blocked")
        desk.wait_until(desk.now + A_MINUTE)

    (told,) = await notices(desk)
    assert told == {"about": "unreachable", "name": "齐迪", "unit": "柳河", "reason": "blocked"}
    assert not (await desk.person("chidi")).reachable


async def test_a_person_lost_again_after_a_sign_of_life_is_told_of_again(desk: Desk) -> None:
    await reaching.lose_person(desk.deps, desk.accounts["chidi"], reason="blocked")
    await reaching.regain_person(desk.deps, desk.accounts["chidi"])
    back = (await desk.person("chidi")).reachable
    desk.wait_until(desk.now + A_MINUTE)

    await reaching.lose_person(desk.deps, desk.accounts["chidi"], reason="deactivated")

    assert back
    assert [one["reason"] for one in await notices(desk)] == ["blocked", "deactivated"]


async def test_a_stranger_lost_is_nobodys_business(desk: Desk) -> None:
    await reaching.lose_person(desk.deps, 999, reason="blocked")
    await reaching.regain_person(desk.deps, 999)

    assert await notices(desk) == []


async def test_a_group_lost_is_told_of_once_and_bound_again_by_an_admin_only(desk: Desk) -> None:
    for _ in range(2):
        await reaching.lose_group(desk.deps, GROUP_ID, reason="kicked")

    async with desk.deps.db.reading() as session:
        bound = await groups.bound(session)
    assert [one["about"] for one in await notices(desk)] == ["group_lost"]
    assert bound == ()


async def test_a_group_that_is_not_ours_is_lost_without_a_word(desk: Desk) -> None:
    await reaching.lose_group(desk.deps, -5, reason="kicked")

    assert await notices(desk) == []


async def test_a_group_that_moves_takes_what_waits_for_it_along(desk: Desk) -> None:
    async with desk.deps.db.transaction() as session:
        await pushes.queue(
            session,
            key="push/2026-W10/1",
            kind="push",
            period="2026-W10",
            facts={},
            chats=[Addressee(GROUP_ID)],
            at=desk.now,
        )

    for _ in range(2):
        await reaching.move_group(desk.deps, GROUP_ID, GROWN)

    async with desk.deps.db.transaction() as session:
        bound = await groups.bound(session)
        waiting = await deliveries.claim(session, now=desk.now, lease=A_MINUTE, limit=9)
    assert [group.chat_id for group in bound] == [GROWN]
    assert [delivery.chat_id for delivery in waiting] == [GROWN]


async def test_a_topic_that_is_gone_is_left_for_the_main_page_and_told_of_once(
    desk: Desk,
) -> None:
    async with desk.deps.db.transaction() as session:
        await groups.bind(session, GROUP_ID, title="群", thread_id=TOPIC, by="enzo", at=desk.now)

    for _ in range(2):
        await reaching.leave_topic(desk.deps, GROUP_ID)

    async with desk.deps.db.reading() as session:
        (group,) = await groups.bound(session)
    assert group.thread_id is None
    assert [one["about"] for one in await notices(desk)] == ["topic_gone"]


async def test_an_update_put_aside_is_told_of_by_its_number_only(desk: Desk) -> None:
    for _ in range(2):
        await reaching.report_quarantine(desk.deps, 17)

    assert await notices(desk) == [{"about": "quarantined", "ref": "17"}]


async def test_admins_out_of_reach_are_not_written_to(desk: Desk) -> None:
    await reaching.lose_person(desk.deps, desk.accounts["enzo"], reason="blocked")

    await reaching.lose_person(desk.deps, desk.accounts["chidi"], reason="blocked")

    async with desk.deps.db.transaction() as session:
        waiting = await deliveries.claim(session, now=desk.now, lease=A_MINUTE, limit=9)
    assert waiting == []
