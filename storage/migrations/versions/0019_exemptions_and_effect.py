"""What an assessor says about points beside the numbers."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from storage import append_only
from storage.models.base import ExactDecimal

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "allowance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("unit", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("indicator", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("points", ExactDecimal(), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("person", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["unit.code"], name=op.f("fk_allowance_unit_unit")),
        sa.ForeignKeyConstraint(
            ["person"], ["person.code"], name=op.f("fk_allowance_person_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allowance")),
        sa.UniqueConstraint("chat_id", "message_id", name="uq_allowance_origin"),
    )
    op.create_index("ix_allowance_period", "allowance", ["period"])
    append_only.guard(op.get_bind(), append_only.ALLOWANCE)


def downgrade() -> None:
    append_only.unguard(op.get_bind(), append_only.ALLOWANCE)
    op.drop_table("allowance")
