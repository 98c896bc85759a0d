"""The roster as one value."""

from decimal import Decimal

from sqlalchemy import update

from domain.people import Role
from storage import roster
from storage.database import Database
from storage.models.base import core
from storage.models.roster import AssignmentRow, IndicatorRow, PersonRow
from tests.storage.district import MONDAY_NOON


async def test_everything_comes_in_roster_order_with_its_targets(settled: Database) -> None:
    async with settled.reading() as session:
        found = await roster.load(session, year=2026)

    assert list(found.units) == ["lh", "cg"]
    assert list(found.people) == ["asha", "bela", "chidi"]
    assert found.people["bela"].roles == {Role.DEPUTY, Role.SUPERVISOR}
    assert found.indicators["fai"].aliases == ("投资", "固投")
    assert found.indicators["fai"].weight == Decimal("1.5")
    assert found.assignments[1].targets == {"year": Decimal("120.50"), "q1": Decimal(30)}
    assert [own.id for own in found.owed_by("asha")] == [1, 2]
    assert [own.id for own in found.borne_by("bela")] == [1]
    assert found.assignments[2].project is None


async def test_what_has_retired_is_left_out(settled: Database) -> None:
    async with settled.transaction() as session:
        for table, key in ((IndicatorRow, "retail"), (PersonRow, "bela"), (PersonRow, "chidi")):
            rows = core(table)
            await session.execute(
                update(rows).where(rows.c.code == key).values(retired_at=MONDAY_NOON)
            )

    async with settled.reading() as session:
        found = await roster.load(session, year=2026)

    assert list(found.people) == ["asha"]
    assert list(found.assignments) == [1]
    assert found.assignments[1].deputy is None


async def test_a_retired_assignment_is_left_out(settled: Database) -> None:
    async with settled.transaction() as session:
        await session.execute(
            update(core(AssignmentRow))
            .where(core(AssignmentRow).c.id == 2)
            .values(retired_at=MONDAY_NOON)
        )

    async with settled.reading() as session:
        found = await roster.load(session, year=2026)

    assert list(found.assignments) == [1, 3]


async def test_the_version_grows_with_every_bump(settled: Database) -> None:
    async with settled.transaction() as session:
        first = await roster.version(session)
        await roster.bump(session)
        await roster.bump(session)
        second = await roster.version(session)

    assert (first, second) == (0, 2)
