"""One-time invites."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.errors import InviteInvalid
from storage import invites, people
from storage.database import Database
from storage.models.base import core
from storage.models.roster import PersonRow
from tests.storage.district import MONDAY_NOON

ACCOUNT = 7_000_000_001
WEEK = timedelta(days=7)


async def invite(db: Database) -> None:
    async with db.transaction() as session:
        await invites.create(
            session, "hash", person="asha", at=MONDAY_NOON, expires_at=MONDAY_NOON + WEEK
        )


async def redeem(db: Database, *, account: int, code: str = "hash", late: bool = False) -> str:
    at = MONDAY_NOON + WEEK if late else MONDAY_NOON
    async with db.transaction() as session:
        return await invites.redeem(session, code, at=at, telegram_id=account)


async def test_of_two_who_redeem_at_once_one_wins(settled: Database) -> None:
    await invite(settled)

    outcomes = await asyncio.gather(
        *(redeem(settled, account=ACCOUNT + n) for n in range(4)), return_exceptions=True
    )

    assert outcomes.count("asha") == 1
    assert sum(isinstance(outcome, InviteInvalid) for outcome in outcomes) == 3


@pytest.mark.parametrize(("code", "late"), [("hash", True), ("unknown", False)])
async def test_an_expired_or_unknown_code_is_refused(
    settled: Database, code: str, late: bool
) -> None:
    await invite(settled)

    with pytest.raises(InviteInvalid):
        await redeem(settled, account=ACCOUNT, code=code, late=late)


async def test_the_code_of_a_retired_person_is_refused(settled: Database) -> None:
    await invite(settled)
    async with settled.transaction() as session:
        person = core(PersonRow)
        await session.execute(
            update(person).where(person.c.code == "asha").values(retired_at=MONDAY_NOON)
        )

    with pytest.raises(InviteInvalid):
        await redeem(settled, account=ACCOUNT)


async def test_the_same_account_may_say_it_twice_while_it_is_still_theirs(
    settled: Database,
) -> None:
    await invite(settled)
    await redeem(settled, account=ACCOUNT)
    async with settled.transaction() as session:
        await people.enrol(session, "asha", telegram_id=ACCOUNT, at=MONDAY_NOON)
    again = await redeem(settled, account=ACCOUNT)
    async with settled.transaction() as session:
        await people.enrol(session, "asha", telegram_id=ACCOUNT + 1, at=MONDAY_NOON)

    assert again == "asha"
    with pytest.raises(InviteInvalid):
        await redeem(settled, account=ACCOUNT)
