"""Triggers that let some rows be added and never changed, whoever holds the connection.

Altering such a table in batch mode on SQLite makes it anew and loses its triggers: every such
migration calls `guard` again, and a test looks for them.
"""

from sqlalchemy import Connection

REVISION, DECISION, MILESTONE_REPORT = "revision", "decision", "milestone_report"
TARGET_CHANGE, RULE_SET, KEPT = "target_change", "rule_set", "kept"
OFFICIAL, ALLOWANCE = "official", "allowance"
TABLES = (REVISION, DECISION, MILESTONE_REPORT, TARGET_CHANGE, RULE_SET, KEPT, OFFICIAL, ALLOWANCE)


def guard(connection: Connection, *tables: str) -> None:
    """From now on rows of these tables, by default of all, can only be added."""
    for table in tables or TABLES:
        for statement in _on(table, connection.dialect.name):
            connection.exec_driver_sql(statement)


def unguard(connection: Connection, *tables: str) -> None:
    """Lift the guard: to drop a table, or to restore a backup over it."""
    for table in tables or TABLES:
        for statement in _off(table, connection.dialect.name):
            connection.exec_driver_sql(statement)


def _on(table: str, dialect: str) -> tuple[str, ...]:
    if dialect == "sqlite":
        return tuple(
            f"""CREATE TRIGGER IF NOT EXISTS {table}_stays_{verb.lower()} BEFORE {verb} ON {table}
            BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
            for verb in ("UPDATE", "DELETE")
        )
    return (
        f"""CREATE OR REPLACE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$""",
        f"""CREATE OR REPLACE TRIGGER {table}_stays_row BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_stays()""",
        f"""CREATE OR REPLACE TRIGGER {table}_stays_all BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION {table}_stays()""",
    )


def _off(table: str, dialect: str) -> tuple[str, ...]:
    if dialect == "sqlite":
        return tuple(
            f"DROP TRIGGER IF EXISTS {table}_stays_{verb}" for verb in ("update", "delete")
        )
    return (f"DROP FUNCTION IF EXISTS {table}_stays() CASCADE",)
