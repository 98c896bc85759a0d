from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import select

from domain.errors import InviteInvalid
from domain.people import Language, Person
from domain.roster import Roster
from handlers.actions.members import enrolling
from handlers.actions.members.enrolling import Invitation
from handlers.snapshot import RosterCache, RosterSource
from storage import roster_changes
from storage.database import Database
from storage.models.base import core
from storage.models.chats import InviteRow
from storage.people import AccountTaken
from tests.handlers.workbook.books import district, read

MONDAY = datetime(2026, 3, 2, 1, tzinfo=UTC)
WANG, WANGS_PHONE, LIS_PHONE = "p01", 7001, 7002


@dataclass
class Office:
    """A district that has just been set up."""

    db: Database
    roster: RosterSource

    async def everybody(self) -> Roster:
        return await self.roster.current()

    async def invited(self, *codes: str, at: datetime = MONDAY) -> tuple[Invitation, ...]:
        people = (await self.everybody()).people
        return await enrolling.invite(
            self.db, [people[code] for code in codes], username="yunling_bot", at=at, days=14
        )

    async def joined(self, code: str, phone: int, *, at: datetime = MONDAY) -> Person:
        return await enrolling.join(self, code=code, telegram_id=phone, at=at)


@pytest.fixture
async def office(sqlite_db: Database) -> Office:
    draft = read(district()).draft
    assert draft is not None
    async with sqlite_db.transaction() as session:
        await roster_changes.apply(session, draft, year=2026, at=MONDAY)
    return Office(sqlite_db, RosterCache(sqlite_db, year=2026))


async def test_a_link_lets_its_person_in(office: Office) -> None:
    (invitation,) = await office.invited(WANG)

    person = await office.joined(invitation.code, WANGS_PHONE)

    assert invitation.link == f"https://t.me/yunling_bot?start={invitation.code}"
    assert invitation.expires_at == MONDAY + timedelta(days=14)
    assert person.name == "王芳"
    assert (await office.everybody()).behind(WANGS_PHONE) == person


async def test_codes_are_long_random_and_fit_a_deep_link(office: Office) -> None:
    codes = {invitation.code for _ in range(20) for invitation in await office.invited(WANG, "p02")}

    assert len(codes) == 40
    assert all(
        len(code) == 24 and code.replace("-", "a").replace("_", "a").isalnum() for code in codes
    )


async def test_the_database_never_holds_a_code(office: Office) -> None:
    (invitation,) = await office.invited(WANG)

    async with office.db.reading() as session:
        row = (await session.execute(select(core(InviteRow)))).one()
    assert row.code_hash == enrolling.hashed(invitation.code)
    assert invitation.code not in str(row)


async def test_a_used_link_lets_nobody_else_in(office: Office) -> None:
    (invitation,) = await office.invited(WANG)
    await office.joined(invitation.code, WANGS_PHONE)

    with pytest.raises(InviteInvalid):
        await office.joined(invitation.code, LIS_PHONE)


async def test_the_same_update_handled_twice_joins_once(office: Office) -> None:
    (invitation,) = await office.invited(WANG)
    first = await office.joined(invitation.code, WANGS_PHONE)

    again = await office.joined(invitation.code, WANGS_PHONE)

    assert again == first


async def test_a_link_runs_out(office: Office) -> None:
    (invitation,) = await office.invited(WANG)

    with pytest.raises(InviteInvalid):
        await office.joined(invitation.code, WANGS_PHONE, at=invitation.expires_at)


async def test_a_new_link_takes_the_place_of_the_old_one(office: Office) -> None:
    (old,) = await office.invited(WANG)
    (new,) = await office.invited(WANG, at=MONDAY + timedelta(hours=1))
    later = MONDAY + timedelta(hours=2)

    with pytest.raises(InviteInvalid):
        await office.joined(old.code, WANGS_PHONE, at=later)

    assert (await office.joined(new.code, WANGS_PHONE, at=later)).code == WANG


async def test_a_new_phone_comes_in_by_a_new_link_and_the_old_one_is_out(office: Office) -> None:
    (first,) = await office.invited(WANG)
    await office.joined(first.code, WANGS_PHONE)
    (second,) = await office.invited(WANG)

    await office.joined(second.code, 7099)

    now = await office.everybody()
    assert now.behind(WANGS_PHONE) is None
    assert now.behind(7099) is not None


async def test_a_foreign_link_does_not_turn_one_person_into_another(office: Office) -> None:
    for_wang, for_li = await office.invited(WANG, "p02")
    await office.joined(for_wang.code, WANGS_PHONE)

    with pytest.raises(AccountTaken):
        await office.joined(for_li.code, WANGS_PHONE)

    assert (await office.joined(for_li.code, LIS_PHONE)).code == "p02"


@pytest.mark.parametrize("code", ["", "x", "../../etc", "\udc80", "a" * 5000])
async def test_a_made_up_code_is_refused(office: Office, code: str) -> None:
    with pytest.raises(InviteInvalid):
        await office.joined(code, WANGS_PHONE)


async def test_those_who_have_joined_need_no_link(office: Office) -> None:
    (invitation,) = await office.invited(WANG)
    await office.joined(invitation.code, WANGS_PHONE)

    waiting = enrolling.not_joined(await office.everybody())

    assert [person.code for person in waiting] == ["p02", "p03"]


async def test_going_and_coming_back(office: Office) -> None:
    (invitation,) = await office.invited(WANG)
    wang = await office.joined(invitation.code, WANGS_PHONE)

    assert await enrolling.stop(office, wang, at=MONDAY)
    assert not (await office.everybody()).people[WANG].reachable
    assert await enrolling.resume(office, wang, at=MONDAY)

    assert not await enrolling.resume(office, wang, at=MONDAY)
    assert (await office.everybody()).people[WANG] == wang


async def test_a_language_is_remembered(office: Office) -> None:
    wang = (await office.everybody()).people[WANG]

    await enrolling.speak(office, wang, Language.EN)

    assert (await office.everybody()).people[WANG] == replace(wang, language=Language.EN)


async def test_codes_may_come_from_outside_for_tests_and_the_demo(office: Office) -> None:
    numbers = count(1)
    people = (await office.everybody()).people.values()

    made = await enrolling.invite(
        office.db, people, username="b", at=MONDAY, days=1, new_code=lambda: f"code-{next(numbers)}"
    )

    assert [own.code for own in made] == ["code-1", "code-2", "code-3"]
