"""Sendings of the form: each counted once, whatever is repeated on the way."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.entries import Origin
from storage.lists import among
from storage.models.base import core
from storage.models.forms import SubmissionRow
from storage.upserts import insert_once

submission = core(SubmissionRow)


@dataclass(frozen=True, slots=True)
class Submission:
    """One sending; `echo` is the message in the chat that tells of it."""

    id: int
    chat_id: int
    sent_at: datetime
    echo: int | None = None

    @property
    def message_id(self) -> int:
        """What stands for a message's number; negative, as Telegram's never are."""
        return -self.id

    @property
    def origin(self) -> Origin:
        """Where its numbers come from."""
        return Origin(self.chat_id, self.message_id)


async def take(
    session: AsyncSession, *, chat_id: int, key: str, launch: str, typed_by: str, at: datetime
) -> Submission:
    """The sending with this key: put down now, or found as it was put down before."""
    row = {"chat_id": chat_id, "key": key, "launch": launch, "typed_by": typed_by, "sent_at": at}
    await insert_once(session, SubmissionRow, row, key=("chat_id", "key"))
    found = await find(session, chat_id=chat_id, key=key)
    if found is None:
        raise LookupError("a sending that was just put down is not there")
    return found


async def find(session: AsyncSession, *, chat_id: int, key: str) -> Submission | None:
    """The sending of a chat with this key."""
    rows = await session.execute(
        _SELECT.where(submission.c.chat_id == chat_id, submission.c.key == key)
    )
    row = rows.first()
    return Submission(*row) if row else None


async def of_launch(session: AsyncSession, *, chat_id: int, launch: str) -> list[Submission]:
    """Everything sent since the form was opened, in order."""
    rows = await session.execute(
        _SELECT.where(submission.c.chat_id == chat_id, submission.c.launch == launch).order_by(
            submission.c.id
        )
    )
    return [Submission(*row) for row in rows]


async def told(session: AsyncSession, numbers: Collection[int], *, message_id: int) -> None:
    """Remember the message that tells of these sendings."""
    await session.execute(
        update(submission).where(among(submission.c.id, numbers)).values(echo=message_id)
    )


_SELECT = select(submission.c.id, submission.c.chat_id, submission.c.sent_at, submission.c.echo)
