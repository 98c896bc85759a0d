"""Words that go into a chat after their pictures."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("push", sa.Column("follows", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("push") as batch_op:
        batch_op.drop_column("follows")
