"""Published values: put on record in words or by workbook, and laid beside the reports."""

from collections.abc import Sequence
from typing import Any

from handlers.deps import Deps
from sandbox.seen import Seen
from storage.database import Database
from tests.endtoend.town import Town
from tests.handlers.phone import enrol, phone
from tests.handlers.workbook.books import xlsx

HEAD = ["单位", "指标", "报告期", "公布值", "同比增速", "公布日期", "来源"]
ROWS = [
    ["城关", "投资", "1-2月", 12.0, 5.2, "2026-03-04", "快报2号"],
    ["云岭区", "固定资产投资", "2026-M02", 25.5, "", "2026-03-04", "快报2号"],
]


async def tried(town: Town, *rows: list[object]) -> Seen:
    await town.enzo.sends_document(xlsx({"公布数": [HEAD, *rows]}), "公布数.xlsx")
    return await town.enzo.sees()


async def test_one_value_is_told_beside_the_report_and_changes_nothing_reported(
    town: Town,
) -> None:
    before = await town.revisions()

    first = await town.answered(town.enzo, "/official 城关 投资 1-2月 12.0 同比 5.2 快报2号")
    again = await town.answered(town.enzo, "/official 城关投资 2月 12.0 同比5.2% 快报2号")
    revised = await town.answered(town.enzo, "/official 城关 投资 1-2月 12.5")
    overview = await town.answered(town.diana, "/official 投资")
    card = await town.answered(town.diana, "/status 城关")
    course = await town.answered(town.diana, "/trend 城关投资")

    assert "上报 12.30（第9周），差 +0.30（+2.5%）" in first
    assert "没有变化" in again
    assert "原公布 12.00 亿元，这是第 2 次公布" in revised
    assert "公布 12.50 亿元（修订），上报 12.30（第9周），差 −0.20（−1.6%）" in overview
    assert "投资 1–2月：12.50 亿元（修订），上报 12.30，差 −0.20（−1.6%）" in card
    assert "公布数（1–2月）：12.50 亿元（修订）" in course
    assert await town.revisions() == before


async def test_a_workbook_is_tried_first_and_then_put_on_record(town: Town) -> None:
    preview = await tried(town, *ROWS)
    await town.enzo.presses(preview, "确认登记")
    await town.enzo.sees("已登记 2 个公布数")

    again = await tried(town, ROWS[0], [*ROWS[1][:3], 25.9, *ROWS[1][4:]])
    ranking = await town.answered(town.diana, "/rank 投资 公布")

    assert "城关 固定资产投资 2026-M02：12.00 亿元，同比 +5.2%" in preview
    assert "25.50 亿元 → 25.90 亿元（修订）" in again
    assert "登记 1 个公布数" in again
    assert "按公布数排名：2 个单位中 1 个有公布数" in ranking


async def test_one_tap_tells_how_a_published_value_and_its_gap_came_about(town: Town) -> None:
    await town.answered(town.enzo, "/official 城关 投资 1-2月 12.0 快报2号")
    overview = await town.answered(town.diana, "/official")
    ranking = await town.answered(town.diana, "/rank 投资 公布")

    await town.diana.presses(overview, "怎么算的")
    told = await town.diana.sees("上报数怎么算的")
    await town.diana.presses(ranking, "怎么算的")
    ranked = await town.diana.sees("公布数÷目标")

    assert "上报 12.30（第9周）－公布 12.00＝+0.30" in told
    assert "+0.30÷12.00＝+2.5%" in told
    assert "来源：快报2号" in told
    assert "第 1 次，" in told
    assert "差＝上报－公布" in ranked


async def test_everything_wrong_with_a_workbook_is_told_with_its_place(town: Town) -> None:
    answer = await tried(
        town,
        ["城官", "投资", "1-2月", 12.0, "", "2026-03-04", "快报2号"],
        ["城关", "投资", "第9周", "多", "", "2026-03-04", "快报2号"],
        ["城关", "投资", "1-2月", 0.0, "", "2026-02-04", "快报2号"],
        ["cg", "fai", "2026-M02", 0.0, "", "2027-03-04", ""],
        ["cg", "ret", "5月", 1.0, "", "2026-03-04", "快报2号"],
        ["cg", "ret", "2026-04", 1.0, "", "2026-03-04", "快报2号"],
    )

    for told in (
        "公布数!A2: “单位”表里没有“城官”；是不是“城关”？",
        "公布数!C3: “第9周”不是能公布的报告期",
        "公布数!D3: “多”不是数",
        "公布数!C6: 报告期“5月”还没到",
        "公布数!C7: 报告期“2026-04”还没到",
        "公布数!F4: “2026-02-04”早于报告期结束的日子",
        "公布数!A5: 和 A4 是同一个数",
        "公布数!F5: 公布日期“2027-03-04”还没到",
        "公布数!G5:",
    ):
        assert told in answer, told
    assert answer.buttons == []


async def test_whoever_answers_for_a_part_of_a_unit_reads_nothing_published_of_the_whole(
    town: Town,
) -> None:
    await town.answered(town.enzo, "/official 城关 投资 1-2月 12.0 同比 5.2 快报2号")

    course = await town.answered(town.asha, "/trend 城关投资")
    card = await town.answered(town.asha, "/status 城关")

    assert "公布" not in course
    assert "公布" not in card


async def test_a_picture_of_values_without_a_report_does_not_call_them_equal(
    district: Deps, district_db: Database
) -> None:
    drawn: list[Any] = []

    async def draw(sheet: Any) -> Sequence[bytes]:
        drawn.append(sheet)
        return [b"picture"]

    district.draw = draw
    ids = await enrol(district_db, "p04")
    async with phone(district) as phones:
        await phones.says("/official 城关 投资 2025年 60.2", who=ids["p04"])
        await phones.says("/official 2025年", who=ids["p04"])

    assert drawn[-1].head.headline == "还没有可比的上报数"
