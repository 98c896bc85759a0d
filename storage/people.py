"""People joining, leaving and being out of reach; every change makes the roster new."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import Refusal, Stranger
from domain.people import Language, Person, Role
from storage import deliveries
from storage.keeping import Noun, keep_row
from storage.models.base import core
from storage.models.roster import PersonRow
from storage.roster import bump, person_of

person = core(PersonRow)


@dataclass(eq=False)
class AccountTaken(Refusal):
    """The Telegram account already belongs to somebody else on the roster."""

    person: str


async def enrol(session: AsyncSession, code: str, *, telegram_id: int, at: datetime) -> Person:
    """Tie the person to a Telegram account, the old one forgotten; reachable from now on.

    An account that a retired person held is free again.

    Raises:
        Stranger: nobody on the roster has this code, or they have retired.
        AccountTaken: the account is another person's.
    """
    previous = await of(session, code)
    holder = await _holder(session, telegram_id)
    if holder is not None and holder.code != code:
        if holder.retired_at is None:
            raise AccountTaken(holder.code)
        await _change(session, person.c.code == holder.code, at, telegram_id=None)
    joined = await _change(
        session,
        (person.c.code == code) & person.c.retired_at.is_(None),
        at,
        telegram_id=telegram_id,
        joined_at=at,
        stopped_at=None,
        unreachable_at=None,
        unreachable_why=None,
    )
    found = await of(session, code)
    if not joined or found is None:
        raise Stranger
    if previous is not None and previous.telegram_id not in (None, telegram_id):
        await deliveries.readdress(session, code, chat_id=telegram_id)
    return found


async def of(session: AsyncSession, code: str) -> Person | None:
    """The person with this code, unless retired."""
    rows = await session.execute(
        select(person).where(person.c.code == code, person.c.retired_at.is_(None))
    )
    row = rows.first()
    return None if row is None else person_of(row)


async def admins(session: AsyncSession) -> tuple[Person, ...]:
    """Every admin who has not retired, in roster order."""
    rows = await session.execute(
        select(person)
        .where(person.c.retired_at.is_(None), person.c.roles.contains(Role.ADMIN.value))
        .order_by(person.c.position, person.c.code)
    )
    return tuple(found for found in map(person_of, rows) if found.is_admin)


async def stop(session: AsyncSession, code: str, *, at: datetime) -> bool:
    """Send them nothing of our own accord any more; False if that was so already."""
    where = (person.c.code == code) & person.c.stopped_at.is_(None)
    return await _change(session, where, at, stopped_at=at)


async def resume(session: AsyncSession, code: str, *, at: datetime) -> bool:
    """Take back a stop; False if there was none."""
    where = (person.c.code == code) & person.c.stopped_at.is_not(None)
    return await _change(session, where, at, stopped_at=None)


async def mark_unreachable(session: AsyncSession, code: str, *, at: datetime, why: str) -> bool:
    """Note a permanent send error; True only the first time, so that admins hear of it once."""
    where = (person.c.code == code) & person.c.unreachable_at.is_(None)
    return await _change(session, where, at, unreachable_at=at, unreachable_why=why)


async def mark_reachable(session: AsyncSession, code: str, *, at: datetime) -> bool:
    """Note a sign of life; False if they were within reach already. A stop stays."""
    where = (person.c.code == code) & person.c.unreachable_at.is_not(None)
    return await _change(session, where, at, unreachable_at=None, unreachable_why=None)


async def set_language(session: AsyncSession, code: str, language: Language) -> None:
    """Speak this language to them from now on."""
    await session.execute(
        update(person).where(person.c.code == code).values(language=language.value)
    )
    await bump(session)


async def _holder(session: AsyncSession, telegram_id: int) -> Any:
    rows = await session.execute(
        select(person.c.code, person.c.retired_at).where(person.c.telegram_id == telegram_id)
    )
    return rows.first()


async def _change(
    session: AsyncSession, where: ColumnElement[bool], at: datetime, **values: Any
) -> bool:
    """Change one person, and keep how they could be reached from now on."""
    changed = await session.execute(
        update(person).where(where).values(**values).returning(person.c.code)
    )
    code = changed.scalar_one_or_none()
    if code is None:
        return False
    await keep_row(session, Noun.PERSON, code, at=at)
    await bump(session)
    return True
