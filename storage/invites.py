"""One-time invites, kept only as the hash of their code."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import InviteInvalid
from storage.models.base import core
from storage.models.chats import InviteRow
from storage.models.roster import PersonRow
from storage.upserts import insert_once

invite = core(InviteRow)
person = core(PersonRow)


async def create(
    session: AsyncSession, code_hash: str, *, person: str, at: datetime, expires_at: datetime
) -> None:
    """Make an invite for one person. Earlier ones stay good until used or expired."""
    row = {
        "code_hash": code_hash,
        "person": person,
        "created_at": at,
        "expires_at": expires_at,
        "used_at": None,
        "used_by": None,
    }
    await insert_once(session, InviteRow, row, key=("code_hash",))


async def redeem(session: AsyncSession, code_hash: str, *, at: datetime, telegram_id: int) -> str:
    """Use the invite up and say whose it was; of two at once, one wins.

    The account that used it may say the same again (an update handled twice), as long as
    the person is still tied to it.

    Raises:
        InviteInvalid: unknown, used by another account, expired, or the person has retired.
    """
    used = await session.execute(
        update(invite)
        .where(
            invite.c.code_hash == code_hash,
            invite.c.used_at.is_(None),
            invite.c.expires_at > at,
            invite.c.person.in_(select(person.c.code).where(person.c.retired_at.is_(None))),
        )
        .values(used_at=at, used_by=telegram_id)
        .returning(invite.c.person)
    )
    code = used.scalar_one_or_none() or await _used_by(session, code_hash, telegram_id)
    if code is None:
        raise InviteInvalid
    return code


async def _used_by(session: AsyncSession, code_hash: str, telegram_id: int) -> str | None:
    found = await session.execute(
        select(invite.c.person)
        .join(person, person.c.code == invite.c.person)
        .where(
            invite.c.code_hash == code_hash,
            invite.c.used_by == telegram_id,
            person.c.telegram_id == telegram_id,
            person.c.retired_at.is_(None),
        )
    )
    return found.scalar_one_or_none()


async def supersede(session: AsyncSession, code: str, *, at: datetime) -> None:
    """Let this person's open invites run out now, because a new one takes their place."""
    await session.execute(
        update(invite)
        .where(invite.c.person == code, invite.c.used_at.is_(None), invite.c.expires_at > at)
        .values(expires_at=at)
    )
