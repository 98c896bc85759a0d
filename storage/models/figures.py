"""Numbers: every version of them, and those that stand."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import datetime
from decimal import Decimal

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from storage.models.base import ExactDecimal, Table, big_id


class RevisionRow(Table, table=True):
    """One version of one number; append-only.

    (chat_id, message_id, edited_at, assignment) names the message it came from, so that a
    replayed update changes nothing; edited_at is 0 for a message never edited, see Origin.
    Imports use chat 0 and a running number. `link` counts all revisions of one assignment,
    over every period, and `digest` chains them: two writers never both hold the next link.
    """

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("assignment", "period", "number"),
        UniqueConstraint("assignment", "link", name="uq_revision_link"),
        UniqueConstraint(
            "chat_id", "message_id", "edited_at", "assignment", name="uq_revision_origin"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    assignment: int = Field(foreign_key="assignment.id")
    link: int
    period: str
    number: int
    answer: str
    value: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    stage: str
    estimate: bool = False
    note: str | None = None
    odd: str | None = None
    timeliness: str
    person: str
    typed_by: str
    source: str
    reported_at: datetime
    recorded_at: datetime
    chat_id: int = big_id()
    message_id: int = big_id()
    edited_at: int = Field(default=0, sa_type=BigInteger)
    reviewed: bool = False  # it counts once somebody has confirmed it
    previous_digest: str = ""
    digest: str = ""


class FigureRow(Table, table=True):
    """The current revision of one assignment and period, and what was decided about it."""

    __tablename__ = "figure"
    __table_args__ = (Index("ix_figure_period", "period"),)

    assignment: int = Field(primary_key=True, foreign_key="assignment.id")
    period: str = Field(primary_key=True)
    revision: int = Field(foreign_key="revision.id")
    number: int
    review: str = ""  # domain.figures.Review
