"""Numbers handed over for good."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import storage.models.base

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("successor", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("decided_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("decided_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["person.code"], name=op.f("fk_handover_asked_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.code"], name=op.f("fk_handover_decided_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["person.code"], name=op.f("fk_handover_person_person")
        ),
        sa.ForeignKeyConstraint(
            ["successor"], ["person.code"], name=op.f("fk_handover_successor_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
        sa.UniqueConstraint("chat_id", "message_id", "edited_at", name="uq_handover_origin"),
    )
    op.create_table(
        "handed",
        sa.Column("handover", sa.Integer(), nullable=False),
        sa.Column("assignment", sa.Integer(), nullable=False),
        sa.Column("handed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment"], ["assignment.id"], name=op.f("fk_handed_assignment_assignment")
        ),
        sa.ForeignKeyConstraint(
            ["handover"], ["handover.id"], name=op.f("fk_handed_handover_handover")
        ),
        sa.PrimaryKeyConstraint("handover", "assignment", name=op.f("pk_handed")),
    )
    with op.batch_alter_table("handed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handed_assignment"), ["assignment"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("handed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handed_assignment"))

    op.drop_table("handed")
    op.drop_table("handover")
