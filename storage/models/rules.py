"""What numbers are judged by."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Integer
from sqlalchemy.types import JSON
from sqlmodel import Field

from storage.models.base import Table


class RuleSetRow(Table, table=True):
    """One version of the rules; append-only. Of each kind of period the first it holds for."""

    __tablename__ = "rule_set"

    number: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    week: str
    month: str
    quarter: str
    facts: dict[str, Any] = Field(sa_type=JSON)
    adopted_at: datetime
