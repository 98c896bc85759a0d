"""All tables, as rows; they never leave storage."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Column, Index, MetaData, Numeric, String, Text, UniqueConstraint
from sqlalchemy import Table as CoreTable
from sqlalchemy.engine import Dialect
from sqlalchemy.types import JSON, TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal kept digit by digit: NUMERIC on PostgreSQL, text on SQLite.

    SQLite would keep a NUMERIC as a binary float: 99999999999999.1234 comes back .1250.
    """

    impl = String(40)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Numeric(asdecimal=True))
        return dialect.type_descriptor(String(40))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return format(value, "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Table(SQLModel):
    """The base of every row, with constraint names that migrations can rely on."""

    metadata = MetaData(naming_convention=NAMING)


def core(table: type[Table]) -> CoreTable:
    """The table itself, without the mapper: what queries are written against.

    Selecting its columns is as quick as SQLAlchemy gets, and types as `Column[Any]`.
    """
    return Table.metadata.tables[str(table.__tablename__)]


def big_id() -> Any:
    """A Telegram id: up to 52 bits, so never a 32-bit column."""
    return Field(sa_type=BigInteger)


class MetaRow(Table, table=True):
    """Small facts about the database itself, e.g. `roster_version`."""

    __tablename__ = "meta"

    key: str = Field(primary_key=True)
    value: str


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
    position: int = 0
    retired_at: datetime | None = None


class TargetRow(Table, table=True):
    """One slot of an assignment's targets in one year; slots are domain.roster.SLOTS."""

    __tablename__ = "target"

    assignment: int = Field(primary_key=True, foreign_key="assignment.id")
    year: int = Field(primary_key=True)
    slot: str = Field(primary_key=True)
    value: Decimal = Field(sa_type=ExactDecimal)


class HolidayRow(Table, table=True):
    """A day that is not what its weekday says: off, or a make-up workday."""

    __tablename__ = "holiday"

    day: date = Field(primary_key=True)
    kind: str  # off | work
    name: str = ""
    source: str = "library"  # library | admin; the admin's word wins


class RevisionRow(Table, table=True):
    """One version of one number; append-only.

    (chat_id, message_id, edited_at, assignment) names the message it came from, so that a
    replayed update changes nothing; edited_at is 0 for a message never edited. Imports use
    chat 0 and a running number. `link` counts all revisions of one assignment, over every
    period, and `digest` chains them: two writers can never both hold the next link.
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
    previous_digest: str = ""
    digest: str = ""


class FigureRow(Table, table=True):
    """The current revision of one assignment and period."""

    __tablename__ = "figure"
    __table_args__ = (Index("ix_figure_period", "period"),)

    assignment: int = Field(primary_key=True, foreign_key="assignment.id")
    period: str = Field(primary_key=True)
    revision: int = Field(foreign_key="revision.id")
    number: int


class InviteRow(Table, table=True):
    """A one-time code, kept only as its SHA-256: a stolen database joins nobody."""

    __tablename__ = "invite"

    code_hash: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.code", index=True)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    used_by: int | None = Field(default=None, sa_type=BigInteger)


class GroupRow(Table, table=True):
    """A bound leadership group. `thread_id` is the forum topic it was bound in, if any."""

    __tablename__ = "group_chat"

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    title: str = ""
    thread_id: int | None = None
    bound_by: str
    bound_at: datetime
    lost_at: datetime | None = None
    lost_why: str | None = None


class InboxRow(Table, table=True):
    """One update from Telegram, committed before it is confirmed."""

    __tablename__ = "inbox"
    __table_args__ = (Index("ix_inbox_state", "state", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    update_id: int = Field(sa_type=BigInteger, unique=True)
    chat_id: int = Field(default=0, sa_type=BigInteger)
    payload: str = Field(sa_type=Text)
    state: str = "new"  # new | done | quarantined
    attempts: int = 0
    received_at: datetime
    done_at: datetime | None = None
    error: str | None = None


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
    """Something to be sent. `key` is unique: the same push typed twice is one push."""

    __tablename__ = "push"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str  # prompt | remind | push | notice | correction | corrected
    period: str | None = None
    created_at: datetime
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class DeliveryRow(Table, table=True):
    """One push to one chat, with its state.

    pending → sending → sent | skipped | uncertain | failed; back to pending to try again.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("push", "chat_id"),
        Index("ix_delivery_state", "state", "not_before"),
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


class PostRow(Table, table=True):
    """What one of the bot's own messages is about, so that a reply or a press finds it."""

    __tablename__ = "post"

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    message_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    kind: str  # card | echo | question | ask
    period: str
    assignment: int | None = Field(default=None, foreign_key="assignment.id")
    sent_at: datetime


class QuestionRow(Table, table=True):
    """A number in doubt, or one that reads two ways, waiting for one tap.

    `origin` is the message it came from; `choices` are the values the buttons stand for.
    """

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint(
            "chat_id", "message_id", "edited_at", "assignment", name="uq_question_origin"
        ),
        Index("ix_question_open", "chat_id", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = big_id()
    message_id: int = big_id()
    edited_at: int = Field(default=0, sa_type=BigInteger)
    typed_by: str = Field(foreign_key="person.code")
    assignment: int = Field(foreign_key="assignment.id")
    period: str
    choices: list[Any] = Field(sa_type=JSON)
    reason: dict[str, Any] = Field(sa_type=JSON)
    note: str | None = None
    reported_at: datetime
    state: str = "open"  # open | answered | dropped
    answered_at: datetime | None = None


class DialogRow(Table, table=True):
    """What a chat was asked last, item by item; survives restarts and days of silence."""

    __tablename__ = "dialog"

    chat_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    asked_assignment: int | None = Field(default=None, foreign_key="assignment.id")
    asked_period: str | None = None
    updated_at: datetime


class CorrectionRow(Table, table=True):
    """A number of a locked period that somebody asks to have put right.

    `revision` is the number of the revision that stood when it was asked, if any did. A newer
    request for the same number replaces an open one. The decision stays with the request.
    """

    __tablename__ = "correction_request"
    __table_args__ = (
        UniqueConstraint("chat_id", "message_id", name="uq_correction_request_origin"),
        Index("ix_correction_request_slot", "assignment", "period"),
    )

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = big_id()
    message_id: int = big_id()
    asked_by: str = Field(foreign_key="person.code")
    assignment: int = Field(foreign_key="assignment.id")
    period: str
    revision: int | None = None
    answer: str
    value: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    estimate: bool = False
    odd: str | None = None
    reason: str
    asked_at: datetime
    state: str = "open"  # open | granted | refused | replaced
    decided_by: str | None = Field(default=None, foreign_key="person.code")
    decided_at: datetime | None = None
