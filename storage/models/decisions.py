"""What was decided about numbers by others than their authors."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from storage.models.base import Table, big_id


class DecisionRow(Table, table=True):
    """One decision about one revision; append-only, chained like the revisions themselves.

    `number` is that of the revision, 0 where none stood. `link` counts all decisions about one
    assignment. (chat_id, message_id, edited_at, assignment) names the message or the press it
    came from, so that a replayed update decides nothing twice.
    """

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("assignment", "link", name="uq_decision_link"),
        UniqueConstraint(
            "chat_id", "message_id", "edited_at", "assignment", name="uq_decision_origin"
        ),
        Index("ix_decision_slot", "assignment", "period", "number"),
    )

    id: int | None = Field(default=None, primary_key=True)
    assignment: int = Field(foreign_key="assignment.id")
    link: int
    period: str
    number: int
    verdict: str  # domain.verdicts.Verdict
    reason: str | None = None
    person: str = Field(foreign_key="person.code")
    decided_at: datetime
    chat_id: int = big_id()
    message_id: int = big_id()
    edited_at: int = Field(default=0, sa_type=BigInteger)
    previous_digest: str = ""
    digest: str = ""
