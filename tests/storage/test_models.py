"""Instants and decimals come back from either engine exactly as they were put in."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from storage.database import Database
from storage.models.base import core
from storage.models.chats import InviteRow
from storage.models.roster import IndicatorRow
from tests.storage.district import INDICATORS

invite = core(InviteRow)
indicator = core(IndicatorRow)
SHANGHAI = timezone(timedelta(hours=8))


async def keep(db: Database, at: datetime) -> datetime:
    row = {"code_hash": "h", "person": "asha", "created_at": at, "expires_at": at}
    async with db.transaction() as session:
        await session.execute(insert(invite).values(**row))
    async with db.reading() as session:
        found: datetime = (await session.execute(select(invite.c.created_at))).scalar_one()
        return found


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 3, 6, 9, 12, 3, 123456, tzinfo=SHANGHAI),
        datetime(2026, 1, 1, 0, 0, tzinfo=SHANGHAI),
        datetime(2026, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
async def test_an_instant_comes_back_as_the_same_instant_in_utc(
    settled: Database, at: datetime
) -> None:
    found = await keep(settled, at)

    assert found == at
    assert found.utcoffset() == timedelta(0)


async def test_a_time_without_a_zone_is_refused(settled: Database) -> None:
    with pytest.raises(StatementError, match="timezone"):
        await keep(settled, datetime(2026, 3, 6, 9, 12))  # noqa: DTZ001  that is the point


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("0", "0"),
        ("13.50", "13.50"),
        ("-0.8", "-0.8"),
        ("99999999999999.1234", "99999999999999.1234"),
        ("0.000000000001", "0.000000000001"),
        ("1E+5", "100000"),
        ("12345678901234567890.123456789", "12345678901234567890.123456789"),
    ],
)
async def test_a_decimal_keeps_every_digit(db: Database, given: str, kept: str) -> None:
    row = {**IndicatorRow(**INDICATORS[0]).model_dump(), "highest": Decimal(given)}
    async with db.transaction() as session:
        await session.execute(insert(indicator).values(**row))

    async with db.reading() as session:
        found = (await session.execute(select(indicator.c.highest))).scalar_one()

    assert format(found, "f") == kept
