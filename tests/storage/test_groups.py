"""Bound groups and their change of id."""

from sqlalchemy import insert, select

from domain.periods import PeriodKind
from storage import groups, posts
from storage.database import Database
from storage.models.base import core
from storage.models.pushes import DeliveryRow, PushRow
from storage.posts import Post
from tests.storage.district import MONDAY_NOON

OLD, NEW = -4_000_000_001, -1_002_000_000_001
delivery = core(DeliveryRow)


async def bind(db: Database, chat_id: int = OLD) -> None:
    async with db.transaction() as session:
        await groups.bind(
            session, chat_id, title="调度群", thread_id=None, by="chidi", at=MONDAY_NOON
        )


async def deliver(db: Database, *chat_ids: int) -> None:
    async with db.transaction() as session:
        made = await session.execute(
            insert(core(PushRow))
            .values(key="ranking", kind="ranking", created_at=MONDAY_NOON, facts={})
            .returning(core(PushRow).c.id)
        )
        push = made.scalar_one()
        for chat_id in chat_ids:
            await session.execute(
                insert(delivery).values(
                    push=push, chat_id=chat_id, state="pending", attempts=0, not_before=MONDAY_NOON
                )
            )


async def deliveries(db: Database) -> list[tuple[int, str]]:
    async with db.reading() as session:
        rows = await session.execute(
            select(delivery.c.chat_id, delivery.c.state).order_by(delivery.c.id)
        )
        return [(chat_id, state) for chat_id, state in rows]


async def test_a_group_is_bound_until_it_is_unbound(settled: Database) -> None:
    await bind(settled)
    await deliver(settled, OLD)
    async with settled.transaction() as session:
        found = await groups.bound(session)
        before = await groups.is_bound(session, OLD)
        gone = [await groups.unbind(session, OLD, at=MONDAY_NOON) for _ in range(2)]
        after = await groups.is_bound(session, OLD)

    assert [(group.chat_id, group.title, group.bound_by) for group in found] == [
        (OLD, "调度群", "chidi")
    ]
    assert (before, gone, after) == (True, [True, False], False)
    assert await deliveries(settled) == [(OLD, "skipped")]


async def test_each_group_gets_the_summaries_chosen_for_it_and_binding_again_keeps_them(
    settled: Database,
) -> None:
    await bind(settled, OLD)
    await bind(settled, NEW)
    async with settled.transaction() as session:
        chosen = await groups.choose(session, OLD, frozenset({PeriodKind.MONTH}))
        unknown = await groups.choose(session, 5, frozenset())
    await bind(settled, OLD)

    async with settled.reading() as session:
        weekly = await groups.sent(session, PeriodKind.WEEK)
        monthly = await groups.sent(session, PeriodKind.MONTH)
    assert (chosen, unknown) == (True, False)
    assert [group.chat_id for group in weekly] == [NEW]
    assert {group.chat_id for group in monthly} == {OLD, NEW}


async def test_a_lost_group_is_not_posted_in_until_it_is_bound_again(settled: Database) -> None:
    await bind(settled)
    async with settled.transaction() as session:
        lost = [
            await groups.mark_lost(session, OLD, at=MONDAY_NOON, why="kicked") for _ in range(2)
        ]
        left = await groups.bound(session)
    await bind(settled)

    async with settled.reading() as session:
        assert await groups.is_bound(session, OLD)
    assert (lost, left) == ([True, False], ())


async def test_everything_follows_a_group_to_its_new_id(settled: Database) -> None:
    await bind(settled)
    await deliver(settled, OLD)
    async with settled.transaction() as session:
        await posts.remember(session, {(OLD, 5): Post("card", "2026-W10")}, at=MONDAY_NOON)

    async with settled.transaction() as session:
        told = [await groups.migrate(session, OLD, NEW) for _ in range(2)]

    async with settled.reading() as session:
        found = await groups.bound(session)
        post = (await posts.find(session, [(NEW, 5)])).get((NEW, 5))
    assert told == [True, False]
    assert [group.chat_id for group in found] == [NEW]
    assert post is not None
    assert await deliveries(settled) == [(NEW, "pending")]


async def test_a_group_bound_under_both_ids_becomes_one(settled: Database) -> None:
    await bind(settled, OLD)
    await bind(settled, NEW)
    await deliver(settled, OLD, NEW)

    async with settled.transaction() as session:
        await groups.migrate(session, OLD, NEW)

    async with settled.reading() as session:
        assert [group.chat_id for group in await groups.bound(session)] == [NEW]
    assert await deliveries(settled) == [(OLD, "pending"), (NEW, "pending")]
