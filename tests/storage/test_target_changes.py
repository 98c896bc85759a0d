"""Targets with their history: appended, chained, known by their day, and carried over."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from domain.adjusting import Step
from storage import append_only, audit, migrating, target_changes
from storage.audit import Break, Fault
from storage.database import Database
from storage.engines import async_url, migrating_engine
from storage.entries import Origin
from storage.models.base import core
from storage.models.targets import TargetChangeRow
from storage.target_changes import TargetChange, Targets
from tests.storage.district import MONDAY_NOON

change = core(TargetChangeRow)
MARCH_10 = date(2026, 3, 10)
BETTER = {"q1": (Decimal(30), Decimal("31.5"))}


def step(kind: Step, **more: Any) -> TargetChange:
    """Chidi's word about Asha's first quarter, by default on Monday at noon."""
    facts: dict[str, Any] = {
        "assignment": 1,
        "year": 2026,
        "step": kind,
        "edits": BETTER,
        "since": MARCH_10,
        "made_at": MONDAY_NOON,
        "person": "chidi",
    }
    return TargetChange(**{**facts, **more})


async def put(db: Database, *steps: TargetChange) -> tuple[int, ...]:
    async with db.transaction() as session:
        return await target_changes.put(session, steps)


async def of_year(db: Database, *, as_of: datetime | None = None) -> Targets:
    async with db.reading() as session:
        return (await target_changes.of_year(session, 2026, as_of=as_of))[1]


async def test_what_is_asked_for_holds_only_once_it_is_approved(settled: Database) -> None:
    (asked,) = await put(settled, step(Step.ASKED))
    before = await of_year(settled)
    await put(settled, step(Step.APPROVED, about=asked, person="bela"))

    (adjustment,) = (await of_year(settled)).adjustments
    assert before.adjustments == ()
    assert (adjustment.since, adjustment.slots) == (MARCH_10, {"q1": Decimal("31.5")})


async def test_what_was_decided_later_was_not_known_before(settled: Database) -> None:
    await put(settled, step(Step.APPROVED))

    assert (await of_year(settled, as_of=MONDAY_NOON)).adjustments
    assert not (await of_year(settled, as_of=MONDAY_NOON - timedelta(seconds=1))).adjustments


async def test_only_one_decision_is_kept_about_what_was_asked(settled: Database) -> None:
    (asked,) = await put(settled, step(Step.ASKED))
    await put(settled, step(Step.REFUSED, about=asked))

    with pytest.raises(IntegrityError):
        await put(settled, step(Step.APPROVED, about=asked))


async def test_a_step_comes_back_as_it_was_kept(settled: Database) -> None:
    origin = Origin(-7_000_000_003, 12, -5)
    kept = step(Step.ASKED, reason="口径调整", origin=origin, edits={"m3": (None, Decimal("1.50"))})
    (number,) = await put(settled, kept)

    async with settled.reading() as session:
        found = await target_changes.from_message(session, origin)
        assert found == await target_changes.get(session, number)
        assert await target_changes.decision_about(session, number) is None
    assert found is not None
    assert found.edits == kept.edits
    assert (found.reason, found.origin, found.made_at) == ("口径调整", origin, MONDAY_NOON)


@pytest.mark.parametrize("tamper", [update(change).values(since=date(2026, 1, 1)), delete(change)])
async def test_a_step_can_neither_be_changed_nor_deleted(settled: Database, tamper: Any) -> None:
    with pytest.raises(DBAPIError, match="target_change is append-only"):
        async with settled.transaction() as session:
            await session.execute(tamper)


async def test_a_step_changed_behind_the_guards_back_is_found(settled: Database) -> None:
    await put(settled, step(Step.APPROVED))
    async with settled.reading() as session:
        assert await audit.verify(session) is None

    async with settled.transaction() as session:
        await session.run_sync(lambda sync: append_only.unguard(sync.connection()))
        await session.execute(
            update(change).where(change.c.step == "approved").values(person="asha")
        )

    async with settled.reading() as session:
        # The first two links are the targets that 2025 and 2026 began with.
        assert await audit.verify(session) == Break(1, "2026", 3, Fault.ALTERED)


async def test_targets_of_before_there_was_a_history_become_its_beginning(bare_url: str) -> None:
    await migrating.upgrade(bare_url, "0013")
    await _run(
        bare_url,
        "INSERT INTO unit (code, name, short, group_name, position)"
        " VALUES ('cg', '城关', '城关', '', 1)",
        "INSERT INTO person (code, name, post, unit, roles, language, position)"
        " VALUES ('asha', '阿莎', '', 'cg', 'cadre', 'zh', 1)",
        "INSERT INTO indicator (code, name, aliases, measure, basis, direction, decimals, weight,"
        " cadence, stage, estimate_only, reviewed, position) VALUES ('fai', '投资', '', '亿元',"
        " 'cumulative', 'higher', 2, 1, 'week', 'estimate', false, false, 1)",
        "INSERT INTO assignment (id, unit, indicator, project, person, share, position)"
        " VALUES (1, 'cg', 'fai', '', 'asha', 1, 1)",
        "INSERT INTO target (assignment, year, slot, value) VALUES (1, 2025, 'year', '99'),"
        " (1, 2026, 'year', '120.50'), (1, 2026, 'q1', '30')",
    )
    await migrating.upgrade(bare_url)

    db = Database(bare_url)
    async with db.reading() as session:
        found = await target_changes.of_year(session, 2026, as_of=datetime(2020, 1, 1, tzinfo=UTC))
        assert await audit.verify(session) is None
    await db.close()
    assert found == {1: Targets({"year": Decimal("120.50"), "q1": Decimal(30)})}

    await migrating.downgrade(bare_url, "0013")
    kept = await _run(bare_url, "SELECT count(*) FROM target WHERE year = 2026")
    assert kept == 2


async def _run(url: str, *statements: str) -> Any:
    engine = migrating_engine(async_url(url))
    async with engine.begin() as connection:
        for statement in statements:
            result = await connection.execute(text(statement))
        return result.scalar() if result.returns_rows else None
