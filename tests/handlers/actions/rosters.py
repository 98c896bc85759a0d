"""The small district with more to report: projects, parts of a whole, slower rhythms."""

from collections.abc import Callable

from handlers.actions.deciding.importing import import_workbook
from handlers.workbook.grid import Cell
from tests.endtoend import cast
from tests.endtoend.desk import Desk
from tests.handlers.workbook.books import Sheets, xlsx

Change = Callable[[Sheets], None]


async def reimport(desk: Desk, *changes: Change) -> None:
    """Import the small district's workbook with these changes made to it."""
    sheets = cast.sheets()
    for change in changes:
        change(sheets)
    done = await import_workbook(
        desk.deps.db, xlsx(sheets), year=2026, at=desk.now, missing_glyphs=lambda _: ""
    )
    assert not done.is_refused, done.problems
    desk.deps.roster.forget()


def two_projects(sheets: Sheets, *, rollup: str = "") -> None:
    """Asha's investment, and in it a bridge and a road, both hers."""
    _column(sheets, "指标", "汇总", {"fai": rollup})
    sheets["项目"] = [["编码", "名称", "单位"], ["x1", "滨河大桥", "cg"], ["x2", "环城公路", "cg"]]
    _column(sheets, "任务", "项目", {})
    head = sheets["任务"][0]
    for project in ("x1", "x2"):
        row: list[Cell] = ["" for _ in head]
        row[:3], row[head.index("项目")] = ["cg", "fai", "asha"], project
        row[head.index("q1")] = 4.0
        sheets["任务"].append(row)


def made_of_projects(sheets: Sheets) -> None:
    """The projects are meant to make up the whole investment."""
    two_projects(sheets, rollup="合计")


def private_investment(sheets: Sheets) -> None:
    """民间投资, a part of Asha's investment that Chidi of 柳河 also has."""
    sheets["指标"].append(["pri", "民间投资", "民投", "亿元", "累计", 2.0, "周", "", ""])
    _column(sheets, "指标", "总项", {"pri": "fai"})
    sheets["任务"].append(["cg", "pri", "asha", 30.0, 8.0, "", "", ""])


def gdp(sheets: Sheets) -> None:
    """GDP by the quarter, of which a cadre only ever reports an estimate."""
    sheets["指标"].append(["gdp", "地区生产总值", "GDP", "亿元", "累计", 1.0, "季", "", ""])
    _column(sheets, "指标", "阶段", {"gdp": "仅预计"})
    sheets["任务"].append(["cg", "gdp", "asha", 200.0, 45.0, "", "", ""])


def power_by_month(sheets: Sheets) -> None:
    """Electricity and retail growth by the month, 1–2月 being the first."""
    sheets["指标"].append(["ele", "工业用电量", "用电", "万千瓦时", "累计", 0.0, "月", "", ""])
    sheets["指标"].append(["rgr", "社零增速", "零售增速", "%", "增速", 1.0, "月", "", ""])
    _column(sheets, "任务", "1-2月", {})
    _column(sheets, "任务", "3月", {})
    at, march = (sheets["任务"][0].index(name) for name in ("1-2月", "3月"))
    for code, year, first, second in (("ele", 9600.0, 1500.0, 900.0), ("rgr", 6.0, 5.0, 5.5)):
        row: list[Cell] = ["" for _ in sheets["任务"][0]]
        row[:4] = ["cg", code, "asha", year]
        row[at], row[march] = first, second
        sheets["任务"].append(row)


def _column(sheets: Sheets, sheet: str, title: str, values: dict[str, str]) -> None:
    """One more column, empty but for these codes."""
    head, *rows = sheets[sheet]
    sheets[sheet] = [
        [*head, title],
        *([*row, *[""] * (len(head) - len(row)), values.get(str(row[0]), "")] for row in rows),
    ]
