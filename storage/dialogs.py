"""What each chat was asked last, item by item."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.lists import among
from storage.models import DialogRow, core
from storage.recording import Slot
from storage.upserts import upsert

dialog = core(DialogRow)


async def ask(
    session: AsyncSession, chat_id: int, *, assignment: int, period: str, at: datetime
) -> None:
    """The next plain number in this chat answers this item."""
    await _set(session, chat_id, assignment=assignment, period=period, at=at)


async def clear(session: AsyncSession, chat_id: int, *, at: datetime) -> None:
    """Nothing in particular is asked in this chat any more."""
    await _set(session, chat_id, assignment=None, period=None, at=at)


async def asked(session: AsyncSession, chat_id: int) -> Slot | None:
    """The item this chat was asked for last."""
    return (await asked_in(session, [chat_id])).get(chat_id)


async def asked_in(session: AsyncSession, chat_ids: Collection[int]) -> dict[int, Slot]:
    """The item each of these chats was asked for last: one query."""
    rows = await session.execute(
        select(dialog.c.chat_id, dialog.c.asked_assignment, dialog.c.asked_period).where(
            among(dialog.c.chat_id, chat_ids), dialog.c.asked_assignment.is_not(None)
        )
    )
    return {chat_id: (assignment, period) for chat_id, assignment, period in rows}


async def _set(
    session: AsyncSession,
    chat_id: int,
    *,
    assignment: int | None,
    period: str | None,
    at: datetime,
) -> None:
    row = {
        "chat_id": chat_id,
        "asked_assignment": assignment,
        "asked_period": period,
        "updated_at": at,
    }
    await upsert(session, DialogRow, [row], key=("chat_id",))
