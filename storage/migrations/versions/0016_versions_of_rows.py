"""Every version of every row of the roster and the calendar, from now on."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from storage import append_only
from storage.models.base import ExactDecimal

revision = "0016"
down_revision = "0015"

EVER = datetime(2000, 1, 1, tzinfo=UTC)
"""Since when things were so that nobody kept: the past is told by the only rows there are."""

TYPES: dict[str, Any] = {
    "weight": ExactDecimal(),
    "lowest": ExactDecimal(),
    "highest": ExactDecimal(),
    "share": ExactDecimal(),
    "estimate_only": sa.Boolean(),
    "reviewed": sa.Boolean(),
    "retired_at": sqlmodel.sql.sqltypes.UTCDateTime(),
    **dict.fromkeys(("position", "decimals", "id"), sa.Integer()),
    **dict.fromkeys(("due", "start", "finish", "day"), sa.Date()),
}
"""Of what is no text."""

TABLES = {
    "unit": ("code", "name", "short", "group_name", "parent", "position", "retired_at"),
    "person": ("code", "name", "post", "unit", "roles", "position", "retired_at"),
    "indicator": (
        *("code", "name", "aliases", "measure", "basis", "direction", "decimals", "weight"),
        *("cadence", "lowest", "highest", "stage", "estimate_only", "rollup", "whole", "curve"),
        *("reviewed", "position", "retired_at"),
    ),
    "project": ("code", "name", "unit", "enterprise", "start", "finish", "position", "retired_at"),
    "milestone": ("id", "project", "name", "due", "retired_at"),
    "assignment": (
        *("id", "unit", "indicator", "project", "person", "deputy", "due", "share"),
        *("position", "retired_at"),
    ),
    "holiday": ("day", "kind", "name", "source"),
}
"""The columns of each table; the first tells its rows apart."""

kept = sa.table(
    "kept",
    *(sa.column(name, sa.String()) for name in ("noun", "key", "content")),
    sa.column("kept_at", sqlmodel.sql.sqltypes.UTCDateTime()),
)


def upgrade() -> None:
    op.create_table(
        "kept",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("noun", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("content", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("kept_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept")),
    )
    with op.batch_alter_table("kept", schema=None) as batch_op:
        batch_op.create_index("ix_kept_noun", ["noun", "key", "id"], unique=False)
    for noun, columns in TABLES.items():
        if rows := list(_rows(op.get_bind(), noun, columns)):
            op.bulk_insert(kept, rows)
    append_only.guard(op.get_bind(), append_only.KEPT)


def downgrade() -> None:
    append_only.unguard(op.get_bind(), append_only.KEPT)
    with op.batch_alter_table("kept", schema=None) as batch_op:
        batch_op.drop_index("ix_kept_noun")

    op.drop_table("kept")


def _rows(connection: sa.Connection, noun: str, names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    table = sa.table(noun, *(sa.column(name, TYPES.get(name, sa.String())) for name in names))
    for row in connection.execute(sa.select(table)).mappings():
        facts = {name: _plain(row[name]) for name in names}
        content = json.dumps(facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        yield {"noun": noun, "key": str(row[names[0]]), "content": content, "kept_at": EVER}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value
