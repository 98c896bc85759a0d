"""Exemptions that hold from one day to another, or until they are lifted."""

import sqlalchemy as sa
from alembic import op

from storage import append_only

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column("allowance", sa.Column("since", sa.Date(), nullable=True))
    op.add_column("allowance", sa.Column("until", sa.Date(), nullable=True))


def downgrade() -> None:
    append_only.unguard(op.get_bind(), append_only.ALLOWANCE)
    # Without its time it would be about the one period that it was said in.
    op.execute("DELETE FROM allowance WHERE since IS NOT NULL")
    with op.batch_alter_table("allowance") as batch_op:
        batch_op.drop_column("until")
        batch_op.drop_column("since")
    append_only.guard(op.get_bind(), append_only.ALLOWANCE)
