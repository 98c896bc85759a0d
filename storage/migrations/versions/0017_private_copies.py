"""What people wish to be sent in private."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "subscription",
        sa.Column("person", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("topic", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("since", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["person.code"], name=op.f("fk_subscription_person_person")
        ),
        sa.PrimaryKeyConstraint("person", "topic", "subject", name=op.f("pk_subscription")),
    )


def downgrade() -> None:
    op.drop_table("subscription")
