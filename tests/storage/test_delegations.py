"""Who stands in for whom, on record."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from domain.deputies import Delegation
from storage import delegations, roster
from storage.database import Database
from storage.entries import Origin
from tests.storage.district import MONDAY_NOON

DAY = timedelta(days=1)
ASKED = Origin(7_000_000_001, 12)
WANTED = Delegation(0, "asha", "bela", MONDAY_NOON, MONDAY_NOON + 5 * DAY, is_leave=True)


async def put(db: Database, wanted: Delegation = WANTED, origin: Origin = ASKED) -> Delegation:
    async with db.transaction() as session:
        return await delegations.add(
            session, wanted, by=wanted.person, at=MONDAY_NOON, origin=origin
        )


async def test_a_delegation_comes_back_as_it_was_asked_and_stands_on_the_roster(
    settled: Database,
) -> None:
    made = await put(settled)

    async with settled.reading() as session:
        found = await delegations.of_message(session, ASKED)
        known = await roster.load(session, year=2026)
    assert found is not None
    assert (found.delegation, found.asked_by, found.ended_by) == (made, "asha", None)
    assert known.delegations == (made,)
    assert known.away("asha", MONDAY_NOON + DAY) == made


async def test_what_was_over_before_an_instant_is_left_out(settled: Database) -> None:
    made = await put(settled)

    async with settled.reading() as session:
        assert await delegations.since(session, made.ends_at - DAY) == (made,)
        assert await delegations.since(session, made.ends_at) == ()


@pytest.mark.parametrize("days", [-1, 2])
async def test_ended_early_it_is_in_force_no_longer_and_only_once(
    settled: Database, days: int
) -> None:
    made = await put(settled)
    at = MONDAY_NOON + days * DAY

    async with settled.transaction() as session:
        ended = [await delegations.end(session, made.id, by="bela", at=at) for _ in range(2)]
        found = await delegations.get(session, made.id)

    assert ended == [True, False]
    assert found is not None
    assert found.ended_by == "bela"
    assert not found.delegation.holds_at(max(at, MONDAY_NOON))


async def test_one_message_makes_one_delegation(settled: Database) -> None:
    await put(settled)

    with pytest.raises(IntegrityError):
        await put(settled)
