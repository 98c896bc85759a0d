"""Which chats have our button beside the typing box, so that each is told only once."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.base import core
from storage.models.forms import MenuRow
from storage.upserts import upsert

menu = core(MenuRow)


async def addresses(session: AsyncSession) -> dict[int, str]:
    """The address each chat's button opens; "" where ours was taken away again."""
    rows = await session.execute(select(menu.c.chat_id, menu.c.url))
    return {int(chat): str(url) for chat, url in rows.all()}


async def keep(session: AsyncSession, chat_id: int, url: str) -> None:
    """Remember what a chat's button opens from now on."""
    await upsert(session, MenuRow, [{"chat_id": chat_id, "url": url}], key=("chat_id",))
