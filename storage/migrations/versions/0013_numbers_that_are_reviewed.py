"""Indicators whose numbers are reviewed, and the numbers that ask to be."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

TABLES = ("indicator", "revision")


def upgrade() -> None:
    # Added in place: the guard of the revisions stays where it is.
    for table in TABLES:
        reviewed = sa.Column("reviewed", sa.Boolean(), nullable=False, server_default=sa.false())
        op.add_column(table, reviewed)


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "reviewed")
