"""The sample district as a roster workbook, the file an admin would send."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sandbox.district.roster import Assignment, District, Indicator

Cell = str | int | Decimal | date | None
_MADE_ON = datetime(2026, 1, 4, 9, 0)  # noqa: DTZ001 (the file format keeps no zone)

_SLOTS = {
    "base": "去年同期",
    "year": "年度目标",
    "q1": "一季度",
    "q2": "二季度",
    "q3": "三季度",
    "q4": "四季度",
    "m2": "1-2月",
    **{f"m{n}": f"{n}月" for n in range(3, 13)},
}

HEADINGS = {
    "单位": ("编码", "名称", "简称", "组别", "上级"),
    "人员": ("编码", "姓名", "职务", "单位", "角色", "语言"),
    "指标": (
        *("编码", "名称", "别名", "计量单位", "口径", "方向"),
        *("小数", "权重", "周期", "下限", "上限"),
    ),
    "项目": ("编码", "名称", "单位", "企业", "开工", "完工"),
    "任务": ("单位", "指标", "项目", "责任人", "AB角", *_SLOTS.values(), "完成时限"),
    "节点": ("项目", "节点", "计划完成"),
}
"""Every sheet with its columns, in order."""


def write_workbook(path: Path, district: District) -> None:
    """Write the roster workbook of a district; the same district gives the same cells."""
    with Workbook(str(path)) as book:
        book.set_properties({"title": "云岭区花名册与任务书", "created": _MADE_ON})
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in _sheets(district).items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for column, heading in enumerate(HEADINGS[name]):
                sheet.write_string(0, column, heading, bold)
            for number, row in enumerate(rows, start=1):
                _write_row(sheet, number, row, day=day)
            sheet.autofit()


def _sheets(district: District) -> dict[str, Iterable[Sequence[Cell]]]:
    return {
        "单位": [(u.code, u.name, u.short, u.group, u.parent) for u in district.units],
        "人员": [(p.code, p.name, p.post, p.unit, p.role, p.language) for p in district.people],
        "指标": [_indicator_row(i) for i in district.indicators],
        "项目": [
            (p.code, p.name, p.unit, p.enterprise, p.start, p.finish) for p in district.projects
        ],
        "任务": [_assignment_row(a) for a in district.assignments],
        "节点": [(m.project, m.name, m.due) for m in district.milestones],
    }


def _indicator_row(i: Indicator) -> Sequence[Cell]:
    return (
        *(i.code, i.name, "、".join(i.aliases), i.measure, i.basis, i.direction),
        *(i.decimals, i.weight, i.cadence, i.lowest, i.highest),
    )


def _assignment_row(a: Assignment) -> Sequence[Cell]:
    targets = [a.targets.get(slot) for slot in _SLOTS]
    return (a.unit, a.indicator, a.project, a.person, a.deputy, *targets, a.due)


def _write_row(sheet: Worksheet, number: int, row: Sequence[Cell], *, day: Format) -> None:
    for column, cell in enumerate(row):
        match cell:
            case None | "":
                continue
            case str():
                sheet.write_string(number, column, cell)
            case date():
                sheet.write_datetime(number, column, cell, day)
            case _:
                sheet.write_number(number, column, float(cell))
