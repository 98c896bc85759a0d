"""What each private chat has beside its typing box, so that Telegram is told only once."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models.base import core
from storage.models.forms import MenuRow
from storage.upserts import upsert

menu = core(MenuRow)


@dataclass(frozen=True, slots=True)
class Menu:
    """What our button opens, and a digest of the commands; each "" where there is none of ours."""

    url: str = ""
    commands: str = ""


async def known(session: AsyncSession) -> dict[int, Menu]:
    """What every chat has that ever had something."""
    rows = await session.execute(select(menu.c.chat_id, menu.c.url, menu.c.commands))
    return {int(chat): Menu(str(url), str(commands)) for chat, url, commands in rows.all()}


async def keep(session: AsyncSession, menus: Mapping[int, Menu]) -> None:
    """Remember what chats have from now on."""
    rows = [
        {"chat_id": chat, "url": own.url, "commands": own.commands} for chat, own in menus.items()
    ]
    await upsert(session, MenuRow, rows, key=("chat_id",))
