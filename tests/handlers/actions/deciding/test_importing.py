from datetime import UTC, datetime

import pytest

from handlers.actions.deciding.importing import Imported, import_workbook
from storage import roster
from storage.database import Database
from tests.handlers.workbook.books import Sheets, district, xlsx

MONDAY = datetime(2026, 3, 2, 1, tzinfo=UTC)


async def imported(db: Database, sheets: Sheets, *, is_trial: bool = False) -> Imported:
    return await import_workbook(
        db, xlsx(sheets), year=2026, at=MONDAY, missing_glyphs=lambda _: "", is_trial=is_trial
    )


async def version(db: Database) -> int:
    async with db.reading() as session:
        return await roster.version(session)


async def test_a_trial_tells_what_would_change_and_writes_nothing(sqlite_db: Database) -> None:
    outcome = await imported(sqlite_db, district(), is_trial=True)

    assert outcome.summary == "共 11 处变化：新增 11。这是试运行，没有写入。"
    assert outcome.lines[:3] == (
        "单位 qu 云岭区：新增",
        "单位 cg 城关镇：新增",
        "人员 p01 王芳：新增",
    )
    assert "任务 cg/fai 城关·固定资产投资：新增" in outcome.lines
    assert outcome.lines[-1] == "节点 x1/主体封顶：新增"
    assert await version(sqlite_db) == 0


async def test_the_same_file_again_changes_nothing(sqlite_db: Database) -> None:
    first = await imported(sqlite_db, district())

    second = await imported(sqlite_db, district())

    assert first.summary == "共 11 处变化：新增 11。已导入。"
    assert second.summary == "没有变化。"
    assert second.lines == ()
    assert await version(sqlite_db) == 1


async def test_differences_are_told_in_words_and_applied(sqlite_db: Database) -> None:
    await imported(sqlite_db, district())
    sheets = district()
    sheets["人员"][1][2] = "副局长"
    sheets["人员"][1][4] = "责任人、管理员"
    sheets["人员"].append(["p04", "赵敏", "", "cg", "责任人", ""])
    sheets["任务"][1][3:7] = ["p04", "", 121.5, 27.0]
    sheets["指标"][2][5] = 2.0
    del sheets["任务"][2]

    outcome = await imported(sqlite_db, sheets)

    assert outcome.lines == (
        "人员 p01 王芳：职务 科长 → 副局长；角色 责任人 → 责任人、管理员",
        "人员 p04 赵敏：新增",
        "指标 gdp 地区生产总值增速：小数 1 → 2",
        "任务 cg/fai 城关·固定资产投资：责任人 p01 王芳 → p04 赵敏；AB角 p02 李强 → 空；"
        "年度目标 120 → 121.5；一季度 26 → 27（新目标自3月2日起用）",
        "任务 cg/gdp 城关·地区生产总值增速：退出",
    )
    assert outcome.summary == "共 5 处变化：新增 1、修改 3、退出 1。已导入。"


async def test_one_error_anywhere_keeps_the_whole_file_out(sqlite_db: Database) -> None:
    await imported(sqlite_db, district())
    sheets = district()
    sheets["人员"][1][2] = "副局长"
    sheets["任务"][1][3] = "p99"

    outcome = await imported(sqlite_db, sheets)

    assert outcome.is_refused
    assert outcome.summary == "有 1 处问题，一行也没有导入。"
    assert [str(problem) for problem in outcome.problems] == ["任务!D2: “人员”表里没有“p99”"]
    assert await version(sqlite_db) == 1


async def test_a_file_without_most_people_is_taken_with_a_word(sqlite_db: Database) -> None:
    crowd = district()
    crowd["人员"] += [[f"p1{n}", f"某{n}", "", "cg", "责任人", ""] for n in range(6)]
    await imported(sqlite_db, crowd)

    outcome = await imported(sqlite_db, district())

    assert not outcome.is_refused
    assert str(outcome.problems[-1]) == (
        "文件: 提示：这次导入会让 6 名在册人员退出（共 9 名），请核对文件是否完整"
    )


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"\xd0\xcf\x11\xe0"])
async def test_what_is_no_workbook_is_refused_with_one_line(
    sqlite_db: Database, data: bytes
) -> None:
    outcome = await import_workbook(
        sqlite_db, data, year=2026, at=MONDAY, missing_glyphs=lambda _: ""
    )

    assert outcome.is_refused
    assert len(outcome.problems) == 1
    assert str(outcome.problems[0]).startswith("文件: ")
