import asyncio
import shutil
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.cli.asking import PICTURES, written
from domain.adjusting import Step
from handlers.pictures import KINDS
from storage import roster as rosters
from storage import target_changes
from storage.database import Database
from storage.target_changes import TargetChange
from tests.bot.cli.shell import Shell
from tests.district import district_template

__all__ = ["district_template"]

PDF = b"%PDF-"
PNG = b"\x89PNG"


@pytest.fixture
def yunling(shell: Shell, district_template: Path) -> Shell:
    """The sample district, on Wednesday of the tenth week: the ninth is looked at."""
    shutil.copyfile(district_template, shell.folder / "progress.db")
    return shell


def test_status_says_what_the_chat_says_and_lists_every_unit(yunling: Shell) -> None:
    answer = yunling.types("status", "--period", "2026-W11")

    assert answer.code == 0
    assert "领先：望澜街道 91.9%、工信局 88.3%、经开区 94.7%" in answer.out
    assert "7 × 雾坪乡 63.9%（−18.3）" in answer.out
    assert "<" not in answer.out


def test_without_a_period_the_current_one_is_told(yunling: Shell) -> None:
    answer = yunling.types("status")

    assert answer.out.startswith("2026 一季度开门红 · 第9周")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("城关", "✓ 固定资产投资 14.26 亿元（91.4%，+9.2）"),
        ("投资", "2 ✓ 城关街道 14.26 亿元（91.4%，+9.2）"),
        ("城关 投资", "城关街道固定资产投资 · 第11周"),
        ("老街区", "– 一标段外立面完工　计划3月27日"),
        ("志", "郭志强"),
    ],
)
def test_a_query_is_understood_as_in_the_chat(yunling: Shell, query: str, expected: str) -> None:
    answer = yunling.types("status", *query.split(), "--period", "2026-W11")

    assert answer.code == 0
    assert expected in answer.out


def test_the_brief_is_written_into_a_file_to_print(yunling: Shell) -> None:
    out = yunling.folder / "brief.pdf"

    answer = yunling.types("brief", "--pdf", str(out), "--period", "2026-W11")

    assert (answer.code, answer.out) == (0, f"{out}\n")
    assert out.read_bytes().startswith(PDF)


def test_the_brief_is_what_the_chat_says_without_markup(yunling: Shell) -> None:
    answer = yunling.types("brief", "--period", "2026-W11")

    assert answer.code == 0
    assert answer.out.startswith("2026 一季度开门红 · 第11周简报\n截至")
    assert "雾坪乡（乡镇街道第 7）落后序时 18.3 个百分点" in answer.out


def test_who_is_missing_is_told_of_a_period_or_of_an_indicator(yunling: Shell) -> None:
    whole = yunling.types("missing", "--period", "2026-W11")
    power = yunling.types("missing", "用电")

    assert whole.out.startswith("第11周未报 1 项（已报 86/87）\n雾坪乡 彭小梅：一般公共预算收入")
    assert power.out.startswith("工业用电量1–2月未报 3 项")


def test_json_has_one_object_a_unit_or_a_figure(yunling: Shell) -> None:
    standings = yunling.types("status", "--json", "--period", "2026-W11").objects
    figures = yunling.types("status", "城关", "--json", "--period", "2026-W11").objects

    assert len(standings) == 18
    assert (standings[0]["unit"], standings[0]["rank"], standings[0]["completion"]) == (
        "wl",
        1,
        "91.9",
    )
    assert figures[0]["value"] == "14.26"
    assert {figure["unit"] for figure in figures} == {"cg"}


def test_an_unknown_name_is_one_line_and_exit_code_1(yunling: Shell) -> None:
    answer = yunling.types("status", "城管街道")

    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("没有找到“城管街道”。")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("period", ["2026-W99", "2026"])
def test_a_wrong_period_is_wrong_usage(yunling: Shell, period: str) -> None:
    assert yunling.types("status", "--period", period).code == 2


@pytest.mark.parametrize("verb", ["status", "missing", "brief"])
def test_a_period_of_an_earlier_year_is_wrong_usage(yunling: Shell, verb: str) -> None:
    answer = yunling.types(verb, "--period", "2025-W10")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "--period 2025-W10: the campaign is that of 2026\n"


@pytest.mark.parametrize(
    "arguments", [["status"], ["missing"], ["export", "--scores", "--format", "json"]]
)
def test_a_week_that_is_not_asked_is_one_sentence(office: Shell, arguments: list[str]) -> None:
    answer = office.types(*arguments, "--period", "2026-W08")

    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "第8周放假，不填报。\n"


def test_nobody_is_missing_before_anybody_is_asked(yunling: Shell) -> None:
    answer = yunling.types("status", "--period", "2027-W01")

    assert "还没到填报时间" in answer.out
    assert "未报" not in answer.out


def test_a_picture_is_drawn_into_a_file(yunling: Shell) -> None:
    file = yunling.folder / "ranking.png"

    answer = yunling.types("chart", "ranking", "--out", file, "--period", "2026-W11")

    assert (answer.code, answer.out.strip()) == (0, str(file))
    assert file.read_bytes()[:4] == PNG


def test_a_card_needs_to_be_told_of_whom(yunling: Shell) -> None:
    answer = yunling.types("chart", "card", "--out", yunling.folder / "card.png")

    assert answer.code == 2
    assert "--query" in answer.err
    assert not (yunling.folder / "card.png").exists()


def test_several_pages_become_several_files(tmp_path: Path) -> None:
    paths = written(tmp_path / "F.png", [b"one", b"two"])

    assert [path.name for path in paths] == ["F-1.png", "F-2.png"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["F-1.png", "F-2.png"]


def test_every_kind_that_can_be_asked_for_can_be_drawn() -> None:
    assert set(PICTURES) == set(KINDS)


def test_what_was_known_then_is_told_as_it_was(yunling: Shell) -> None:
    then = yunling.types("status", "--as-of", "2026-02-27")
    earlier = yunling.types("status", "--as-of", "2026-02-20")

    assert then.out.startswith("2026 一季度开门红 · 第9周")
    assert earlier.out.startswith("2026 一季度开门红 · 第8周")
    assert "截至2月20日23:59，已报 0/87 项" in earlier.out
    assert yunling.types("status", "--as-of", "2025-12-31", "城关").code == 1


def test_nothing_is_known_of_what_is_still_to_come(yunling: Shell) -> None:
    answer = yunling.types("status", "--as-of", "2026-03-05")

    assert answer.code == 2
    assert "--as-of 2026-03-05: that is still to come" in answer.err


@pytest.mark.parametrize("as_of", ["0001-01-01", "9999-12-31T23:59"])
def test_nothing_was_ever_known_in_a_year_far_away(yunling: Shell, as_of: str) -> None:
    answer = yunling.types("status", "--as-of", as_of)

    assert answer.code == 2
    assert f"--as-of {as_of}: expected 2026-03-06" in answer.err


def test_changes_of_targets_are_listed_with_who_made_them_and_why(yunling: Shell) -> None:
    before = yunling.types("targets", "--changes")
    asyncio.run(_import_another_target(yunling))

    told = yunling.types("targets", "城关", "--changes")
    (entry,) = yunling.types("targets", "--changes", "--json").objects

    assert (before.out, before.code) == ("", 0)
    assert told.out == "3月4日起 城关街道固定资产投资 全年 70.90 → 75.00 亿元，名册导入（管理员）\n"
    assert (entry["state"], entry["slots"]) == ("imported", {"year": ["70.9", "75"]})


async def _import_another_target(shell: Shell) -> None:
    db = Database(f"sqlite:///{shell.folder / 'progress.db'}")
    async with db.transaction() as session:
        roster = await rosters.load(session, year=2026)
        own = next(a for a in roster.assignments.values() if (a.unit, a.indicator) == ("cg", "fai"))
        step = TargetChange(
            assignment=own.id,
            year=2026,
            step=Step.IMPORTED,
            edits={"year": (own.targets["year"], Decimal(75))},
            since=date(2026, 3, 4),
            made_at=datetime(2026, 3, 4, 2, tzinfo=UTC),
        )
        await target_changes.put(session, [step])
        await rosters.bump(session)
    await db.close()


def test_every_verb_that_looks_something_up_looks_back_as_well(yunling: Shell) -> None:
    then = ("--as-of", "2026-02-20")

    missing = yunling.types("missing", *then)
    brief = yunling.types("brief", *then)
    targets = yunling.types("targets", "城关", *then)
    paper = yunling.types("brief", "--pdf", yunling.folder / "then.pdf", *then)

    assert "第8周" in missing.out
    assert "第8周简报" in brief.out
    assert "城关" in targets.out
    assert [one.code for one in (missing, brief, targets, paper)] == [0, 0, 0, 0]


def test_of_before_anything_was_kept_it_is_said_beside_the_answer(yunling: Shell) -> None:
    answer = yunling.types("status", "--as-of", "2026-01-02")

    assert answer.err == "kept only since 2026-01-04\n"


def test_the_same_workbook_is_written_again(yunling: Shell) -> None:
    files = [yunling.folder / name for name in ("one.xlsx", "two.xlsx")]
    for file in files:
        yunling.types("export", "--format", "xlsx", "--as-of", "2026-02-27T18:00", "--out", file)

    assert files[0].read_bytes() == files[1].read_bytes()
