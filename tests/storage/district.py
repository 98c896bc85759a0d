"""A small district in rows: two towns, three people, two indicators."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from domain.adjusting import Step
from storage import target_changes
from storage.models.base import Table, core
from storage.models.roster import AssignmentRow, IndicatorRow, PersonRow, UnitRow
from storage.target_changes import TargetChange

MONDAY_NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)

UNITS = [
    {
        "code": "cg",
        "name": "城关镇政府",
        "short": "城关镇",
        "group_name": "乡镇",
        "position": 2,
    },
    {
        "code": "lh",
        "name": "柳河镇政府",
        "short": "柳河镇",
        "group_name": "乡镇",
        "position": 1,
    },
]
PEOPLE = [
    {"code": "asha", "name": "阿莎", "unit": "cg", "roles": "cadre", "position": 1},
    {"code": "bela", "name": "贝拉", "unit": "cg", "roles": "deputy,supervisor", "position": 2},
    {"code": "chidi", "name": "奇迪", "unit": "lh", "roles": "cadre,admin", "position": 3},
]
INDICATORS: list[dict[str, Any]] = [
    {
        "code": "fai",
        "name": "固定资产投资",
        "aliases": "投资、固投",
        "measure": "亿元",
        "basis": "cumulative",
        "weight": Decimal("1.5"),
        "position": 1,
    },
    {"code": "retail", "name": "零售", "measure": "亿元", "basis": "cumulative", "position": 2},
]
ASSIGNMENTS: list[dict[str, Any]] = [
    {"id": 1, "unit": "cg", "indicator": "fai", "person": "asha", "deputy": "bela", "position": 1},
    {"id": 2, "unit": "cg", "indicator": "retail", "person": "asha", "position": 2},
    {"id": 3, "unit": "lh", "indicator": "fai", "person": "chidi", "position": 3},
]
TARGETS: dict[tuple[int, int], dict[str, Decimal]] = {
    (1, 2025): {"year": Decimal(99)},
    (1, 2026): {"year": Decimal("120.50"), "q1": Decimal(30)},
}
"""By assignment and year."""


async def settle(session: AsyncSession) -> None:
    """Insert the whole district."""
    for table, rows in (
        (UnitRow, UNITS),
        (PersonRow, PEOPLE),
        (IndicatorRow, INDICATORS),
        (AssignmentRow, ASSIGNMENTS),
    ):
        await session.execute(insert(core(table)), [_whole(table, row) for row in rows])
    await target_changes.put(session, [_first(*key, own) for key, own in TARGETS.items()])


def _first(assignment: int, year: int, targets: dict[str, Decimal]) -> TargetChange:
    return TargetChange(
        assignment=assignment,
        year=year,
        step=Step.BASELINE,
        edits={slot: (None, value) for slot, value in targets.items()},
        since=date(year, 1, 1),
        made_at=MONDAY_NOON - timedelta(days=60),
    )


def _whole(table: type[Table], row: dict[str, Any]) -> dict[str, Any]:
    """The row with the defaults of its class."""
    return {**table(**row).model_dump(exclude={"id"}), **row}
