"""Targets with all that became of them, in place of a table that forgets."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from storage import append_only
from storage.chain import digest
from storage.models.base import ExactDecimal

revision = "0014"
down_revision = "0013"

EVER = datetime(2000, 1, 1, tzinfo=UTC)
"""When targets were made of which nobody kept the day: before anything was measured by them."""

CHAINED = (
    *("assignment", "link", "year", "step", "about", "slots", "since", "reason", "person"),
    *("made_at", "chat_id", "message_id", "edited_at"),
)
EMPTY = ("about", "reason", "person", "chat_id", "message_id", "edited_at")

target = sa.table(
    "target",
    sa.column("assignment", sa.Integer()),
    sa.column("year", sa.Integer()),
    sa.column("slot", sa.String()),
    sa.column("value", ExactDecimal()),
)
change = sa.table(
    "target_change",
    sa.column("id", sa.Integer()),
    *(sa.column(name, sa.Integer()) for name in ("assignment", "link", "year")),
    *(sa.column(name, sa.String()) for name in ("step", "slots", "previous_digest", "digest")),
    sa.column("since", sa.Date()),
    sa.column("made_at", sqlmodel.sql.sqltypes.UTCDateTime()),
)


def upgrade() -> None:
    op.create_table(
        "target_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment", sa.Integer(), nullable=False),
        sa.Column("link", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("step", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("about", sa.Integer(), nullable=True),
        sa.Column("slots", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("person", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("edited_at", sa.BigInteger(), nullable=True),
        sa.Column("previous_digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment"], ["assignment.id"], name=op.f("fk_target_change_assignment_assignment")
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.code"], name=op.f("fk_target_change_person_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_change")),
        sa.UniqueConstraint("about", name="uq_target_change_about"),
        sa.UniqueConstraint("assignment", "link", name="uq_target_change_link"),
        sa.UniqueConstraint(
            "chat_id", "message_id", "edited_at", "assignment", name="uq_target_change_origin"
        ),
    )
    with op.batch_alter_table("target_change", schema=None) as batch_op:
        batch_op.create_index("ix_target_change_year", ["year", "step"], unique=False)
    if rows := list(_first_targets(op.get_bind())):
        op.bulk_insert(change, rows)
    append_only.guard(op.get_bind(), append_only.TARGET_CHANGE)
    op.drop_table("target")


def downgrade() -> None:
    op.create_table(
        "target",
        sa.Column("assignment", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("slot", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("value", ExactDecimal(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment"], ["assignment.id"], name=op.f("fk_target_assignment_assignment")
        ),
        sa.PrimaryKeyConstraint("assignment", "year", "slot", name=op.f("pk_target")),
    )
    if rows := list(_last_targets(op.get_bind())):
        op.bulk_insert(target, rows)
    append_only.unguard(op.get_bind(), append_only.TARGET_CHANGE)
    with op.batch_alter_table("target_change", schema=None) as batch_op:
        batch_op.drop_index("ix_target_change_year")

    op.drop_table("target_change")


def _first_targets(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    """What every number has, as the targets that its year began with."""
    kept = connection.execute(
        sa.select(target.c.assignment, target.c.year, target.c.slot, target.c.value).order_by(
            target.c.assignment, target.c.year, target.c.slot
        )
    ).all()
    for assignment, years in groupby(kept, key=lambda row: row.assignment):
        previous = ""
        by_year = groupby(years, key=lambda row: row.year)
        for link, (year, rows) in enumerate(by_year, start=1):
            slots = {row.slot: [None, format(row.value, "f")] for row in rows}
            content: dict[str, Any] = {
                "assignment": assignment,
                "link": link,
                "year": year,
                "step": "baseline",
                "slots": json.dumps(slots, separators=(",", ":")),
                "since": date(year, 1, 1),
                "made_at": EVER,
            }
            whole = content | dict.fromkeys(EMPTY)
            made = digest(whole, previous=previous, names=CHAINED)
            yield content | {"previous_digest": previous, "digest": made}
            previous = made


def _last_targets(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    """What every number has at the end of its year."""
    found: dict[tuple[int, int], dict[str, str | None]] = {}
    rows = connection.execute(
        sa.select(change.c.assignment, change.c.year, change.c.slots)
        .where(change.c.step.in_(["baseline", "imported", "approved"]))
        .order_by(change.c.since, change.c.id)
    )
    for assignment, year, slots in rows:
        own = found.setdefault((assignment, year), {})
        own |= {slot: new for slot, (_, new) in json.loads(slots).items()}
    for (assignment, year), own in found.items():
        for slot, value in own.items():
            if value is not None:
                one = {"assignment": assignment, "year": year, "slot": slot}
                yield one | {"value": Decimal(value)}
