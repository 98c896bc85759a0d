"""What the statistics bureau published."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from storage.models.base import ExactDecimal, Table, big_id


class OfficialRow(Table, table=True):
    """One published value; append-only, in one chain: a later edition revises an earlier one.

    `link` counts all rows. `growth` is published beside the value, in percent. (chat_id,
    message_id) is the message it came from, (0, 0) the command line.
    """

    __tablename__ = "official"
    __table_args__ = (
        UniqueConstraint("link", name="uq_official_link"),
        UniqueConstraint("unit", "indicator", "period", "edition", name="uq_official_edition"),
        Index("ix_official_origin", "chat_id", "message_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    link: int
    unit: str = Field(foreign_key="unit.code")
    indicator: str = Field(foreign_key="indicator.code")
    period: str
    edition: int
    value: Decimal = Field(sa_type=ExactDecimal)
    growth: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    published_on: date
    source: str = ""
    person: str | None = Field(default=None, foreign_key="person.code")
    recorded_at: datetime
    chat_id: int = big_id()
    message_id: int = Field(default=0, sa_type=BigInteger)
    previous_digest: str = ""
    digest: str = ""
