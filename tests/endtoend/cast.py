"""The people of a small district, and the workbook that puts them on the roster.

Asha owes six numbers of 城关, Chidi one of 柳河. Bela supervises 城关 and sees nothing else.
Diana leads and reads everything, Enzo sets up. Femi is on the roster but has not joined.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from domain.figures import Answer, Source, Timeliness
from domain.roster import Roster
from handlers.workbook.grid import Cell
from storage import figures
from storage.entries import Entry, Origin
from tests.handlers.workbook.books import Sheets, xlsx


@dataclass(frozen=True, slots=True)
class Member:
    """One person: the code on the roster, the Telegram account, the name."""

    code: str
    id: int
    name: str


ASHA = Member("asha", 101, "阿莎")
BELA = Member("bela", 102, "贝拉")
CHIDI = Member("chidi", 103, "齐迪")
DIANA = Member("diana", 104, "戴安")
ENZO = Member("enzo", 105, "恩佐")
FEMI = Member("femi", 106, "费米")
STRANGER = Member("stranger", 999, "路人")

JOINED = (ASHA, BELA, CHIDI, DIANA, ENZO)
EVERYBODY = (*JOINED, FEMI, STRANGER)

SETTLED = datetime(2026, 1, 5, 1, tzinfo=UTC)
LAST_WEEK = {"fai": "12.30", "ret": "7.90", "ind": "5.10", "inv": "3.00", "new": "4", "fig": "6.0"}
SIX_LINES = "13.5\n8.2\n5.6\n3.4\n5\n6.2"
"""One plain number for each of Asha's items, in the order asked."""
SIX_VALUES = {"fai": "13.5", "ret": "8.2", "ind": "5.6", "inv": "3.4", "new": "5", "fig": "6.2"}


def sheets() -> Sheets:
    """The roster as an admin would write it."""
    return {
        "单位": [
            ["编码", "名称", "简称", "组别", "上级"],
            ["qu", "云岭区", "云岭", "", ""],
            ["cg", "城关街道办事处", "城关", "街镇组", "qu"],
            ["lh", "柳河镇人民政府", "柳河", "街镇组", "qu"],
        ],
        "人员": [
            ["编码", "姓名", "职务", "单位", "角色"],
            ["asha", ASHA.name, "科长", "cg", "责任人"],
            ["bela", BELA.name, "副主任", "cg", "分管领导"],
            ["chidi", CHIDI.name, "干事", "lh", "责任人"],
            ["diana", DIANA.name, "副区长", "qu", "领导"],
            ["enzo", ENZO.name, "主任", "qu", "管理员"],
            ["femi", FEMI.name, "干事", "lh", "责任人"],
        ],
        "指标": [
            ["编码", "名称", "别名", "计量单位", "口径", "小数", "周期", "下限", "上限"],
            ["fai", "固定资产投资", "投资、固投", "亿元", "累计", 2.0, "周", "", ""],
            ["ret", "社会消费品零售总额", "零售、社零", "亿元", "累计", 2.0, "周", "", ""],
            ["ind", "规上工业增加值", "工业", "亿元", "累计", 2.0, "周", "", ""],
            ["inv", "招商引资到位资金", "招商", "亿元", "累计", 2.0, "周", 0.0, 50.0],
            ["new", "新入规企业", "入规", "家", "当期", 0.0, "周", "", ""],
            ["fig", "固定资产投资增速", "固投增速", "%", "增速", 1.0, "周", "", ""],
        ],
        "任务": [
            _HEAD,
            *(_task("cg", code, "asha") for code in LAST_WEEK),
            _task("lh", "fai", "chidi"),
            _task("lh", "inv", "femi"),
        ],
        "项目": [["编码", "名称", "单位"]],
        "节点": [["项目", "节点", "计划完成"]],
    }  # fmt: skip


_HEAD: list[Cell] = ["单位", "指标", "责任人", "年度目标", "q1", "q2", "q3", "q4"]
_TARGETS: dict[str, list[Cell]] = {
    "fai": [80.0, 18.0, 22.0, 20.0, 20.0],
    "ret": [50.0, 12.0, 12.0, 13.0, 13.0],
    "ind": [30.0, 7.0, 8.0, 8.0, 7.0],
    "inv": [20.0, 5.0, 5.0, 5.0, 5.0],
    "new": [200.0, 45.0, 50.0, 55.0, 50.0],
    "fig": [6.5, 6.5, "", "", ""],
}


def _task(unit: str, indicator: str, person: str) -> list[Cell]:
    return [unit, indicator, person, *_TARGETS[indicator]]


def workbook() -> bytes:
    """The roster as a file."""
    return xlsx(sheets())


def last_week(roster: Roster) -> list[Entry]:
    """What was reported for the ninth week: all of Asha's numbers, and Chidi's."""
    owed = {(a.unit, a.indicator): a for a in roster.assignments.values()}
    told = [("cg", code, value) for code, value in LAST_WEEK.items()] + [("lh", "fai", "4.20")]
    return [
        Entry(
            assignment=owed[unit, code].id,
            period="2026-W09",
            answer=Answer.NUMBER,
            value=Decimal(value),
            person=owed[unit, code].person,
            typed_by=owed[unit, code].person,
            source=Source.IMPORT,
            timeliness=Timeliness.ON_TIME,
            reported_at=datetime(2026, 2, 26, 2, tzinfo=UTC),
            recorded_at=datetime(2026, 2, 26, 2, tzinfo=UTC),
            origin=Origin(figures.IMPORT_CHAT, number),
        )
        for number, (unit, code, value) in enumerate(told, start=1)
    ]
