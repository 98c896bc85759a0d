from zoneinfo import ZoneInfo

from charts.sheets.parts import Movement
from charts.sheets.ranking import RankingRow, RankingSheet
from domain.lights import Light
from domain.people import Language
from domain.ranking import NEW
from handlers.actions.measuring import standing
from handlers.deps import Deps
from handlers.sheets.ranking import headline, ranking_sheet
from handlers.texts.catalog import catalog
from tests.handlers.boards import W11, board, ranked, silent

ZH = catalog(Language.ZH)
SHANGHAI = ZoneInfo("Asia/Shanghai")


async def sheet_of(deps: Deps, subject: str = "") -> RankingSheet:
    return ranking_sheet(await standing.board(deps, W11, subject=subject), ZH, SHANGHAI)


def row_of(sheet: RankingSheet, name: str) -> RankingRow:
    return next(row for section in sheet.sections for row in section.rows if row.name == name)


async def test_the_head_says_what_where_when_and_how_it_stands(district: Deps) -> None:
    head = (await sheet_of(district)).head

    assert head.title == "2026 一季度开门红进度排名"
    assert head.subtitle == "云岭区·第11周（3月9日–15日）·截至3月16日10:00"
    assert head.headline == (
        "望澜街道、工信局、经开区分列各组第一；栖雾湖度假区、雾坪乡、文旅局亮红灯"
    )
    assert head.stamp == "调度数据"


async def test_each_group_is_a_section_with_its_pace_line(district: Deps) -> None:
    sections = (await sheet_of(district)).sections

    assert [section.heading for section in sections] == ["乡镇街道", "区直部门", "园区平台"]
    assert [section.pace_label for section in sections] == ["序时 82.2%"] * 3
    assert sections[0].detail == "已报 49/50 项"


async def test_a_row_shows_place_movement_light_and_gap(district: Deps) -> None:
    row = row_of(await sheet_of(district), "望澜街道")

    assert (row.rank, row.medal, row.light) == ("1", 1, Light.GREEN)
    assert row.needed_text == ""
    assert (row.movement, row.movement_text) == (Movement.UP, "1")
    assert (row.completion_text, row.gap_text, row.note) == ("91.9%", "+9.7", "")


async def test_a_unit_behind_shows_what_drags_it_and_what_it_lacks(district: Deps) -> None:
    row = row_of(await sheet_of(district), "雾坪乡")

    assert row.note == "拖累：一般公共预算收入 −27.9"
    assert row.needed_text == "每周需 113.3 万元"
    assert row.mark == "缺1项"


async def test_the_tallies_count_lights_and_answers(district: Deps) -> None:
    tallies = (await sheet_of(district)).tallies

    assert [(tally.count, tally.label) for tally in tallies] == [
        ("9", "达到序时"),
        ("6", "落后10点内"),
        ("3", "落后超10点"),
        ("86/87", "已报项"),
    ]


async def test_the_sheet_of_an_indicator_shows_the_amounts(district: Deps) -> None:
    sheet = await sheet_of(district, "fai")

    assert sheet.head.title == "固定资产投资进度排名"
    assert row_of(sheet, "城关街道").note == "14.26 亿元，目标 15.60 亿元"
    assert row_of(sheet, "雾坪乡").needed_text == "每周需 0.25 亿元"


async def test_the_bars_of_a_rate_are_the_rates_themselves(district: Deps) -> None:
    sheet = await sheet_of(district, "fig")

    row = row_of(sheet, "柳湾镇")
    assert (row.completion_text, row.gap_text, row.note) == ("−1.8%", "−4.8", "目标 3.0%")
    assert row.needed_text == ""  # the target is what it takes
    assert sheet.scale is not None
    assert (sheet.scale.low, sheet.scale.high) == (-1.8, 14.3)
    assert {section.pace for section in sheet.sections} == {None}


async def test_a_week_without_any_answer_has_rows_without_bars(district: Deps) -> None:
    sheet = ranking_sheet(await standing.board(district, W11.next()), ZH, SHANGHAI)

    rows = [row for section in sheet.sections for row in section.rows]
    assert {(row.rank, row.completion, row.completion_text) for row in rows} == {
        ("–", None, "未报")
    }
    assert sheet.head.headline == "还没有单位填报"


def test_one_group_has_one_leader_and_the_silent_are_counted() -> None:
    story = headline(board(ranked(1, "甲镇", "95"), ranked(2, "乙镇", "80"), silent("丙镇")), ZH)

    assert story == "甲镇领先；乙镇靠后；1 个单位未报"


def test_many_red_lights_are_counted_and_the_worst_named() -> None:
    behind = [ranked(n, f"{n}镇", str(60 - n)) for n in range(2, 8)]

    story = headline(board(ranked(1, "甲镇", "95"), *behind), ZH)

    assert story == "甲镇领先；7镇、6镇、5镇等 6 个单位亮红灯"


def test_the_last_of_few_gets_no_medal() -> None:
    sheet = ranking_sheet(board(ranked(1, "甲镇", "95"), ranked(2, "乙镇", "90")), ZH, SHANGHAI)

    assert [row.medal for row in sheet.sections[0].rows] == [1, 0]


def test_a_unit_new_to_the_list_is_marked_so() -> None:
    sheet = ranking_sheet(board(ranked(1, "甲镇", "95", movement=NEW)), ZH, SHANGHAI)

    row = sheet.sections[0].rows[0]
    assert (row.movement, row.movement_text) == (Movement.NEW, "新")


def test_units_with_plans_of_their_own_share_a_line_in_the_middle() -> None:
    own = [ranked(n, f"{n}镇", "90", pace=pace) for n, pace in enumerate(("80", "82", "85"), 1)]

    section = ranking_sheet(board(*own), ZH, SHANGHAI).sections[0]

    assert section.pace_label == "序时约 82.0%"


def test_of_many_units_a_brief_sheet_shows_the_first_and_the_last_of_each_group() -> None:
    own = [ranked(n, f"{n}镇", str(99 - n)) for n in range(1, 61)]

    sheet = ranking_sheet(board(*own), ZH, SHANGHAI, brief=True)

    rows = sheet.sections[0].rows
    assert [row.rank for row in rows] == [
        "1",
        "2",
        "3",
        "4",
        "5",
        "…",
        "56",
        "57",
        "58",
        "59",
        "60",
    ]
    assert rows[5].name == "其余 50 个单位"
    assert sheet.sections[0].detail == "已报 300/300 项"


def test_of_few_units_a_brief_sheet_shows_everybody() -> None:
    own = [ranked(n, f"{n}镇", str(99 - n)) for n in range(1, 21)]

    sheet = ranking_sheet(board(*own), ZH, SHANGHAI, brief=True)

    assert len(sheet.sections[0].rows) == 20
