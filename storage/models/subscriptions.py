"""What people wish to be sent in private."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import datetime

from sqlmodel import Field

from storage.models.base import Table


class SubscriptionRow(Table, table=True):
    """One wish of one person; taken back, the row goes."""

    __tablename__ = "subscription"

    person: str = Field(primary_key=True, foreign_key="person.code")
    topic: str = Field(primary_key=True)
    subject: str = Field(default="", primary_key=True)
    since: datetime
