"""What is remembered of earlier periods is what the database says, whoever wrote last."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Answer, Source, Timeliness
from storage import past, recording
from storage.database import Database
from storage.entries import Entry, Origin
from storage.past import MOST_NEWS, Before, Past
from tests.storage.district import MONDAY_NOON

WEEKS = [f"2026-W{number:02}" for number in range(1, 11)]
NOW = "2026-W10"


def entry(assignment: int, period: str, value: int | None, *, number: int) -> Entry:
    at = MONDAY_NOON + timedelta(seconds=number)
    return Entry(
        assignment=assignment,
        period=period,
        answer=Answer.WITHDRAWN if value is None else Answer.NUMBER,
        value=None if value is None else Decimal(value),
        person="asha",
        typed_by="asha",
        source=Source.MESSAGE,
        timeliness=Timeliness.ON_TIME,
        reported_at=at,
        recorded_at=at,
        origin=Origin(7_000_000_001, number),
    )


async def looked_up(db: Database, kept: Past) -> dict[int, Before]:
    """What it answers, which has to be what anybody would find who looked."""
    async with db.transaction(brief=True) as session:
        told = await kept.before(session, (1, 2), NOW)
        assert told == await past.before(session, (1, 2), NOW)
    return told


async def test_numbers_of_this_period_change_nothing_and_those_of_earlier_ones_do(
    settled: Database,
) -> None:
    db, kept = settled, Past()
    async with db.transaction() as session:
        await recording.record(
            session, [entry(1, week, 5, number=n) for n, week in enumerate(WEEKS)]
        )
    first = await looked_up(db, kept)
    assert first[1].this_year == 45
    assert first[2] == Before()

    async with db.transaction() as session:
        await recording.record(session, [entry(1, NOW, 7, number=20)])
    assert (await looked_up(db, kept))[1] is first[1] or not db.is_sqlite

    async with db.transaction() as session:
        await recording.record(
            session, [entry(1, "2026-W09", 6, number=21), entry(2, "2026-W03", 1, number=22)]
        )
    second = await looked_up(db, kept)
    assert second[1].recent["2026-W09"] == 6
    assert second[2].this_year == 1

    async with db.transaction() as session:
        await recording.record(session, [entry(1, "2026-W09", None, number=23)])
    assert (await looked_up(db, kept))[1].this_year == 40


async def test_what_another_process_wrote_is_seen_even_after_a_great_import(
    settled: Database,
) -> None:
    mine = Past()
    await looked_up(settled, mine)

    other = Database(settled.url.render_as_string(hide_password=False))
    async with other.transaction() as session:
        many = [entry(1, NOW, n, number=n) for n in range(MOST_NEWS)]
        await recording.record(session, [*many, entry(2, "2026-W09", 3, number=MOST_NEWS)])
    await other.close()

    assert (await looked_up(settled, mine))[2].this_year == 3


async def test_what_was_rolled_back_is_not_remembered(settled: Database) -> None:
    kept = Past()
    await looked_up(settled, kept)

    async def fails(session: AsyncSession) -> None:
        await kept.before(session, (1, 2), NOW)
        await recording.record(session, [entry(1, "2026-W08", 9, number=1)])
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await settled.write(fails, brief=True)
    assert (await looked_up(settled, kept))[1] == Before()

    async with settled.transaction() as session:
        await recording.record(session, [entry(1, "2026-W08", 8, number=2)])
    assert (await looked_up(settled, kept))[1].this_year == 8


async def test_of_other_years_only_what_stands_at_the_same_place_is_kept(
    settled: Database,
) -> None:
    weeks = [*(f"2025-W{n:02}" for n in range(1, 53)), *WEEKS[:-1]]
    async with settled.transaction() as session:
        await recording.record(
            session, [entry(1, week, n, number=n) for n, week in enumerate(weeks)]
        )

    recent = (await looked_up(settled, Past()))[1].recent

    # Two weeks after the Spring Festival, which was in the fifth week of that year.
    assert list(recent)[:2] == ["2025-W06", "2025-W07"]
    assert list(recent)[2:] == weeks[-past.RECENT :]
