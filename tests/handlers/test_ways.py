from dataclasses import replace

import pytest

from domain.people import Language
from handlers.actions.lookups import directory, rankings, single
from handlers.actions.lookups.directory import PAGE, Directory, pages_of
from handlers.actions.lookups.views.boards import BoardView
from handlers.actions.lookups.views.cards import Card
from handlers.deps import Deps
from handlers.looks import MAX_BYTES
from handlers.outgoing import Keyboard
from handlers.texts.catalog import catalog
from handlers.viewers import Viewer, everybody, viewer
from handlers.ways.cards import from_card
from handlers.ways.directory import from_directory
from handlers.ways.rankings import from_board, from_view
from tests.district import AFTER_W11
from tests.handlers.boards import W11, crowd

ZH = catalog(Language.ZH)
MOST_BUTTONS = 100


def labels(keyboard: Keyboard) -> list[str]:
    return [button.label for row in keyboard for button in row]


async def test_a_push_leads_to_the_whole_the_missing_the_week_and_the_lists(
    district: Deps,
) -> None:
    view = await rankings.as_seen(district, everybody(await district.roster.current()), W11)
    assert isinstance(view, BoardView)

    found = from_board(replace(view.board, is_published=True), ZH)

    assert [[button.label for button in row] for row in found] == [
        ["全区进度", "谁没报", "怎么算的"],
        ["周看板", "按指标看", "更多"],
    ]


async def test_the_whole_leads_to_the_worst_and_by_lists_to_everything(district: Deps) -> None:
    roster = await district.roster.current()
    everyone = everybody(roster)
    view = await rankings.as_seen(district, everyone, W11)
    assert isinstance(view, BoardView)

    found = from_view(view, roster, everyone, ZH)
    lists = {
        what: labels(from_directory(listed, roster, ZH))
        for what in ("units", "by", "more")
        if isinstance(
            listed := await directory.behind(district, everyone, W11, what, ""), Directory
        )
    }

    assert [[button.label for button in row] for row in found] == [
        ["× 栖雾湖度假区", "× 雾坪乡"],
        ["× 文旅局"],
        ["周看板", "谁没报", "怎么算的"],
        ["全部单位", "按指标看", "更多"],
    ]
    assert lists["units"][0] == "✓ 望澜街道"
    assert lists["units"][-3:] == ["区直部门", "园区平台", "全区进度"]
    assert lists["by"][:3] == ["投资", "产值", "零售"]
    assert lists["more"][:5] == ["挂图作战", "名次变化", "乡镇街道", "区直部门", "园区平台"]


@pytest.mark.parametrize("count", [18, 80, 300])
def test_no_unit_is_farther_than_three_taps(count: int) -> None:
    standings = crowd(count).ranking.standings

    pages = pages_of(standings)

    # All units, a page, a unit; and the message holds the buttons of any page.
    assert sorted(s.unit for page in pages for s in page.standings) == sorted(
        s.unit for s in standings
    )
    assert PAGE + len(pages) <= MOST_BUTTONS


async def test_a_group_leads_to_its_units_and_back(district: Deps) -> None:
    everyone = everybody(await district.roster.current())
    view = await rankings.as_seen(district, everyone, W11, group="园区平台")
    assert isinstance(view, BoardView)

    found = labels(from_view(view, await district.roster.current(), everyone, ZH))

    assert found == [
        "经开区", "高新产业园", "冷链物流园", "岭城集团", "栖雾湖度假区",
        "投资", "产值", "零售", "财政", "招商", "入规", "固投增速", "项目",
        "全区进度", "怎么算的",
    ]  # fmt: skip


async def test_a_cadre_is_offered_nothing_they_may_not_see(district: Deps) -> None:
    roster = await district.roster.current()
    cadre = viewer(roster, roster.people["p07"], at=AFTER_W11)
    view = await rankings.as_seen(district, cadre, W11)
    assert isinstance(view, BoardView)

    assert labels(from_view(view, roster, cadre, ZH)) == ["王芳", "名次变化", "怎么算的"]


async def test_the_card_of_a_unit_leads_to_each_number(district: Deps) -> None:
    everyone: Viewer = everybody(await district.roster.current())
    view = await single.unit(district, everyone, W11, "cg")
    assert isinstance(view, Card)

    found = labels(from_card(view, await district.roster.current(), everyone, ZH))

    assert found[:3] == ["投资", "产值", "零售"]
    assert found[-4:] == ["← 乡镇街道", "全区进度", "对比", "怎么算的"]


async def test_the_buttons_of_a_crowd_stay_within_telegrams_bounds(district: Deps) -> None:
    roster = await district.roster.current()
    board = crowd(300)

    pages = pages_of(board.ranking.standings)
    listed = Directory("units", BoardView(board), pages)
    for keyboard in (
        from_view(BoardView(board), roster, everybody(roster), ZH),
        from_view(BoardView(board, group="组1"), roster, everybody(roster), ZH),
        from_directory(listed, roster, ZH),
    ):
        buttons = [button for row in keyboard for button in row]
        assert len(buttons) <= MOST_BUTTONS
        assert all(1 <= len(button.data.encode()) <= MAX_BYTES for button in buttons)
        assert all(len(row) <= 8 for row in keyboard)
