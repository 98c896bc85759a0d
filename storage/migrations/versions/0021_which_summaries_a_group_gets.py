"""Which summaries a group gets; those that were bound before get all."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString()
    every = "week month quarter"
    op.add_column("group_chat", sa.Column("summaries", text, nullable=False, server_default=every))


def downgrade() -> None:
    with op.batch_alter_table("group_chat") as batch_op:
        batch_op.drop_column("summaries")
