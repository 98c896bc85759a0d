"""What numbers are judged by, version by version."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from storage import append_only

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "rule_set",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("week", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("month", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("quarter", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("adopted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_rule_set")),
    )
    append_only.guard(op.get_bind(), append_only.RULE_SET)


def downgrade() -> None:
    append_only.unguard(op.get_bind(), append_only.RULE_SET)
    op.drop_table("rule_set")
