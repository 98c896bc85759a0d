"""Joining, leaving, and being out of reach."""

import pytest
from sqlalchemy import update

from domain.errors import Stranger
from domain.people import Language
from storage import people, roster
from storage.database import Database
from storage.models.base import core
from storage.models.roster import PersonRow
from storage.people import AccountTaken
from tests.storage.district import MONDAY_NOON

ACCOUNT = 7_000_000_001
person = core(PersonRow)


async def version(db: Database) -> int:
    async with db.reading() as session:
        return await roster.version(session)


async def test_joining_ties_the_person_to_the_account(settled: Database) -> None:
    async with settled.transaction() as session:
        await people.stop(session, "asha", at=MONDAY_NOON)
        await people.mark_unreachable(session, "asha", at=MONDAY_NOON, why="blocked")
        asha = await people.enrol(session, "asha", telegram_id=ACCOUNT, at=MONDAY_NOON)

    assert (asha.telegram_id, asha.reachable) == (ACCOUNT, True)
    async with settled.reading() as session:
        found = (await roster.load(session, year=2026)).behind(ACCOUNT)
    assert found == asha
    assert await version(settled) == 3


async def test_an_account_cannot_be_two_people(settled: Database) -> None:
    async with settled.transaction() as session:
        await people.enrol(session, "asha", telegram_id=ACCOUNT, at=MONDAY_NOON)

    async with settled.transaction() as session:
        with pytest.raises(AccountTaken) as refused:
            await people.enrol(session, "bela", telegram_id=ACCOUNT, at=MONDAY_NOON)

    assert refused.value.person == "asha"


async def test_the_account_of_a_retired_person_is_free_again(settled: Database) -> None:
    async with settled.transaction() as session:
        await people.enrol(session, "asha", telegram_id=ACCOUNT, at=MONDAY_NOON)
        await session.execute(
            update(person).where(person.c.code == "asha").values(retired_at=MONDAY_NOON)
        )

        bela = await people.enrol(session, "bela", telegram_id=ACCOUNT, at=MONDAY_NOON)

    assert bela.telegram_id == ACCOUNT


async def test_a_person_may_move_to_another_account(settled: Database) -> None:
    async with settled.transaction() as session:
        await people.enrol(session, "asha", telegram_id=ACCOUNT, at=MONDAY_NOON)

        asha = await people.enrol(session, "asha", telegram_id=ACCOUNT + 1, at=MONDAY_NOON)

    assert asha.telegram_id == ACCOUNT + 1


@pytest.mark.parametrize("code", ["nobody", "chidi"])
async def test_who_is_not_on_the_roster_cannot_join(settled: Database, code: str) -> None:
    async with settled.transaction() as session:
        await session.execute(
            update(person).where(person.c.code == "chidi").values(retired_at=MONDAY_NOON)
        )

        with pytest.raises(Stranger):
            await people.enrol(session, code, telegram_id=ACCOUNT, at=MONDAY_NOON)


async def test_only_the_first_send_error_is_news(settled: Database) -> None:
    async with settled.transaction() as session:
        first = await people.mark_unreachable(session, "asha", at=MONDAY_NOON, why="blocked")
        second = await people.mark_unreachable(session, "asha", at=MONDAY_NOON, why="blocked")
        away = await people.of(session, "asha")
        back = await people.mark_reachable(session, "asha", at=MONDAY_NOON)
        again = await people.mark_reachable(session, "asha", at=MONDAY_NOON)
        here = await people.of(session, "asha")

    assert (first, second, back, again) == (True, False, True, False)
    assert away is not None
    assert here is not None
    assert (away.reachable, here.reachable) == (False, True)
    assert await version(settled) == 2


async def test_a_sign_of_life_does_not_undo_a_stop_but_resuming_does(settled: Database) -> None:
    async with settled.transaction() as session:
        await people.stop(session, "asha", at=MONDAY_NOON)
        await people.mark_reachable(session, "asha", at=MONDAY_NOON)
        still_stopped = await people.of(session, "asha")
        resumed = [
            await people.resume(session, "asha", at=MONDAY_NOON),
            await people.resume(session, "asha", at=MONDAY_NOON),
        ]
        asha = await people.of(session, "asha")

    assert resumed == [True, False]
    assert still_stopped is not None
    assert not still_stopped.reachable
    assert asha is not None
    assert asha.reachable


async def test_a_language_stays_chosen(settled: Database) -> None:
    async with settled.transaction() as session:
        await people.set_language(session, "asha", Language.EN)
        asha = await people.of(session, "asha")

    assert asha is not None
    assert asha.language is Language.EN


async def test_admins_are_found_by_their_role(settled: Database) -> None:
    async with settled.reading() as session:
        found = await people.admins(session)

    assert [admin.code for admin in found] == ["chidi"]
