"""0, 不涉及, 暂无 and 未报 are four things, wherever they are shown."""

from dataclasses import dataclass

import pytest

from domain.people import Language
from domain.periods import Period
from handlers.actions.exports.export_formats import fields_of
from handlers.actions.exports.export_lines import export
from handlers.actions.lookups import overviews, single
from handlers.actions.lookups.views.boards import HeatView
from handlers.actions.lookups.views.cards import Card
from handlers.actions.measuring import standing
from handlers.actions.reporting.outcomes import Outcome
from handlers.sheets.card import card_sheet
from handlers.sheets.heatmap import heatmap_sheet
from handlers.texts import echoes, mine, profiles
from handlers.texts.catalog import catalog
from handlers.texts.missing import missing
from handlers.texts.statuses import listing
from handlers.viewers import Viewer, viewer
from tests.endtoend.desk import Desk
from tests.endtoend.town import WEEK

ZH, EN = catalog(Language.ZH), catalog(Language.EN)
PERIOD = Period.parse(WEEK)
ZERO, FOREIGN, NONE_YET, SILENT = "new", "ret", "ind", "inv"
"""Of Asha's items: 入规 is 0, retail does not concern her, industry is not known, 招商 is open."""


@dataclass(frozen=True)
class Answered:
    desk: Desk
    outcome: Outcome
    leader: Viewer


@pytest.fixture
async def answered(desk: Desk) -> Answered:
    outcome = await desk.says("asha", "入规 0\n零售 不涉及\n工业 暂无")
    roster = await desk.deps.roster.current()
    return Answered(desk, outcome, viewer(roster, await desk.person("diana"), at=desk.now))


def lines_with(words: str, *names: str) -> list[str]:
    """What stands on the line of each name."""
    found = {name: [line for line in words.splitlines() if name in line] for name in names}
    return [found[name][0] for name in names]


def test_the_echo_tells_three_of_them_and_names_the_fourth_as_open(answered: Answered) -> None:
    echo = echoes.recorded(answered.outcome, ZH, answered.desk.deps.yardstick)

    zero, foreign, none_yet = lines_with(echo, "新入规企业", "社会消费品零售总额", "规上工业增加值")
    assert "<b>0 家</b>" in zero
    assert "<b>不涉及</b>" in foreign
    assert "<b>暂无</b>" in none_yet
    assert "招商引资到位资金" in echo.splitlines()[-1]


def test_own_numbers_tell_all_four(answered: Answered) -> None:
    outcome = answered.outcome
    words = mine.mine(outcome.person, outcome.items, EN, answered.desk.deps.yardstick)

    told = lines_with(
        words, "新入规企业", "社会消费品零售总额", "规上工业增加值", "招商引资到位资金"
    )
    for line, answer in zip(
        told, ("0 ", "not applicable", "not available yet", "not reported (last 3.00"), strict=True
    ):
        assert answer in line


async def test_only_what_was_not_answered_is_missing(answered: Answered) -> None:
    view = await overviews.missing(answered.desk.deps, answered.leader, period=PERIOD)

    (asha,) = [line for line in missing(view, ZH).splitlines() if "阿莎" in line]
    assert "招商引资到位资金" in asha
    assert "固定资产投资" in asha
    assert not any(name in asha for name in ("新入规企业", "零售", "工业"))


@pytest.mark.parametrize(
    ("indicator", "line"),
    [
        (ZERO, "城关 4 家"),  # 0 counts like any number, here for the sum of the year
        (NONE_YET, "– 城关 暂无数"),
        (SILENT, "– 城关 未报"),
    ],
)
async def test_the_ranking_of_each_indicator_tells_which(
    answered: Answered, indicator: str, line: str
) -> None:
    board = await standing.board(answered.desk.deps, PERIOD, subject=indicator)

    assert line in listing(board, ZH, answered.desk.deps.schedule.zone)


async def test_what_does_not_concern_a_unit_is_not_ranked_for_it(answered: Answered) -> None:
    board = await standing.board(answered.desk.deps, PERIOD, subject=FOREIGN)

    assert board.ranking.of_unit("cg") is None


async def test_the_card_tells_all_four_in_words_and_in_the_picture(answered: Answered) -> None:
    deps = answered.desk.deps
    card = await single.unit(deps, answered.leader, PERIOD, "cg")
    assert isinstance(card, Card)

    words = profiles.card(card, ZH, deps.schedule.zone)
    sheet = card_sheet(card, ZH, deps.schedule.zone, district="云岭区")

    assert "新入规企业 4 家" in words  # what the year's weeks add up to, this one with 0
    assert "社会消费品零售总额 不涉及" in words
    assert "规上工业增加值 暂无，沿用 5.10 亿元" in words
    assert "招商引资到位资金 未报，沿用 3.00 亿元" in words
    items = {item.name: item for group in sheet.groups for item in group.items}
    assert items["规上工业增加值"].mark == "暂无"
    assert items["招商引资到位资金"].mark == "未报"
    assert items["新入规企业"].mark == ""


async def test_the_heat_map_leaves_empty_what_does_not_concern_a_unit(answered: Answered) -> None:
    deps = answered.desk.deps
    view = await overviews.heat(deps, answered.leader, PERIOD)
    assert isinstance(view, HeatView)

    sheet = heatmap_sheet(view.board, view.survey, ZH, deps.schedule.zone)

    (row,) = [row for section in sheet.sections for row in section.rows if row.name == "城关"]
    cells = dict(zip(sheet.columns, (cell.text for cell in row.cells), strict=True))
    assert cells["零售"] == ""
    assert cells["入规"] != ""


async def test_exports_tell_all_four(answered: Answered) -> None:
    deps = answered.desk.deps
    found = await export(deps.db, year=2026, period=PERIOD)
    rows = [fields_of(line) async for line in found.lines]

    told = {row["indicator"]: (row["value"], row["status"]) for row in rows if row["unit"] == "cg"}
    assert told[ZERO] == ("0", "on_time")
    assert told[FOREIGN] == (None, "not_applicable")
    assert told[NONE_YET] == (None, "not_available")
    assert told[SILENT] == (None, "missing")
