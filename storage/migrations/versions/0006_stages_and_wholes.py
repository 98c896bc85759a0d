"""Stages of numbers, and how parts make a whole."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import storage.models.base

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    # Added in place, with what holds for the rows there are.
    text = sqlmodel.sql.sqltypes.AutoString()
    exact = storage.models.base.ExactDecimal(length=40)
    no = sa.false()
    op.add_column("assignment", sa.Column("share", exact, nullable=False, server_default="1"))
    stage = sa.Column("stage", text, nullable=False, server_default="revised")
    op.add_column("correction_request", stage)
    usual = sa.Column("stage", text, nullable=False, server_default="estimate")
    op.add_column("indicator", usual)
    only = sa.Column("estimate_only", sa.Boolean(), nullable=False, server_default=no)
    op.add_column("indicator", only)
    op.add_column("indicator", sa.Column("rollup", text, nullable=True))
    op.add_column("indicator", sa.Column("whole", text, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.drop_column("whole")
        batch_op.drop_column("rollup")
        batch_op.drop_column("estimate_only")
        batch_op.drop_column("stage")
    with op.batch_alter_table("correction_request", schema=None) as batch_op:
        batch_op.drop_column("stage")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_column("share")
