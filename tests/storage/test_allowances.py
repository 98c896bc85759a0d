"""Exemptions on record: what was said about a period, on either engine."""

from datetime import UTC, date, datetime

import pytest

from domain.allowances import EFFECT, EXEMPT, Allowance, Stretch
from domain.people import Person, Role
from domain.periods import Period
from domain.roster import Unit
from domain.roster_draft import RosterDraft
from storage import allowances, migrating, roster_changes
from storage.database import Database
from storage.entries import Origin

AT = datetime(2026, 3, 5, 2, tzinfo=UTC)
W10, W11 = Period.parse("2026-W10"), Period.parse("2026-W11")


@pytest.fixture
async def district(db: Database) -> Database:
    draft = RosterDraft(
        units=(Unit("wp", "雾坪乡人民政府", "雾坪乡"),),
        people=(Person("p04", "宋雅琴", "科长", "wp", frozenset({Role.ASSESSOR})),),
    )
    async with db.transaction() as session:
        await roster_changes.apply(session, draft, year=2026, at=AT)
    return db


async def test_what_touches_a_period_is_read_back_as_it_was_said(district: Database) -> None:
    said = [
        Stretch(W10.key),
        Stretch(W11.key),
        Stretch(W10.key, date(2026, 3, 12), date(2026, 3, 31)),
        Stretch(W10.key, date(2026, 3, 1)),
        Stretch(W10.key, date(2026, 2, 1), date(2026, 2, 28)),
        Stretch(W10.key, date(2026, 4, 1)),
    ]
    async with district.transaction() as session:
        for number, stretch in enumerate(said, start=1):
            made = Allowance(EXEMPT, stretch, "wp", "fai", None, "洪涝停工", "p04", AT)
            assert await allowances.append(session, made, origin=Origin(7, number))
            assert not await allowances.append(session, made, origin=Origin(7, number))

    async with district.reading() as session:
        about = await allowances.about(session, W11)
        before = await allowances.about(session, W11, as_of=datetime(2026, 3, 4, tzinfo=UTC))
        everything = await allowances.everything(session)

    assert [one.stretch for one in about] == said[1:4]
    assert about[0] == Allowance(
        EXEMPT, said[1], "wp", "fai", None, "洪涝停工", "p04", AT, about[0].id
    )
    assert before == ()
    assert [one.stretch for one in everything] == said


async def test_points_for_effect_are_of_one_period_alone(district: Database) -> None:
    made = Allowance(EFFECT, Stretch(W10.key), "wp", "", None, "招引", "p04", AT)
    async with district.transaction() as session:
        await allowances.append(session, made, origin=Origin(7, 1))

    async with district.reading() as session:
        assert len(await allowances.about(session, W10)) == 1
        assert await allowances.about(session, W11) == ()


async def test_a_version_that_knows_no_times_takes_none_for_the_period_it_was_said_in(
    district: Database,
) -> None:
    said = [Stretch(W10.key), Stretch(W10.key, date(2026, 4, 1), date(2026, 6, 30))]
    async with district.transaction() as session:
        for number, stretch in enumerate(said, start=1):
            made = Allowance(EXEMPT, stretch, "wp", "fai", None, "洪涝停工", "p04", AT)
            await allowances.append(session, made, origin=Origin(7, number))
    await district.close()

    url = district.url.render_as_string(hide_password=False)
    await migrating.downgrade(url, "0022")
    await migrating.upgrade(url)

    async with district.reading() as session:
        assert [one.stretch for one in await allowances.everything(session)] == said[:1]
