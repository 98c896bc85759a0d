"""What a chat was asked last may be a change of an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    with op.batch_alter_table("dialog", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_revision", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("dialog", schema=None) as batch_op:
        batch_op.drop_column("asked_revision")
