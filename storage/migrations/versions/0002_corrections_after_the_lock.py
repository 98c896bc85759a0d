"""Corrections asked for after the lock."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import storage.models.base

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "correction_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("assignment", sa.Integer(), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("answer", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("value", storage.models.base.ExactDecimal(length=40), nullable=True),
        sa.Column("estimate", sa.Boolean(), nullable=False),
        sa.Column("odd", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("decided_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("decided_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["person.code"], name=op.f("fk_correction_request_asked_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["assignment"],
            ["assignment.id"],
            name=op.f("fk_correction_request_assignment_assignment"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.code"], name=op.f("fk_correction_request_decided_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_request")),
        sa.UniqueConstraint("chat_id", "message_id", name="uq_correction_request_origin"),
    )
    with op.batch_alter_table("correction_request", schema=None) as batch_op:
        batch_op.create_index("ix_correction_request_slot", ["assignment", "period"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("correction_request", schema=None) as batch_op:
        batch_op.drop_index("ix_correction_request_slot")

    op.drop_table("correction_request")
