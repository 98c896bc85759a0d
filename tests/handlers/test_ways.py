from domain.people import Language
from handlers.actions import rankings, single
from handlers.actions.views.boards import BoardView
from handlers.actions.views.cards import Card
from handlers.deps import Deps
from handlers.looks import MAX_BYTES
from handlers.outgoing import Keyboard
from handlers.texts.catalog import catalog
from handlers.viewers import Viewer, everybody, viewer
from handlers.ways.cards import from_card
from handlers.ways.rankings import from_board, from_view
from tests.district import AFTER_W11
from tests.handlers.boards import W11, crowd

ZH = catalog(Language.ZH)
MOST_BUTTONS = 100


def labels(keyboard: Keyboard) -> list[str]:
    return [button.label for row in keyboard for button in row]


async def test_a_push_leads_to_the_whole_the_missing_the_groups_and_each_indicator(
    district: Deps,
) -> None:
    roster = await district.roster.current()
    view = await rankings.as_seen(district, everybody(roster), W11)
    assert isinstance(view, BoardView)

    found = labels(from_board(view.board, roster, ZH))

    assert found[:5] == ["周看板", "谁没报", "怎么算的", "挂图作战", "名次变化"]
    assert found[5:8] == ["乡镇街道", "区直部门", "园区平台"]
    assert found[8:11] == ["投资", "产值", "零售"]


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

    for view in (BoardView(board), BoardView(board, group="组1")):
        keyboard = from_view(view, roster, everybody(roster), ZH)
        buttons = [button for row in keyboard for button in row]
        assert len(buttons) <= MOST_BUTTONS
        assert all(1 <= len(button.data.encode()) <= MAX_BYTES for button in buttons)
        assert all(len(row) <= 8 for row in keyboard)
