from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import DBAPIError

from domain.lights import Light
from domain.pace import LightRules
from domain.periods import Period
from handlers.actions.measuring import ruling, standing
from handlers.actions.measuring.board import board_from
from handlers.deps import Deps
from storage import publications
from storage.database import Database
from storage.models.base import core
from storage.models.rules import RuleSetRow
from tests.district import deps_of

W11, W12 = Period.parse("2026-W11"), Period.parse("2026-W12")
STRICT = LightRules(yellow_points=Decimal(1))


def stricter(deps: Deps) -> None:
    """As if the settings had been changed and the process started again."""
    deps.rules = replace(deps.rules, lights=STRICT)


async def test_a_period_that_has_begun_keeps_its_rules(district: Deps) -> None:
    await ruling.adopt(district)
    stricter(district)
    adopted = await ruling.adopt(district)

    begun, coming = [await standing.board(district, week) for week in (W11, W12)]

    assert adopted.is_new
    assert (begun.version, begun.rules) == (1, LightRules())
    assert (coming.version, coming.rules) == (2, STRICT)
    assert {s.light for s in begun.ranking.standings if s.gap and -10 <= s.gap < -1} == {
        Light.YELLOW
    }


async def test_until_they_are_adopted_rules_are_as_configured(district: Deps) -> None:
    stricter(district)

    board = await standing.board(district, W11)

    assert (board.version, board.rules) == (0, STRICT)


async def test_adopting_again_changes_nothing(db: Database) -> None:
    deps = deps_of(db)
    first = await ruling.adopt(deps)
    again = await ruling.adopt(deps)

    assert (first.is_new, again.is_new) == (True, False)
    assert again.version == first.version


async def test_another_process_judges_by_what_was_adopted(
    district: Deps, district_db: Database
) -> None:
    other = deps_of(district_db)
    await ruling.adopt(district)
    stricter(other)

    assert (await standing.board(other, W11)).rules == LightRules()


async def test_a_publication_keeps_the_version_it_was_made_by(
    district: Deps, district_db: Database
) -> None:
    await ruling.adopt(district)
    async with district_db.transaction() as session:
        frozen = await standing.publish(district, session, W11)
    stricter(district)
    await ruling.adopt(district)

    async with district_db.reading() as session:
        found = await publications.of(session, W11.key)

    assert found == frozen
    assert found is not None
    assert board_from(found).version == 1


async def test_a_version_stays_as_it_is(db: Database) -> None:
    await ruling.adopt(deps_of(db))

    with pytest.raises(DBAPIError, match="append-only"):
        async with db.transaction() as session:
            await session.execute(delete(core(RuleSetRow)))
