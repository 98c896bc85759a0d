"""Who stands in for whom."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.models.base import Table, big_id


class DelegationRow(Table, table=True):
    """One person's numbers in another's hands for a time; nobody named means each one's AB角.

    In force from `begins_at` until, not including, `ends_at`; who ends it early moves that
    instant and leaves `ended_by`. (chat_id, message_id, edited_at) is what it was asked in.
    """

    __tablename__ = "delegation"
    __table_args__ = (
        UniqueConstraint("chat_id", "message_id", "edited_at", name="uq_delegation_origin"),
        Index("ix_delegation_ends_at", "ends_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(foreign_key="person.code")
    deputy: str | None = Field(default=None, foreign_key="person.code")
    is_leave: bool = False
    begins_at: datetime
    ends_at: datetime
    asked_by: str = Field(foreign_key="person.code")
    asked_at: datetime
    chat_id: int = big_id()
    message_id: int = big_id()
    edited_at: int = big_id()
    ended_by: str | None = Field(default=None, foreign_key="person.code")
    ended_at: datetime | None = None


class HandoverRow(Table, table=True):
    """One person's numbers given to another for good; in force when `decided_at` is set.

    draft → open (the successor is asked) → done | refused; an admin's goes from draft to done.
    """

    __tablename__ = "handover"
    __table_args__ = (
        UniqueConstraint("chat_id", "message_id", "edited_at", name="uq_handover_origin"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(foreign_key="person.code")
    successor: str = Field(foreign_key="person.code")
    asked_by: str = Field(foreign_key="person.code")
    asked_at: datetime
    chat_id: int = big_id()
    message_id: int = big_id()
    edited_at: int = big_id()
    state: str = "draft"
    decided_by: str | None = Field(default=None, foreign_key="person.code")
    decided_at: datetime | None = None


class HandedRow(Table, table=True):
    """One assignment of a handover; `handed_at` is when it changed hands, if it did."""

    __tablename__ = "handed"

    handover: int = Field(primary_key=True, foreign_key="handover.id")
    assignment: int = Field(primary_key=True, foreign_key="assignment.id", index=True)
    handed_at: datetime | None = None
