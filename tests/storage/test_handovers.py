"""Numbers given to another person for good, on record."""

from datetime import timedelta

from sqlalchemy import select

from domain.people import Role
from storage import handovers, roster
from storage.database import Database
from storage.entries import Origin
from storage.models.base import core
from storage.models.roster import AssignmentRow
from tests.storage.district import MONDAY_NOON

ASKED = Origin(7_000_000_001, 12)
LATER = MONDAY_NOON + timedelta(hours=1)


async def given(db: Database, giver: str, taker: str, *numbers: int, message: int = 12) -> int:
    """A handover, carried out."""
    async with db.transaction() as session:
        number = await handovers.put(
            session,
            person=giver,
            successor=taker,
            assignments=numbers,
            by=giver,
            at=MONDAY_NOON,
            origin=Origin(7_000_000_001, message),
        )
        own = await handovers.get(session, number)
        assert own is not None
        await handovers.carry_out(session, own, at=LATER + timedelta(minutes=message))
        await handovers.move(session, number, before="draft", state="done", by=taker, at=LATER)
    return number


async def test_what_changes_hands_is_owed_by_the_successor_who_is_a_cadre_from_then_on(
    settled: Database,
) -> None:
    async with settled.reading() as session:
        before = await roster.version(session)

    number = await given(settled, "asha", "bela", 1, 2, 3)

    async with settled.reading() as session:
        known = await roster.load(session, year=2026)
        kept = await handovers.of_message(session, ASKED)
    assert [own.id for own in known.owed_by("bela")] == [1, 2]
    assert known.assignments[1].deputy is None
    assert known.assignments[3].person == "chidi"  # it was never Asha's
    assert Role.CADRE in known.people["bela"].roles
    assert known.version > before
    assert kept is not None
    assert (kept.id, kept.state, kept.handed) == (number, "done", (1, 2))


async def test_who_holds_a_number_and_who_did_before_is_known_however_often_it_moves(
    settled: Database,
) -> None:
    await given(settled, "asha", "bela", 1, 2)
    await given(settled, "bela", "chidi", 1, message=13)
    async with settled.transaction() as session:
        rows = core(AssignmentRow)
        await session.execute(rows.update().where(rows.c.id == 2).values(person="chidi"))

    async with settled.reading() as session:
        found = await handovers.holders(session)

    (own,) = found.values()  # the second one was moved by somebody else since
    assert own.person == "chidi"
    assert own.before == {"asha", "bela"}


async def test_one_decision_counts(settled: Database) -> None:
    number = await given(settled, "asha", "bela", 1)

    async with settled.transaction() as session:
        again = await handovers.move(
            session, number, before="draft", state="refused", by="asha", at=LATER
        )
        rows = core(AssignmentRow)
        holds = (await session.execute(select(rows.c.person).where(rows.c.id == 1))).scalar_one()

    assert (again, holds) == (False, "bela")
