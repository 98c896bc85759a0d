"""Days that are not what their weekday says, and small facts."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import date

from sqlmodel import Field

from storage.models.base import Table


class MetaRow(Table, table=True):
    """Small facts about the database itself, e.g. `roster_version`."""

    __tablename__ = "meta"

    key: str = Field(primary_key=True)
    value: str


class HolidayRow(Table, table=True):
    """A day that is not what its weekday says: off, or a make-up workday."""

    __tablename__ = "holiday"

    day: date = Field(primary_key=True)
    kind: str  # off | work
    name: str = ""
    source: str = "library"  # library | admin; the admin's word wins
