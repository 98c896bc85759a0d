"""A history that was tampered with is found out."""

from typing import Any

import pytest
from sqlalchemy import delete, text, update

from storage import append_only, audit, recording
from storage.audit import Break, Fault
from storage.database import Database
from storage.engines import migrating_engine
from storage.models.base import core
from storage.models.figures import FigureRow, RevisionRow
from tests.storage.test_figures import entry

revision = core(RevisionRow)
figure = core(FigureRow)
FOREIGN_KEY = "fk_figure_revision_revision"


async def tampered(db: Database, *changes: Any) -> Break | None:
    """Three numbers of one figure and one of another, changed behind the guard."""
    entries = [entry(str(n), message=n) for n in (1, 2, 3)]
    async with db.transaction() as session:
        await recording.record(session, [*entries, entry("9", message=4, period="2026-W11")])
        await session.run_sync(lambda sync: append_only.unguard(sync.connection()))
        for change in changes:
            await session.execute(change)
    async with db.reading() as session:
        return await audit.verify(session)


async def test_an_untouched_history_holds(settled: Database) -> None:
    assert await tampered(settled) is None


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            update(revision).where(revision.c.number == 2).values(value=7),
            Break(1, "2026-W10", 2, Fault.ALTERED),
        ),
        (
            update(revision).where(revision.c.number == 2).values(typed_by="bela"),
            Break(1, "2026-W10", 2, Fault.ALTERED),
        ),
        (
            delete(revision).where(revision.c.number == 2),
            Break(1, "2026-W10", 3, Fault.MISSING),
        ),
        (
            update(revision).where(revision.c.number == 3).values(previous_digest="x"),
            Break(1, "2026-W10", 3, Fault.UNTIED),
        ),
        (
            update(figure).where(figure.c.period == "2026-W10").values(revision=1, number=1),
            Break(1, "2026-W10", 3, Fault.WRONG_FIGURE),
        ),
        (
            delete(figure).where(figure.c.period == "2026-W11"),
            Break(1, "2026-W11", 1, Fault.NO_FIGURE),
        ),
    ],
)
async def test_the_first_break_is_named(settled: Database, change: Any, found: Break) -> None:
    assert await tampered(settled, change) == found


async def test_a_last_revision_cut_off_is_missed(settled: Database) -> None:
    assert await tampered(settled) is None
    engine = migrating_engine(settled.url)  # on SQLite it does not mind foreign keys
    async with engine.begin() as connection:
        if not settled.is_sqlite:
            await connection.execute(text(f"ALTER TABLE figure DROP CONSTRAINT {FOREIGN_KEY}"))
        await connection.execute(delete(revision).where(revision.c.period == "2026-W11"))

    async with settled.reading() as session:
        found = await audit.verify(session)

    assert found == Break(1, "2026-W11", 1, Fault.MISSING)
