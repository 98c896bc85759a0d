"""What people wish to be sent, on either engine."""

from datetime import UTC, datetime

from domain.subscriptions import Subscription, Topic
from storage import clocks, subscriptions
from storage.database import Database

AT = datetime(2026, 3, 6, 1, 0, tzinfo=UTC)
RANKING = Subscription("asha", Topic.RANKING)
UNIT = Subscription("asha", Topic.UNIT, "cg")
OTHERS = Subscription("bela", Topic.UNIT, "cg")


async def test_a_wish_is_kept_once_and_taken_back(settled: Database) -> None:
    async with settled.transaction() as session:
        for wish in (RANKING, RANKING, UNIT, OTHERS):
            await subscriptions.add(session, wish, at=AT)
        await subscriptions.drop(session, RANKING)
        await subscriptions.drop(session, RANKING)

    async with settled.reading() as session:
        assert await subscriptions.of_person(session, "asha") == {UNIT}
        assert await subscriptions.of_topics(session, [Topic.UNIT]) == (UNIT, OTHERS)
        assert await subscriptions.of_topics(session, [Topic.BOARD]) == ()


async def test_the_first_and_the_last_clock_of_a_kind_are_known(settled: Database) -> None:
    days = [(6, "skipped"), (9, "fired"), (10, "skipped")]
    async with settled.transaction() as session:
        for day, outcome in days:
            at = AT.replace(day=day)
            key = at.date().isoformat()
            await clocks.fire(session, "digest", key, due_at=at, at=at, outcome=outcome)

    async with settled.reading() as session:
        assert await clocks.first(session, "digest") == AT
        assert await clocks.last(session, "digest") == AT.replace(day=9)
        assert await clocks.last(session, "push") is None
