"""The roster: nothing in it is deleted, it retires."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field

from storage.models.base import ExactDecimal, Table


class UnitRow(Table, table=True):
    __tablename__ = "unit"

    code: str = Field(primary_key=True)
    name: str
    short: str
    group_name: str = ""
    parent: str | None = Field(default=None, foreign_key="unit.code")
    position: int = 0
    retired_at: datetime | None = None


class PersonRow(Table, table=True):
    """`telegram_id` doubles as the private chat's id. Reachability is about sending only."""

    __tablename__ = "person"

    code: str = Field(primary_key=True)
    name: str
    post: str = ""
    unit: str = Field(foreign_key="unit.code")
    roles: str  # comma-separated values of domain.people.Role
    language: str = "zh"
    position: int = 0
    telegram_id: int | None = Field(default=None, sa_type=BigInteger, unique=True)
    joined_at: datetime | None = None
    stopped_at: datetime | None = None
    unreachable_at: datetime | None = None
    unreachable_why: str | None = None
    retired_at: datetime | None = None


class IndicatorRow(Table, table=True):
    __tablename__ = "indicator"

    code: str = Field(primary_key=True)
    name: str
    aliases: str = ""  # 、-separated
    measure: str
    basis: str
    direction: str = "higher"
    decimals: int = 2
    weight: Decimal = Field(default=Decimal(1), sa_type=ExactDecimal)
    cadence: str = "week"
    lowest: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    highest: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    stage: str = "estimate"  # of a number of which nothing else is said
    estimate_only: bool = False
    rollup: str | None = None  # domain.rollup.Rollup; null: by the basis
    whole: str | None = None  # code of the indicator this one is a part of
    curve: str | None = None
    reviewed: bool = False  # its numbers count once somebody has confirmed them
    position: int = 0
    retired_at: datetime | None = None


class ProjectRow(Table, table=True):
    __tablename__ = "project"

    code: str = Field(primary_key=True)
    name: str
    unit: str = Field(foreign_key="unit.code")
    enterprise: str = ""
    start: date | None = None
    finish: date | None = None
    position: int = 0
    retired_at: datetime | None = None


class MilestoneRow(Table, table=True):
    __tablename__ = "milestone"
    __table_args__ = (UniqueConstraint("project", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    project: str = Field(foreign_key="project.code")
    name: str
    due: date
    retired_at: datetime | None = None


class AssignmentRow(Table, table=True):
    """unit × indicator (× project) × cadre. `project` is "" when there is none (for the key)."""

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("unit", "indicator", "project"),)

    id: int | None = Field(default=None, primary_key=True)
    unit: str = Field(foreign_key="unit.code")
    indicator: str = Field(foreign_key="indicator.code")
    project: str = ""
    person: str = Field(foreign_key="person.code", index=True)
    deputy: str | None = Field(default=None, foreign_key="person.code")
    due: date | None = None
    share: Decimal = Field(default=Decimal(1), sa_type=ExactDecimal)
    position: int = 0
    retired_at: datetime | None = None
