"""What people bear: what they said and tapped by day, and what they complain about."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import date, datetime

from sqlalchemy import BigInteger, Column, Text, UniqueConstraint
from sqlmodel import Field

from storage.models.base import Table, big_id


class TrafficRow(Table, table=True):
    """How much one chat typed and tapped on one local day, counted when the inbox is tidied."""

    __tablename__ = "traffic"

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    day: date = Field(primary_key=True)
    typed: int = 0
    tapped: int = 0


class ComplaintRow(Table, table=True):
    """One tap on "too much", with words if any came.

    (chat_id, message_id, update_id) names the tap, so that a replay changes nothing.
    `asked_in` is the message of ours that words are a reply to.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        UniqueConstraint("chat_id", "message_id", "update_id", name="uq_complaint_tap"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(foreign_key="person.code", index=True)
    chat_id: int = big_id()
    message_id: int = big_id()
    update_id: int = big_id()
    made_at: datetime
    asked_in: int | None = Field(default=None, sa_type=BigInteger)
    words: str | None = Field(default=None, sa_type=Text)
    answered_by: str | None = Field(default=None, foreign_key="person.code")
    answered_at: datetime | None = None
