"""Workbooks as tests write them."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from xlsxwriter import Workbook

from handlers.workbook.grid import Cell, Grid
from handlers.workbook.workbook import Reading, read_roster

Sheets = dict[str, list[list[Cell]]]


def district() -> Sheets:
    """Two units, three people, two indicators, one project: small and without a fault."""
    return {
        "单位": [
            ["编码*", "名称*", "简称", "组别", "上级"],
            ["qu", "云岭区", "", "", ""],
            ["cg", "城关镇", "城关", "乡镇组", "qu"],
        ],
        "人员": [
            ["编码", "姓名", "职务", "单位", "角色", "语言"],
            ["p01", "王芳", "科长", "cg", "责任人", ""],
            ["p02", "李强", "副镇长", "cg", "AB角、分管领导", "中文"],
            ["p03", "Ann", "", "qu", "领导", "English"],
        ],
        "指标": [
            ["编码", "名称", "别名", "计量单位", "口径", "小数", "周期"],
            ["fai", "固定资产投资", "投资、固投", "亿元", "累计", 2.0, "周"],
            ["gdp", "地区生产总值增速", "GDP", "%", "增速", 1.0, "季"],
        ],
        "项目": [["编码", "名称", "单位"], ["x1", "产业园", "cg"]],
        "任务": [
            ["单位", "指标", "项目", "责任人", "AB角", "年度目标", "q1", "q2", "q3", "q4"],
            ["cg", "fai", "", "p01", "p02", 120.0, 26.0, 32.0, 32.0, 30.0],
            ["cg", "gdp", "", "p01", "", 6.5, 6.5, "", "", ""],
        ],
        "节点": [["项目", "节点", "计划完成"], ["x1", "主体封顶", "2026-06-30"]],
    }  # fmt: skip


def read(sheets: Mapping[str, Sequence[Sequence[Cell]]], *, undrawable: str = "") -> Reading:
    """Read bare cells as if they came from a file."""
    grid = Grid({title: [list(row) for row in rows] for title, rows in sheets.items()})
    return read_roster(
        grid, year=2026, missing_glyphs=lambda text: [s for s in text if s in undrawable]
    )


def told(reading: Reading) -> list[str]:
    """Every problem as people read it."""
    return [str(problem) for problem in reading.problems]


def xlsx(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A real file; what begins with = becomes a formula."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        for title, rows in sheets.items():
            page = book.add_worksheet(title)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return out.getvalue()
