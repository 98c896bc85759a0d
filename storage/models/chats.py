"""Chats: who was invited, what came in, what was asked."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Text, UniqueConstraint
from sqlalchemy.types import JSON
from sqlmodel import Field

from storage.models.base import Table, big_id


class InviteRow(Table, table=True):
    """A one-time code, kept only as its SHA-256: a stolen database joins nobody."""

    __tablename__ = "invite"

    code_hash: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.code", index=True)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    used_by: int | None = Field(default=None, sa_type=BigInteger)


class GroupRow(Table, table=True):
    """A bound leadership group. `thread_id` is the forum topic it was bound in, if any."""

    __tablename__ = "group_chat"

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    title: str = ""
    thread_id: int | None = None
    bound_by: str
    bound_at: datetime
    lost_at: datetime | None = None
    lost_why: str | None = None
    summaries: str = "week month quarter"  # the rhythms it is sent summaries of


class InboxRow(Table, table=True):
    """One update from Telegram, committed before it is confirmed."""

    __tablename__ = "inbox"
    __table_args__ = (Index("ix_inbox_state", "state", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    update_id: int = Field(sa_type=BigInteger, unique=True)
    chat_id: int = Field(default=0, sa_type=BigInteger)
    payload: str = Field(sa_type=Text)
    state: str = "new"  # new | done | quarantined
    attempts: int = 0
    received_at: datetime
    done_at: datetime | None = None
    error: str | None = None


class PostRow(Table, table=True):
    """What one of the bot's own messages is about, so that a reply or a press finds it."""

    __tablename__ = "post"

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    message_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    kind: str  # card | folded | echo | question | ask
    period: str
    assignment: int | None = Field(default=None, foreign_key="assignment.id")
    sent_at: datetime


class QuestionRow(Table, table=True):
    """A number in doubt, or one that reads two ways, waiting for one tap.

    `origin` is the message it came from; `choices` are the values the buttons stand for.
    """

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint(
            "chat_id", "message_id", "edited_at", "assignment", name="uq_question_origin"
        ),
        Index("ix_question_open", "chat_id", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = big_id()
    message_id: int = big_id()
    edited_at: int = Field(default=0, sa_type=BigInteger)
    typed_by: str = Field(foreign_key="person.code")
    assignment: int = Field(foreign_key="assignment.id")
    period: str
    choices: list[Any] = Field(sa_type=JSON)
    reason: dict[str, Any] = Field(sa_type=JSON)
    note: str | None = None
    reported_at: datetime
    state: str = "open"  # open | answered | dropped
    answered_at: datetime | None = None


class DialogRow(Table, table=True):
    """What a chat was asked last, item by item; survives restarts and days of silence.

    `asked_revision` is the version that is to be changed, of an item that was answered.
    """

    __tablename__ = "dialog"

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    asked_assignment: int | None = Field(default=None, foreign_key="assignment.id")
    asked_period: str | None = None
    asked_revision: int | None = None
    updated_at: datetime
