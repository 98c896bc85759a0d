"""What assessors said about points beside the numbers: exemptions, and points for effect."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.entries import Origin
from storage.models.allowances import AllowanceRow
from storage.models.base import core
from storage.upserts import insert_once

EXEMPT, LIFTED, EFFECT = "exempt", "lifted", "effect"

allowance = core(AllowanceRow)

_COLUMNS = ("kind", "period", "unit", "indicator", "points", "reason", "person", "made_at")
_SELECT = select(*(allowance.c[name] for name in _COLUMNS)).order_by(allowance.c.id)


@dataclass(frozen=True, slots=True)
class Allowance:
    """One statement of one assessor about a unit in a period; `indicator` "" is all of them."""

    kind: str
    period: str
    unit: str
    indicator: str
    points: Decimal | None
    reason: str
    person: str
    made_at: datetime


async def append(session: AsyncSession, made: Allowance, *, origin: Origin) -> bool:
    """Put it on record; False, and nothing changed, if that message was followed before."""
    row = {name: getattr(made, name) for name in _COLUMNS}
    row |= {"chat_id": origin.chat_id, "message_id": origin.message_id}
    return await insert_once(session, AllowanceRow, row, key=("chat_id", "message_id"))


async def was_followed(session: AsyncSession, origin: Origin) -> bool:
    """Whether this message led to a statement before."""
    found = select(allowance.c.id).where(
        allowance.c.chat_id == origin.chat_id, allowance.c.message_id == origin.message_id
    )
    return (await session.execute(found)).first() is not None


async def of_period(
    session: AsyncSession, period: str, *, as_of: datetime | None = None
) -> tuple[Allowance, ...]:
    """What holds in a period, in the order it was said: what was lifted is left out."""
    found = _SELECT.where(allowance.c.period == period)
    if as_of is not None:
        found = found.where(allowance.c.made_at <= as_of)
    exempt: dict[tuple[str, str], Allowance] = {}
    effects: list[Allowance] = []
    for row in await session.execute(found):
        one = Allowance(*row)
        if one.kind == EFFECT:
            effects.append(one)
        elif one.kind == EXEMPT:
            exempt[one.unit, one.indicator] = one
        else:
            exempt.pop((one.unit, one.indicator), None)
    return (*exempt.values(), *effects)
