"""The roster, the calendar and the rules as they were: every version of every row.

Whoever changes these tables calls `keep` in the same transaction. It compares what is there with
what was kept last, and appends what differs: so nothing can be forgotten, and what has not
changed takes no room. What was kept is read back as rows that look like those of the tables.
"""

import asyncio
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from types import SimpleNamespace
from typing import Any, Final

from sqlalchemy import Column, Date, func, insert, select
from sqlalchemy import Table as CoreTable
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel.sql.sqltypes import UTCDateTime

from storage.models.base import ExactDecimal, Table, core
from storage.models.calendar import HolidayRow
from storage.models.past import KeptRow
from storage.models.roster import (
    AssignmentRow,
    IndicatorRow,
    MilestoneRow,
    PersonRow,
    ProjectRow,
    UnitRow,
)


class Noun(StrEnum):
    """What is kept."""

    UNIT = "unit"
    PERSON = "person"
    INDICATOR = "indicator"
    PROJECT = "project"
    MILESTONE = "milestone"
    ASSIGNMENT = "assignment"
    HOLIDAY = "holiday"
    SETTINGS = "settings"  # that pictures depend on; of no table


TABLES: Mapping[Noun, tuple[type[Table], str]] = {
    Noun.UNIT: (UnitRow, "code"),
    Noun.PERSON: (PersonRow, "code"),
    Noun.INDICATOR: (IndicatorRow, "code"),
    Noun.PROJECT: (ProjectRow, "code"),
    Noun.MILESTONE: (MilestoneRow, "id"),
    Noun.ASSIGNMENT: (AssignmentRow, "id"),
    Noun.HOLIDAY: (HolidayRow, "day"),
}
"""Where the rows are, and the column that tells them apart."""

ROSTER = (
    Noun.UNIT,
    Noun.PERSON,
    Noun.INDICATOR,
    Noun.PROJECT,
    Noun.MILESTONE,
    Noun.ASSIGNMENT,
)

OF_NO_ANSWER = frozenset({"joined_at", "unreachable_why", "language"})
"""What no answer about anything depends on: since when a person is here, and their language."""


EVER: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Since when the rows were so that an update found: nobody had kept what they were before."""

AT_ONCE: Final = 200
"""Rows that are read without a pause."""

Row = Any
"""A row of one of the tables, or one that looks like it."""

kept = core(KeptRow)


@dataclass(frozen=True, slots=True)
class Settings:
    """A set of settings, and since when it was so."""

    facts: Mapping[str, Any]
    kept_at: datetime


async def keep(session: AsyncSession, *nouns: Noun, at: datetime) -> None:
    """Keep what has changed in these tables, as being so from an instant on."""
    for noun in nouns:
        table, key = TABLES[noun]
        rows = [dict(row) for row in (await session.execute(select(core(table)))).mappings()]
        await _append(session, noun, {str(row[key]): _written(row) for row in rows}, at=at)


async def keep_row(session: AsyncSession, noun: Noun, key: str, *, at: datetime) -> None:
    """Keep one row of a table, where only that was changed."""
    table, name = TABLES[noun]
    own = core(table)
    row = (await session.execute(select(own).where(own.c[name] == key))).mappings().one()
    last = await session.execute(
        select(kept.c.content)
        .where(kept.c.noun == noun.value, kept.c.key == key)
        .order_by(kept.c.id.desc())
        .limit(1)
    )
    text = _written(dict(row))
    if last.scalar_one_or_none() != text:
        fresh = {"noun": noun.value, "key": key, "content": text, "kept_at": at}
        await session.execute(insert(kept).values(**fresh))


async def keep_settings(
    session: AsyncSession, name: str, facts: Mapping[str, Any], *, at: datetime
) -> None:
    """Keep a set of settings by its name; other sets stay as they were kept."""
    now = {**await _last(session, Noun.SETTINGS), name: json.dumps(facts, ensure_ascii=False)}
    await _append(session, Noun.SETTINGS, now, at=at)


async def known(session: AsyncSession, noun: Noun, *, at: datetime) -> tuple[Row, ...]:
    """The rows of a table as they were known at an instant, in no order.

    Columns that the table has got since hold what a new row has in them.
    """
    table, _ = TABLES[noun]
    usual = {name: field.get_default() for name, field in table.model_fields.items()}
    kept_then = await _last(session, noun, at=at)
    found = []
    for number, text in enumerate(kept_then.values(), start=1):
        found.append(SimpleNamespace(**usual | dict(_read(core(table), text))))
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)  # thousands of rows take their time, and others their turn
    return tuple(found)


async def known_settings(
    session: AsyncSession, name: str, *, at: datetime
) -> Mapping[str, Any] | None:
    """Settings as they were known at an instant, or as they were first kept; None if never."""
    so_far = await settings_so_far(session, name)
    known_then = [one for one in so_far if one.kept_at <= at] or so_far[:1]
    return known_then[-1].facts if known_then else None


async def settings_so_far(session: AsyncSession, name: str) -> tuple[Settings, ...]:
    """Everything a set of settings has been, oldest first."""
    rows = await session.execute(
        select(kept.c.content, kept.c.kept_at)
        .where(kept.c.noun == Noun.SETTINGS.value, kept.c.key == name)
        .order_by(kept.c.id)
    )
    return tuple(Settings(json.loads(text), at) for text, at in rows)


async def first_kept(session: AsyncSession, *nouns: Noun) -> datetime | None:
    """Since when any of these is kept; None if nothing is. Of before that only a guess is left."""
    found = await session.execute(
        select(func.min(kept.c.kept_at)).where(
            kept.c.noun.in_([noun.value for noun in nouns]), kept.c.kept_at > EVER
        )
    )
    first: datetime | None = found.scalar_one()
    return first


async def _append(
    session: AsyncSession, noun: Noun, now: Mapping[str, str], *, at: datetime
) -> None:
    last = await _last(session, noun)
    new = {key: text for key, text in now.items() if last.get(key) != text}
    gone = dict.fromkeys(key for key in last if key not in now)
    rows = [
        {"noun": noun.value, "key": key, "content": text, "kept_at": at}
        for key, text in (new | gone).items()
    ]
    if rows:
        await session.execute(insert(kept), rows)


async def _last(session: AsyncSession, noun: Noun, *, at: datetime | None = None) -> dict[str, str]:
    """What was kept last of each row, by key; without those that were gone."""
    newest = select(func.max(kept.c.id)).where(kept.c.noun == noun.value).group_by(kept.c.key)
    if at is not None:
        newest = newest.where(kept.c.kept_at <= at)
    rows = await session.execute(
        select(kept.c.key, kept.c.content).where(kept.c.id.in_(newest), kept.c.content.is_not(None))
    )
    return {str(row.key): str(row.content) for row in rows}


def _written(row: Mapping[str, Any]) -> str:
    facts = {name: _plain(value) for name, value in row.items() if name not in OF_NO_ANSWER}
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value  # an instant is a date, too


def _read(table: CoreTable, text: str) -> Iterator[tuple[str, Any]]:
    for name, value in json.loads(text).items():
        if name in table.c:
            yield name, _value(table.c[name], value)


def _value(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, ExactDecimal):
        return Decimal(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if isinstance(column.type, UTCDateTime) else value
