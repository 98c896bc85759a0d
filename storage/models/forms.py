"""The form: what was sent with it; and what stands beside the typing boxes."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import datetime

from sqlalchemy import BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field

from storage.models.base import Table, big_id


class SubmissionRow(Table, table=True):
    """One sending of the form. Its number, negative, stands where a message's number would.

    `key` was made by the page, so that a sending repeated after a break is the same one;
    `launch` tells one opening of the form from the next. `echo` is the message in the chat
    that tells of it, if one was sent.
    """

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("chat_id", "key", name="uq_submission_key"),
        Index("ix_submission_launch", "chat_id", "launch"),
    )

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = big_id()
    key: str
    launch: str
    typed_by: str = Field(foreign_key="person.code")
    sent_at: datetime
    echo: int | None = Field(default=None, sa_type=BigInteger)


class MenuRow(Table, table=True):
    """What a private chat has beside its typing box; "" for none of ours.

    `url` is what the button opens, `commands` a digest of the commands and their words.
    """

    __tablename__ = "chat_menu"

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    url: str = ""
    commands: str = ""
