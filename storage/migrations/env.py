"""What alembic runs for each command: on the connection that `storage.migrating` hands over."""

from alembic import context

from storage.models.base import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
