"""Which commands each private chat is offered."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    # Nothing is known of what was offered before: everybody is told once more.
    text = sqlmodel.sql.sqltypes.AutoString()
    op.add_column("chat_menu", sa.Column("commands", text, nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("chat_menu") as batch_op:
        batch_op.drop_column("commands")
