"""The sheets and columns of the roster workbook, written once for writing and reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.figures import Basis, Curve, Direction, Stage
from domain.people import Language, Role
from domain.periods import PeriodKind
from domain.rollup import Rollup
from domain.roster_draft import ESTIMATE_ONLY, NO, YES, Noun
from domain.slots import PAST_SLOTS, SLOTS


class Kind(StrEnum):
    """What a cell of a column holds."""

    CODE = "code"
    TEXT = "text"
    LIST = "list"  # several texts, 、 between them
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    WHOLE = "whole"
    DATE = "date"
    REFERENCE = "reference"


Sample = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` is its English name, `title` its Chinese one.

    `choices` maps what is written to what it means; `target` is the sheet a reference leads
    to; `longest` bounds a text, in characters; `also` are other spellings of the heading.
    """

    key: str
    title: str
    kind: Kind
    sample: Sample = None
    required: bool = False
    width: int = 12
    longest: int = 40
    choices: Mapping[str, str] | None = None
    target: Noun | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A sheet with known columns; `may_be_empty` when the workbook can do without its rows."""

    title: str
    columns: tuple[Column, ...]
    may_be_empty: bool = False

    def column(self, key: str) -> Column:
        """The column of this English name."""
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet(Table):
    """A sheet of the roster workbook, there is only one of each."""

    noun: Noun = field(kw_only=True)


ROLES = {
    "责任人": Role.CADRE.value,
    "AB角": Role.DEPUTY.value,
    "分管领导": Role.SUPERVISOR.value,
    "领导": Role.LEADER.value,
    "考核组": Role.ASSESSOR.value,
    "管理员": Role.ADMIN.value,
}
LANGUAGES = {"中文": Language.ZH.value, "English": Language.EN.value}
BASES = {
    "累计": Basis.CUMULATIVE.value,
    "当期": Basis.FLOW.value,
    "时点": Basis.LEVEL.value,
    "增速": Basis.RATE.value,
}
DIRECTIONS = {"越高越好": Direction.HIGHER.value, "越低越好": Direction.LOWER.value}
STAGES = {
    "预计": Stage.ESTIMATE.value,
    "仅预计": ESTIMATE_ONLY,
    "快报": Stage.FLASH.value,
    "核定": Stage.VERIFIED.value,
}
ROLLUPS = {
    "合计": Rollup.SUM.value,
    "平均": Rollup.MEAN.value,
    "加权": Rollup.WEIGHTED.value,
    "最大": Rollup.HIGHEST.value,
    "最小": Rollup.LOWEST.value,
    "最新": Rollup.LAST.value,
    "不汇总": Rollup.NONE.value,
}
YES_OR_NO = {"是": YES, "否": NO}
CADENCES = {
    "周": PeriodKind.WEEK.value,
    "月": PeriodKind.MONTH.value,
    "季": PeriodKind.QUARTER.value,
}
CURVES = {
    "按天": Curve.DAYS.value,
    "按工作日": Curve.WORKDAYS.value,
    "按月": Curve.MONTHS.value,
    "按月计划": Curve.MANUAL.value,
    "按上年": Curve.LAST_YEAR.value,
}

QUARTERS = ("一季度", "二季度", "三季度", "四季度")
SAMPLE_TARGETS: Mapping[str, Sample] = {
    "base": Decimal(110),
    "year": Decimal(120),
    "q1": Decimal(26),
    "q2": Decimal(32),
    "q3": Decimal(32),
    "q4": Decimal(30),
    "m2": Decimal(16),
    "m3": Decimal(10),
}
_SLOT_TITLES = {"base": "去年同期", "growth": "增长目标", "year": "年度目标", "m2": "1-2月"}
_SLOT_TWINS: Mapping[str, tuple[str, ...]] = {"m2": ("1–2月", "1—2月", "1~2月", "1至2月", "2月")}


def _slot(slot: str) -> Column:
    number = slot[1:]
    title, also = _SLOT_TITLES.get(slot, f"{number}月"), _SLOT_TWINS.get(slot, ())
    if slot.startswith("q"):
        title, also = QUARTERS[int(number) - 1], (f"{number}季度",)
    if slot in PAST_SLOTS:
        title, also = f"上年{_slot(f'm{number}').title}", ()
    return Column(slot, title, Kind.NUMBER, SAMPLE_TARGETS.get(slot), width=10, also=also)


def _code(sample: str) -> Column:
    return Column("code", "编码", Kind.CODE, sample, required=True)


def _to(key: str, title: str, target: Noun, sample: str | None, *, required: bool = True) -> Column:
    return Column(key, title, Kind.REFERENCE, sample, required=required, target=target)


UNITS = Sheet(
    "单位",
    (
        _code("demo"),
        Column("name", "名称", Kind.TEXT, "示例镇人民政府", required=True, width=26),
        Column("short", "简称", Kind.TEXT, "示例镇", longest=12),
        Column("group", "组别", Kind.TEXT, "乡镇组", width=14, longest=20),
        _to("parent", "上级", Noun.UNIT, None, required=False),
    ),
    noun=Noun.UNIT,
)

PEOPLE = Sheet(
    "人员",
    (
        _code("demo-p1"),
        Column("name", "姓名", Kind.TEXT, "张示例", required=True, longest=30),
        Column("post", "职务", Kind.TEXT, "副镇长", width=18),
        _to("unit", "单位", Noun.UNIT, "demo"),
        Column(
            "role", "角色", Kind.CHOICES, "责任人、管理员", required=True, width=22, choices=ROLES
        ),
        Column("language", "语言", Kind.CHOICE, "中文", choices=LANGUAGES),
    ),
    noun=Noun.PERSON,
)

INDICATORS = Sheet(
    "指标",
    (
        _code("demo-fai"),
        Column("name", "名称", Kind.TEXT, "示例固定资产投资", required=True, width=24),
        Column("aliases", "别名", Kind.LIST, "示例投资", width=20),
        Column("measure", "计量单位", Kind.TEXT, "亿元", required=True, longest=12),
        Column("basis", "口径", Kind.CHOICE, "累计", required=True, width=8, choices=BASES),
        Column("direction", "方向", Kind.CHOICE, "越高越好", choices=DIRECTIONS),
        Column("decimals", "小数", Kind.WHOLE, 2, width=8),
        Column("weight", "权重", Kind.NUMBER, Decimal(1), width=8),
        Column("cadence", "周期", Kind.CHOICE, "周", width=8, choices=CADENCES),
        Column("min", "下限", Kind.NUMBER, Decimal(0), width=10),
        Column("max", "上限", Kind.NUMBER, Decimal(500), width=10),
        Column("stage", "阶段", Kind.CHOICE, "预计", width=8, choices=STAGES),
        Column("rollup", "汇总", Kind.CHOICE, "合计", width=8, choices=ROLLUPS),
        _to("whole", "总项", Noun.INDICATOR, None, required=False),
        Column("curve", "进度", Kind.CHOICE, "按天", width=10, choices=CURVES),
        Column("review", "需审核", Kind.CHOICE, "否", width=8, choices=YES_OR_NO),
    ),
    noun=Noun.INDICATOR,
)

PROJECTS = Sheet(
    "项目",
    (
        _code("demo-x1"),
        Column("name", "名称", Kind.TEXT, "示例产业园一期", required=True, width=26),
        _to("unit", "单位", Noun.UNIT, "demo"),
        Column("enterprise", "企业", Kind.TEXT, "示例实业有限公司", width=26),
        Column("start", "开工", Kind.DATE, date(2026, 1, 15)),
        Column("finish", "完工", Kind.DATE, date(2026, 12, 20)),
    ),
    may_be_empty=True,
    noun=Noun.PROJECT,
)

ASSIGNMENTS = Sheet(
    "任务",
    (
        _to("unit", "单位", Noun.UNIT, "demo"),
        _to("indicator", "指标", Noun.INDICATOR, "demo-fai"),
        _to("project", "项目", Noun.PROJECT, "demo-x1", required=False),
        _to("person", "责任人", Noun.PERSON, "demo-p1"),
        _to("deputy", "AB角", Noun.PERSON, None, required=False),
        *(_slot(slot) for slot in SLOTS if slot not in PAST_SLOTS),
        Column("due", "完成时限", Kind.DATE, date(2026, 12, 31)),
        Column("share", "份量", Kind.NUMBER, None, width=8),
        *(_slot(slot) for slot in PAST_SLOTS),
    ),
    noun=Noun.ASSIGNMENT,
)

MILESTONES = Sheet(
    "节点",
    (
        _to("project", "项目", Noun.PROJECT, "demo-x1"),
        Column("name", "节点", Kind.TEXT, "主体封顶", required=True, width=24),
        Column("due", "计划完成", Kind.DATE, date(2026, 6, 30), required=True),
    ),
    may_be_empty=True,
    noun=Noun.MILESTONE,
)

SHEETS = (UNITS, PEOPLE, INDICATORS, PROJECTS, ASSIGNMENTS, MILESTONES)


def sheet_of(noun: Noun) -> Sheet:
    """The sheet that holds rows of this kind."""
    return next(sheet for sheet in SHEETS if sheet.noun is noun)
