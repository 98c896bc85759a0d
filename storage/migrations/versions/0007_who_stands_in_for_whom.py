"""Who stands in for whom, from when until when."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import storage.models.base

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("deputy", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("is_leave", sa.Boolean(), nullable=False),
        sa.Column("begins_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ends_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("asked_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["person.code"], name=op.f("fk_delegation_asked_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["deputy"], ["person.code"], name=op.f("fk_delegation_deputy_person")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["person.code"], name=op.f("fk_delegation_ended_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.code"], name=op.f("fk_delegation_person_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
        sa.UniqueConstraint("chat_id", "message_id", "edited_at", name="uq_delegation_origin"),
    )
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.create_index("ix_delegation_ends_at", ["ends_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.drop_index("ix_delegation_ends_at")

    op.drop_table("delegation")
