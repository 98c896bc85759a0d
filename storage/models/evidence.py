"""Files that cadres sent along with their numbers, and what they belong to."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.models.base import Table, big_id


class EvidenceRow(Table, table=True):
    """One file as it came in one message; the file itself lies in the vault, under `digest`.

    waiting → kept | refused | lost. It is fetched once it belongs to something, not before
    `not_before`, so that Telegram's file server may be away for days.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("chat_id", "message_id", name="uq_evidence_message"),
        Index("ix_evidence_state", "state", "not_before"),
        Index("ix_evidence_album", "chat_id", "album"),
    )

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = big_id()
    message_id: int = big_id()
    album: str = ""  # Telegram's media_group_id; "" of a file that came alone
    person: str = Field(foreign_key="person.code")
    sent_at: datetime
    form: str  # photo | document
    name: str = ""  # tidied; "" of a photo
    file_id: str
    state: str = "waiting"
    attempts: int = 0
    not_before: datetime
    digest: str = ""
    mime: str = ""  # by content
    size: int = 0  # bytes, by content
    kept_at: datetime | None = None
    error: str | None = None


class EvidenceItemRow(Table, table=True):
    """What a file belongs to: one number of one period, and the version that stood then.

    Belonging to something else by now is a withdrawal of the one and a row of the other.
    """

    __tablename__ = "evidence_item"
    __table_args__ = (Index("ix_evidence_item_slot", "assignment", "period"),)

    evidence: int = Field(primary_key=True, foreign_key="evidence.id")
    assignment: int = Field(primary_key=True, foreign_key="assignment.id")
    period: str = Field(primary_key=True)
    revision: int | None = None  # the number of the version; None where none stood
    person: str = Field(foreign_key="person.code")
    linked_at: datetime
    withdrawn_at: datetime | None = None
