"""What assessors said about points beside the numbers: exemptions, and points for effect."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.allowances import Allowance, Stretch
from domain.periods import Period
from storage.entries import Origin
from storage.models.allowances import AllowanceRow
from storage.models.base import core
from storage.upserts import insert_once

allowance = core(AllowanceRow)

_TIME = ("period", "since", "until")
_COLUMNS = ("kind", "unit", "indicator", "points", "reason", "person", "made_at")
_SELECT = select(*(allowance.c[name] for name in ("id", *_TIME, *_COLUMNS))).order_by(
    allowance.c.id
)


async def append(session: AsyncSession, made: Allowance, *, origin: Origin) -> bool:
    """Put it on record; False, and nothing changed, if that message was followed before."""
    row = {name: getattr(made, name) for name in _COLUMNS}
    row |= {name: getattr(made.stretch, name) for name in _TIME}
    row |= {"chat_id": origin.chat_id, "message_id": origin.message_id}
    return await insert_once(session, AllowanceRow, row, key=("chat_id", "message_id"))


async def was_followed(session: AsyncSession, origin: Origin) -> bool:
    """Whether this message led to a statement before."""
    found = select(allowance.c.id).where(
        allowance.c.chat_id == origin.chat_id, allowance.c.message_id == origin.message_id
    )
    return (await session.execute(found)).first() is not None


async def about(
    session: AsyncSession, period: Period, *, as_of: datetime | None = None
) -> tuple[Allowance, ...]:
    """What was said about a period by its name, or about a time that touches it, in order."""
    touches = allowance.c.since <= period.end
    goes_on = or_(allowance.c.until.is_(None), allowance.c.until >= period.start)
    found = _SELECT.where(
        or_(
            (allowance.c.period == period.key) & allowance.c.since.is_(None),
            touches & goes_on,
        )
    )
    if as_of is not None:
        found = found.where(allowance.c.made_at <= as_of)
    return _read(await session.execute(found))


async def everything(session: AsyncSession) -> tuple[Allowance, ...]:
    """Every statement there is, in order: a few for each period."""
    return _read(await session.execute(_SELECT))


def _read(rows: Iterable[Row[Any]]) -> tuple[Allowance, ...]:
    return tuple(
        Allowance(
            row.kind,
            Stretch(row.period, row.since, row.until),
            row.unit,
            row.indicator,
            row.points,
            row.reason,
            row.person,
            row.made_at,
            row.id,
        )
        for row in rows
    )
