"""What an assessor says about points beside the numbers."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.models.base import ExactDecimal, Table, big_id


class AllowanceRow(Table, table=True):
    """An exemption, its end, or points for effect; append-only.

    It is about `period` alone; with `since` about every period from that day on, until `until`,
    and `period` is only the one it was said in. `indicator` is "" for all of a unit's. (chat_id,
    message_id) names the message it came from; of a tap on a list it is the exemption, below zero.
    """

    __tablename__ = "allowance"
    __table_args__ = (
        UniqueConstraint("chat_id", "message_id", name="uq_allowance_origin"),
        Index("ix_allowance_period", "period"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str  # exempt | lifted | effect
    period: str
    since: date | None = None
    until: date | None = None
    unit: str = Field(foreign_key="unit.code")
    indicator: str = ""
    points: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    reason: str
    person: str = Field(foreign_key="person.code")
    made_at: datetime
    chat_id: int = big_id()
    message_id: int = big_id()
