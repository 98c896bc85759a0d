"""What the statistics bureau published."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from storage import append_only
from storage.models.base import ExactDecimal

revision = '0018'
down_revision = '0017'


def upgrade() -> None:
    op.create_table('official',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('link', sa.Integer(), nullable=False),
    sa.Column('unit', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('indicator', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('period', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('value', ExactDecimal(), nullable=False),
    sa.Column('growth', ExactDecimal(), nullable=True),
    sa.Column('published_on', sa.Date(), nullable=False),
    sa.Column('source', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('person', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('recorded_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('chat_id', sa.BigInteger(), nullable=False),
    sa.Column('message_id', sa.BigInteger(), nullable=False),
    sa.Column('previous_digest', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('digest', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['indicator'], ['indicator.code'], name=op.f('fk_official_indicator_indicator')),
    sa.ForeignKeyConstraint(['person'], ['person.code'], name=op.f('fk_official_person_person')),
    sa.ForeignKeyConstraint(['unit'], ['unit.code'], name=op.f('fk_official_unit_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_official')),
    sa.UniqueConstraint('link', name='uq_official_link'),
    sa.UniqueConstraint('unit', 'indicator', 'period', 'edition', name='uq_official_edition')
    )
    with op.batch_alter_table('official', schema=None) as batch_op:
        batch_op.create_index('ix_official_origin', ['chat_id', 'message_id'], unique=False)
    append_only.guard(op.get_bind(), append_only.OFFICIAL)


def downgrade() -> None:
    append_only.unguard(op.get_bind(), append_only.OFFICIAL)
    with op.batch_alter_table('official', schema=None) as batch_op:
        batch_op.drop_index('ix_official_origin')

    op.drop_table('official')
