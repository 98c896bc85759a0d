"""`column IN (many values)` as one bound parameter.

A list spelled out in the statement changes its text with every length, so that no driver
can keep it prepared, and ends at 32,767 values. One array (PostgreSQL) or one JSON text
(SQLite) does neither.
"""

import json
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Integer, String, bindparam
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine


class _List(TypeDecorator[Collection[Any]]):
    """A list of values as the engine takes it; see the three below."""

    impl = String
    cache_ok = True
    item: type[TypeEngine[Any]] = String

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(ARRAY(self.item()))
        return dialect.type_descriptor(String())

    def process_bind_param(self, value: Collection[Any] | None, dialect: Dialect) -> Any:
        listed = list(value or ())
        return listed if dialect.name == "postgresql" else json.dumps(listed)


class _Strings(_List):
    cache_ok = True


class _Integers(_List):
    cache_ok = True
    item = Integer


class _BigIntegers(_List):
    cache_ok = True
    item = BigInteger


class _Pairs(TypeDecorator[Collection[tuple[int, int]]]):
    """Pairs of numbers, as one JSON text on either engine."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Collection[Any] | None, dialect: Dialect) -> str:
        return json.dumps(list(value or ()))


class _Among(FunctionElement[Any]):
    name = "among"
    inherit_cache = True
    # A Boolean would be compared with 1 on SQLite, and no index is used for that.
    type = NullType()


@compiles(_Among, "postgresql")
def _any(element: _Among, compiler: SQLCompiler, **kw: Any) -> str:
    column, values = element.clauses
    return f"{compiler.process(column, **kw)} = ANY ({compiler.process(values, **kw)})"


@compiles(_Among, "sqlite")
def _json(element: _Among, compiler: SQLCompiler, **kw: Any) -> str:
    column, values = element.clauses
    listed = compiler.process(values, **kw)
    return f"{compiler.process(column, **kw)} IN (SELECT value FROM json_each({listed}))"  # noqa: S608  compiled SQL, no text of people


class _AmongPairs(FunctionElement[Any]):
    name = "among_pairs"
    inherit_cache = True
    type = NullType()


@compiles(_AmongPairs, "postgresql")
def _pairs_in_postgresql(element: _AmongPairs, compiler: SQLCompiler, **kw: Any) -> str:
    first, second, pairs = (compiler.process(clause, **kw) for clause in element.clauses)
    return (
        f"({first}, {second}) IN (SELECT (pair->>0)::bigint, (pair->>1)::bigint"  # noqa: S608  compiled SQL
        f" FROM jsonb_array_elements(CAST({pairs} AS jsonb)) AS pair)"
    )


@compiles(_AmongPairs, "sqlite")
def _pairs_in_sqlite(element: _AmongPairs, compiler: SQLCompiler, **kw: Any) -> str:
    first, second, pairs = (compiler.process(clause, **kw) for clause in element.clauses)
    return (
        f"({first}, {second}) IN (SELECT json_extract(value, '$[0]'),"  # noqa: S608  compiled SQL
        f" json_extract(value, '$[1]') FROM json_each({pairs}))"
    )


def among(column: ColumnElement[Any], values: Iterable[int | str]) -> ColumnElement[bool]:
    """`column` holds one of `values`; none at all if there are no values."""
    return _Among(column, bindparam(None, list(values), type_=_list_of(column), unique=True))


def among_given(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """`column` holds one of the list given as parameter `name` when the statement is executed.

    For statements made once: making one anew costs more than most databases take to answer.
    """
    return _Among(column, bindparam(name, type_=_list_of(column)))


def pairs_given(
    first: ColumnElement[Any], second: ColumnElement[Any], name: str
) -> ColumnElement[bool]:
    """Both columns together hold one of the pairs of whole numbers given as parameter `name`.

    One look into an index a pair, where two lists would ask for each with each.
    """
    return _AmongPairs(first, second, bindparam(name, type_=_Pairs()))


def _list_of(column: ColumnElement[Any]) -> _List:
    if isinstance(column.type, BigInteger):
        return _BigIntegers()
    return _Integers() if isinstance(column.type, Integer) else _Strings()
