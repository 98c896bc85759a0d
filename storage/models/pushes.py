"""What goes out by the clock, and what was published."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlalchemy.types import JSON
from sqlmodel import Field

from storage.models.base import Table, big_id


class ClockRow(Table, table=True):
    """A clock that went off; inserted once, whoever is first."""

    __tablename__ = "clock"
    __table_args__ = (UniqueConstraint("kind", "period", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    period: str
    number: int = 1
    due_at: datetime
    fired_at: datetime
    outcome: str  # fired | skipped | by_hand


class PushRow(Table, table=True):
    """Something to be sent. `key` is unique: the same push typed twice is one push.

    `follows` is the push that goes before it into the same chat, however that ends.
    """

    __tablename__ = "push"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str  # prompt | remind | snooze | push | words | notice | correction | corrected
    period: str | None = None
    created_at: datetime
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    follows: int | None = None


class DeliveryRow(Table, table=True):
    """One push to one chat, with its state.

    pending → sending → sent | skipped | uncertain | failed; back to pending to try again.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("push", "chat_id"),
        Index("ix_delivery_state", "state", "not_before"),
        Index("ix_delivery_person", "person", "settled_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    push: int = Field(foreign_key="push.id")
    chat_id: int = big_id()
    person: str | None = Field(default=None, foreign_key="person.code")
    thread_id: int | None = None
    state: str = "pending"
    attempts: int = 0
    not_before: datetime
    leased_until: datetime | None = None
    settled_at: datetime | None = None
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    error: str | None = None


class PublicationRow(Table, table=True):
    """A ranking as it was published: frozen, never recomputed."""

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("period", "subject", "edition"),)

    id: int | None = Field(default=None, primary_key=True)
    period: str
    subject: str = ""  # "" = overall, else the indicator's code
    edition: int = 1
    as_of: datetime
    published_at: datetime
    standings: dict[str, Any] = Field(sa_type=JSON)
