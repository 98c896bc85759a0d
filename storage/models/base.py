"""What every table has: its names, exact decimals, ids wide enough."""

# No `from __future__ import annotations` here: SQLModel reads the annotations at run time.
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, MetaData, Numeric, String
from sqlalchemy import Table as CoreTable
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal kept digit by digit: NUMERIC on PostgreSQL, text on SQLite.

    SQLite would keep a NUMERIC as a binary float: 99999999999999.1234 comes back .1250.
    """

    impl = String(40)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Numeric(asdecimal=True))
        return dialect.type_descriptor(String(40))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return format(value, "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Table(SQLModel):
    """The base of every row, with constraint names that migrations can rely on."""

    metadata = MetaData(naming_convention=NAMING)
    # Rows are never validated, and what would do it takes most of the time a start needs for them.
    model_config = {"defer_build": True}


def core(table: type[Table]) -> CoreTable:
    """The table itself, without the mapper: what queries are written against.

    Selecting its columns is as quick as SQLAlchemy gets, and types as `Column[Any]`.
    """
    return Table.metadata.tables[str(table.__tablename__)]


def big_id() -> Any:
    """A Telegram id: up to 52 bits, so never a 32-bit column."""
    return Field(sa_type=BigInteger)
