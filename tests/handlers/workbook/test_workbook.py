from datetime import date
from decimal import Decimal

import pytest

from domain.figures import Stage
from domain.people import Language, Role
from domain.rollup import Rollup
from handlers.workbook.grid import Cell
from tests.handlers.workbook.books import Sheets, district, read, told


def test_a_sound_workbook_is_read_without_a_word() -> None:
    reading = read(district())

    assert told(reading) == []
    assert reading.draft is not None
    assert [unit.name for unit in reading.draft.units] == ["云岭区", "城关镇"]
    assert reading.draft.people[1].roles == {Role.DEPUTY, Role.SUPERVISOR}
    assert reading.draft.people[2].language is Language.EN
    assert reading.draft.indicators[0].aliases == ("投资", "固投")
    assert reading.draft.assignments[0].targets["q1"] == Decimal(26)
    assert reading.draft.milestones[0].due == date(2026, 6, 30)


def test_a_unit_without_a_short_name_is_shown_by_its_name() -> None:
    reading = read(district())

    assert reading.draft is not None
    assert [unit.short for unit in reading.draft.units] == ["云岭区", "城关"]


def test_headings_may_be_english_starred_full_width_and_in_any_order() -> None:
    sheets = district()
    sheets["Units"] = [
        ["parent", "ＮＡＭＥ", "Code＊", "GROUP", "简称 *"],
        ["", "云岭区", "qu", "", ""],
        ["qu", "城关镇", "cg", "乡镇组", "城关"],
    ]
    del sheets["单位"]

    reading = read(sheets)

    assert told(reading) == []
    assert reading.draft is not None
    assert reading.draft.units[1].parent == "qu"


def test_empty_rows_and_invisible_signs_are_passed_over() -> None:
    sheets = district()
    sheets["人员"].insert(2, ["", " ", "\u200b", "\t", "", ""])
    sheets["人员"][1][1] = " 王\u200b芳\x07 "

    reading = read(sheets)

    assert reading.draft is not None
    assert [person.name for person in reading.draft.people] == ["王芳", "李强", "Ann"]


def test_everything_wrong_is_told_at_once_in_the_order_of_the_file() -> None:
    sheets = district()
    sheets["任务"][1][3] = "p99"
    sheets["人员"][1][4] = "科员"
    sheets["单位"][2][1] = ""
    sheets["任务"][1][5] = "一百二"

    reading = read(sheets)

    assert reading.draft is None
    assert told(reading) == [
        "单位!B3: “名称”不能空",
        "人员!E2: “科员”不在可选的里面：责任人 AB角 分管领导 领导 考核组 管理员",
        "任务!D2: “人员”表里没有“p99”",
        "任务!F2: “一百二”不是数字，请只填数",
    ]


def test_references_may_be_names_when_only_one_row_has_the_name() -> None:
    sheets = district()
    sheets["任务"][1][0] = "城关"
    sheets["任务"][1][3] = "王芳"
    sheets["任务"][1][1] = "FAI"

    reading = read(sheets)

    assert told(reading) == []
    assert reading.draft is not None
    assert reading.draft.assignments[0].unit == "cg"
    assert reading.draft.assignments[0].person == "p01"


def test_a_name_of_two_people_is_no_reference() -> None:
    sheets = district()
    sheets["人员"].append(["p04", "王芳", "", "qu", "责任人", ""])
    sheets["任务"][1][3] = "王芳"

    assert told(read(sheets)) == ["任务!D2: “人员”表里叫“王芳”的不止一个，请填编码"]


def test_codes_names_and_rows_that_come_twice_are_told_with_the_first_place() -> None:
    sheets = district()
    sheets["单位"].append(["CG", "城关镇", "", "", ""])
    sheets["任务"].append(["cg", "fai", "", "p01", "", "", "", "", "", ""])

    errors = [str(problem) for problem in read(sheets).errors]

    assert errors == [
        "单位!A4: 编码“CG”和 单位!A3 重复",
        "单位!B4: “城关镇”和 单位!B3 重名",
        "任务!A4: 和 任务!A2 是同一项，重复了",
    ]


def test_units_above_each_other_in_a_circle_are_told_once() -> None:
    sheets = district()
    sheets["单位"][1][4] = "cg"

    assert told(read(sheets)) == ["单位!E2: 上级绕成了一圈：qu → cg → qu"]


def test_an_alias_belongs_to_one_indicator_only() -> None:
    sheets = district()
    sheets["指标"][2][2] = "固投、固定资产投资、13.5"

    assert told(read(sheets)) == [
        "指标!C3: “固投”在 指标!C2 已经用过；一个叫法只能属于一个指标",
        "指标!C3: “固定资产投资”在 指标!B2 已经用过；一个叫法只能属于一个指标",
        "指标!C3: 别名“13.5”只有数字和符号，会和填报的数混淆",
    ]


def test_missing_sheets_and_columns_are_told() -> None:
    sheets = district()
    del sheets["项目"]
    sheets["人员"] = [row[:4] for row in sheets["人员"]]
    sheets["指标"] = []
    sheets["任务"] = sheets["任务"][:1]

    assert told(read(sheets)) == [
        "文件: 缺少工作表“项目”；没有内容也请保留空表和表头",
        "人员: 缺少列“角色”",
        "指标: 一行也没有填",
        "任务: 一行也没有填",
    ]


def test_an_unknown_column_is_left_out_with_a_word_about_the_likely_one() -> None:
    sheets = district()
    sheets["单位"][0][3] = "组名"
    sheets["单位"][0].append("电话")
    sheets["单位"][1].append("123")
    sheets["单位"][2].append("123")

    reading = read(sheets)

    assert reading.draft is not None
    assert told(reading) == [
        "单位!D1: 提示：不认识列“组名”，没有读取；是不是“组别”？",
        "单位!F1: 提示：不认识列“电话”，没有读取",
    ]


def test_targets_that_do_not_add_up_are_a_word_not_an_error() -> None:
    sheets = district()
    sheets["任务"][1][6] = 27.0
    sheets["任务"][0] += ["1-2月", "3月"]
    sheets["任务"][1] += [16.0, 10.0]
    sheets["任务"][2] += ["", ""]

    reading = read(sheets)

    assert reading.draft is not None
    assert told(reading) == [
        "任务!F2: 提示：四个季度相加是 121，全年是 120，差 1",
        "任务!G2: 提示：1-3月相加是 26，一季度是 27，差 -1",
    ]


def test_rounding_explains_a_small_gap_between_quarters_and_year() -> None:
    sheets = district()
    sheets["任务"][1][5:] = [10.0, 2.51, 2.51, 2.5, 2.5]

    assert told(read(sheets)) == []


def test_rates_are_never_added_up_but_a_percent_cell_is_noticed() -> None:
    sheets = district()
    sheets["任务"][2][5:] = [0.065, 6.5, 6.5, 6.5, 6.5]

    assert told(read(sheets)) == [
        "任务!F3: 提示：读到的是 0.065；如果单元格是百分比格式，请改成普通数字（6.5 表示 6.5%）",
        "任务!F3: 提示：四季度的目标是 6.5，全年是 0.065，差 6.435",
    ]


def test_projects_that_ask_for_more_than_their_unit_are_a_word() -> None:
    sheets = district()
    sheets["任务"].append(["cg", "fai", "x1", "p01", "", 121.0, "", "", "", ""])

    assert told(read(sheets)) == ["任务!F2: 提示：各项目相加是 121，全年是 120，差 1"]


def test_only_people_with_the_role_can_owe_or_stand_in() -> None:
    sheets = district()
    sheets["任务"][1][3:5] = ["p03", "p03"]

    assert told(read(sheets)) == [
        "任务!D2: Ann的角色里没有“责任人”",
        "任务!E2: Ann的角色里没有“AB角”或“责任人”",
        "任务!E2: 责任人和AB角是同一个人",
    ]


def test_a_project_of_another_unit_and_a_late_milestone_are_told() -> None:
    sheets = district()
    sheets["项目"] = [
        ["编码", "名称", "单位", "开工", "完工"],
        ["x1", "产业园", "qu", "2026-01-01", "2026-05-01"],
    ]
    sheets["任务"][1][2] = "x1"

    assert told(read(sheets)) == [
        "任务!C2: 项目“x1”属于“qu”，不属于这一行的单位",
        "节点!C2: 提示：不在项目工期（2026-01-01 至 2026-05-01）之内",
    ]


def test_signs_that_the_font_cannot_draw_are_refused() -> None:
    sheets = district()
    sheets["人员"][1][1] = "王𠮷"

    assert told(read(sheets, undrawable="𠮷")) == [
        "人员!B2: 字体里没有“𠮷”，图上画不出来，请换个字"
    ]


def test_a_sample_row_left_beside_real_rows_is_told() -> None:
    sheets = district()
    sheets["单位"].append(["demo", "示例镇人民政府", "", "", ""])

    assert told(read(sheets)) == ["单位!A4: 是模板里的示例行，请删掉"]


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        (5, 7.0, "指标!F2: 应在 0 到 6 之间"),
        (5, 1.5, "指标!F2: “1.5”不是整数"),
        (4, "累计值", "指标!E2: “累计值”不在可选的里面：累计 当期 时点 增速"),
        (6, "日", "指标!G2: “日”不在可选的里面：周 月 季"),
        (0, "投资", "指标!A2: 编码“投资”只能用字母、数字、- 和 _"),
        (1, "#REF!", "指标!B2: 公式出错：#REF!"),
        (1, "长" * 41, "指标!B2: 太长了，最多 40 个字"),
    ],
)
def test_a_bad_cell_of_an_indicator_is_told(column: int, value: str | float, reason: str) -> None:
    sheets = district()
    sheets["指标"][1][column] = value

    assert reason in told(read(sheets))


def indicators(*rows: list[Cell]) -> Sheets:
    """The sound workbook with these indicators instead of its own two."""
    sheets = district()
    heads: list[Cell] = ["编码", "名称", "计量单位", "口径", "周期", "阶段", "汇总", "总项"]
    sheets["指标"] = [heads, *rows]
    sheets["任务"] = [["单位", "指标", "责任人", "q1"], ["cg", "fai", "p01", 26.0]]
    return sheets


FAI: list[Cell] = ["fai", "固定资产投资", "亿元", "累计", "周", "", "", ""]


def test_stage_rollup_and_whole_are_read() -> None:
    reading = read(
        indicators(
            FAI,
            ["pri", "民间投资", "亿元", "累计", "周", "快报", "最大", "固定资产投资"],
            ["gdp", "地区生产总值", "亿元", "累计", "季", "仅预计", "", ""],
        )
    )

    assert told(reading) == []
    assert reading.draft is not None
    fai, private, gdp = reading.draft.indicators
    assert (fai.stage, fai.rollup, fai.whole) == (Stage.ESTIMATE, None, None)
    assert (private.stage, private.rollup, private.whole) == (Stage.FLASH, Rollup.HIGHEST, "fai")
    assert (gdp.stage, gdp.estimate_only) == (Stage.ESTIMATE, True)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["gdp", "地区生产总值", "亿元", "累计", "周", "", "", ""], "按季核算"),
        (["g", "工业增速", "%", "增速", "月", "", "合计", ""], "增速不能由项目汇总"),
        (["pri", "民间投资", "万元", "累计", "周", "", "", "fai"], "总项“fai”的计量单位"),
        (["pri", "民间投资", "亿元", "累计", "周", "", "", "pri"], "总项绕成了一圈：pri → pri"),
        (["pri", "民间投资", "亿元", "累计", "周", "", "", "abc"], "没有“abc”"),
        (["pri", "民间投资", "亿元", "累计", "周", "决算", "", ""], "不在可选的里面"),
    ],
)
def test_an_indicator_that_cannot_be_counted_so_is_told(row: list[Cell], words: str) -> None:
    reading = read(indicators(FAI, row))

    assert reading.draft is None
    assert words in "\n".join(told(reading))


def test_the_growth_of_gdp_is_no_gdp() -> None:
    sheets = indicators(FAI, ["gr", "GDP", "%", "增速", "月", "", "", ""])

    assert told(read(sheets)) == []
