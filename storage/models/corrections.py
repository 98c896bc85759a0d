"""Corrections after the lock."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.models.base import ExactDecimal, Table, big_id


class CorrectionRow(Table, table=True):
    """A number of a locked period that somebody asks to have put right.

    `revision` is the number of the revision that stood when it was asked, if any did. A newer
    request for the same number replaces an open one. The decision stays with the request.
    """

    __tablename__ = "correction_request"
    __table_args__ = (
        UniqueConstraint("chat_id", "message_id", name="uq_correction_request_origin"),
        Index("ix_correction_request_slot", "assignment", "period"),
    )

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = big_id()
    message_id: int = big_id()
    asked_by: str = Field(foreign_key="person.code")
    assignment: int = Field(foreign_key="assignment.id")
    period: str
    revision: int | None = None
    answer: str
    value: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    stage: str = "revised"
    estimate: bool = False
    odd: str | None = None
    reason: str
    asked_at: datetime
    state: str = "open"  # open | granted | refused | replaced
    decided_by: str | None = Field(default=None, foreign_key="person.code")
    decided_at: datetime | None = None
