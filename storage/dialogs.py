"""What a chat was asked last, item by item; it survives restarts and days of silence."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.lists import among, among_given
from storage.models.base import core
from storage.models.chats import DialogRow
from storage.upserts import upsert

dialog = core(DialogRow)

_OF = select(
    dialog.c.chat_id,
    dialog.c.asked_assignment,
    dialog.c.asked_period,
    dialog.c.asked_revision,
    dialog.c.updated_at,
).where(among_given(dialog.c.chat_id, "chats"))


@dataclass(frozen=True, slots=True)
class Dialog:
    """The item a chat was asked for alone; `revision` is the version to be changed, if any.

    `asked_at` is known of what was asked before.
    """

    assignment: int
    period: str
    revision: int | None = None
    asked_at: datetime | None = field(default=None, compare=False)

    @property
    def is_change(self) -> bool:
        """One answer is to be changed; nothing else is asked after it."""
        return self.revision is not None


async def of(session: AsyncSession, chats: Collection[int]) -> dict[int, Dialog]:
    """What each of these chats was asked for; those led by nobody are left out."""
    rows = await session.execute(_OF, {"chats": chats})
    return {
        chat: Dialog(assignment, period, revision, at)
        for chat, assignment, period, revision, at in rows.all()
        if assignment is not None and period is not None
    }


async def ask(session: AsyncSession, asked: dict[int, Dialog | None], *, at: datetime) -> None:
    """Set what each chat is asked for now; None ends the dialog."""
    over = [chat for chat, item in asked.items() if item is None]
    if over:
        await session.execute(delete(dialog).where(among(dialog.c.chat_id, over)))
    rows = [
        {
            "chat_id": chat,
            "asked_assignment": item.assignment,
            "asked_period": item.period,
            "asked_revision": item.revision,
            "updated_at": at,
        }
        for chat, item in asked.items()
        if item is not None
    ]
    if rows:
        await upsert(session, DialogRow, rows, key=("chat_id",))
