"""What the roster, the calendar and the rules were, and since when."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.models.base import Table


class KeptRow(Table, table=True):
    """One row of another table as it was from an instant on; append-only.

    `noun` is a storage.keeping.Noun and `key` tells its rows apart. `content` is JSON, and
    null from when the row was there no more.
    """

    __tablename__ = "kept"
    __table_args__ = (Index("ix_kept_noun", "noun", "key", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    noun: str
    key: str
    content: str | None = None
    kept_at: datetime
