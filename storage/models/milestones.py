"""What is said about the milestones of projects, and what was asked."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import date, datetime

from sqlalchemy import BigInteger, Column, UniqueConstraint
from sqlmodel import Field

from storage.models.base import Table, big_id


class MilestoneReportRow(Table, table=True):
    """One statement about one milestone; append-only.

    (chat_id, message_id, edited_at) names the message or the press it came from, so that a
    replayed update says nothing twice.
    """

    __tablename__ = "milestone_report"
    __table_args__ = (
        UniqueConstraint("milestone", "number", name="uq_milestone_report_number"),
        UniqueConstraint("chat_id", "message_id", "edited_at", name="uq_milestone_report_origin"),
    )

    id: int | None = Field(default=None, primary_key=True)
    milestone: int = Field(foreign_key="milestone.id")
    number: int
    said: str  # domain.milestones.Said
    planned: date
    day: date | None = None
    reason: str | None = None
    person: str = Field(foreign_key="person.code")
    reported_at: datetime
    chat_id: int = big_id()
    message_id: int = big_id()
    edited_at: int = Field(default=0, sa_type=BigInteger)


class MilestoneQuestionRow(Table, table=True):
    """That somebody was asked about a milestone; once for each day it was expected on."""

    __tablename__ = "milestone_question"

    milestone: int = Field(primary_key=True, foreign_key="milestone.id")
    expected: date = Field(primary_key=True)
    person: str = Field(foreign_key="person.code")
    push: str
    asked_at: datetime


class MilestoneDialogRow(Table, table=True):
    """What a chat was asked to write about a milestone; survives restarts.

    `message_id` is the message that asks; `day` the one chosen already.
    """

    __tablename__ = "milestone_dialog"

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    milestone: int = Field(foreign_key="milestone.id")
    message_id: int = big_id()
    step: str  # day | why | done
    day: date | None = None
    asked_at: datetime
