"""What is said about the milestones of projects, and what was asked."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from storage import append_only

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "milestone_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("milestone", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("said", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("planned", sa.Date(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("person", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reported_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["milestone"], ["milestone.id"], name=op.f("fk_milestone_report_milestone_milestone")
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.code"], name=op.f("fk_milestone_report_person_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_report")),
        sa.UniqueConstraint("milestone", "number", name="uq_milestone_report_number"),
        sa.UniqueConstraint(
            "chat_id", "message_id", "edited_at", name="uq_milestone_report_origin"
        ),
    )
    append_only.guard(op.get_bind(), append_only.MILESTONE_REPORT)
    op.create_table(
        "milestone_question",
        sa.Column("milestone", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Date(), nullable=False),
        sa.Column("person", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("push", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["milestone"], ["milestone.id"], name=op.f("fk_milestone_question_milestone_milestone")
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.code"], name=op.f("fk_milestone_question_person_person")
        ),
        sa.PrimaryKeyConstraint("milestone", "expected", name=op.f("pk_milestone_question")),
    )
    op.create_table(
        "milestone_dialog",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("milestone", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("step", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["milestone"], ["milestone.id"], name=op.f("fk_milestone_dialog_milestone_milestone")
        ),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_milestone_dialog")),
    )


def downgrade() -> None:
    op.drop_table("milestone_dialog")
    op.drop_table("milestone_question")
    append_only.unguard(op.get_bind(), append_only.MILESTONE_REPORT)
    op.drop_table("milestone_report")
