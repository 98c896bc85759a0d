"""What became of targets."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import date, datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from storage.models.base import Table


class TargetChangeRow(Table, table=True):
    """One step in the history of a number's targets in a year; append-only, and chained.

    `step` is a domain.adjusting.Step. `slots` is JSON, by slot the amount before and after:
    {"q1":["15.6","16.2"]}. They hold from `since` on. `about` is the id of what was asked for, in
    a step that decides about it: the first one counts. (chat_id, message_id, edited_at,
    assignment) names the message or press it came from; a workbook has none.
    """

    __tablename__ = "target_change"
    __table_args__ = (
        UniqueConstraint("assignment", "link", name="uq_target_change_link"),
        UniqueConstraint("about", name="uq_target_change_about"),
        UniqueConstraint(
            "chat_id", "message_id", "edited_at", "assignment", name="uq_target_change_origin"
        ),
        Index("ix_target_change_year", "year", "step"),
    )

    id: int | None = Field(default=None, primary_key=True)
    assignment: int = Field(foreign_key="assignment.id")
    link: int
    year: int
    step: str
    about: int | None = None
    slots: str
    since: date
    reason: str | None = None
    person: str | None = Field(default=None, foreign_key="person.code")
    made_at: datetime
    chat_id: int | None = Field(default=None, sa_type=BigInteger)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    edited_at: int | None = Field(default=None, sa_type=BigInteger)
    previous_digest: str = ""
    digest: str = ""
