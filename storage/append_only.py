"""Triggers that let revisions be added and never changed, whoever holds the connection.

Altering `revision` in batch mode on SQLite makes the table anew and loses its triggers:
every such migration calls `guard` again, and a test looks for them.
"""

from sqlalchemy import Connection

TABLE = "revision"

_SQLITE_ON = (
    f"""CREATE TRIGGER IF NOT EXISTS {TABLE}_stays_{verb.lower()} BEFORE {verb} ON {TABLE}
    BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"""
    for verb in ("UPDATE", "DELETE")
)
_SQLITE_OFF = (f"DROP TRIGGER IF EXISTS {TABLE}_stays_{verb}" for verb in ("update", "delete"))
_POSTGRES_ON = (
    f"""CREATE OR REPLACE FUNCTION {TABLE}_stays() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{TABLE} is append-only'; END $$""",
    f"""CREATE OR REPLACE TRIGGER {TABLE}_stays_row BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION {TABLE}_stays()""",
    f"""CREATE OR REPLACE TRIGGER {TABLE}_stays_all BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_stays()""",
)
_POSTGRES_OFF = (f"DROP FUNCTION IF EXISTS {TABLE}_stays() CASCADE",)

_ON = {"sqlite": tuple(_SQLITE_ON), "postgresql": _POSTGRES_ON}
_OFF = {"sqlite": tuple(_SQLITE_OFF), "postgresql": _POSTGRES_OFF}


def guard(connection: Connection) -> None:
    """From now on revisions can only be added."""
    for statement in _ON[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def unguard(connection: Connection) -> None:
    """Lift the guard: to drop the table, or to restore a backup over it."""
    for statement in _OFF[connection.dialect.name]:
        connection.exec_driver_sql(statement)
