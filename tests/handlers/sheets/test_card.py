from zoneinfo import ZoneInfo

from charts.sheets.card import CardItem, CardSheet
from domain.lights import Light
from domain.people import Language
from domain.periods import Period
from handlers.actions.lookups import looking
from handlers.actions.lookups.views.cards import Card
from handlers.deps import Deps
from handlers.sheets.card import card_sheet
from handlers.texts.catalog import catalog
from handlers.viewers import everybody
from tests.handlers.boards import W11

ZH = catalog(Language.ZH)
SHANGHAI = ZoneInfo("Asia/Shanghai")


async def sheet_of(deps: Deps, asked: str, period: Period = W11) -> CardSheet:
    viewer = everybody(await deps.roster.current())
    view = await looking.look(deps, viewer, asked, period=period)
    assert isinstance(view, Card)
    return card_sheet(view, ZH, SHANGHAI, district="云岭区")


def item_of(sheet: CardSheet, name: str) -> CardItem:
    return next(item for group in sheet.groups for item in group.items if item.name == name)


async def test_the_card_of_a_unit_tells_its_place_first(district: Deps) -> None:
    head = (await sheet_of(district, "城关")).head

    assert head.title == "城关街道"
    assert head.headline == "乡镇街道第 2 名，完成 91.1%，比序时快 8.9 点"


async def test_each_number_stands_against_target_and_pace(district: Deps) -> None:
    item = item_of(await sheet_of(district, "城关"), "固定资产投资")

    assert (item.completion_text, item.gap_text, item.light) == ("91.4%", "+9.2", Light.GREEN)
    assert (item.value_text, item.target_text) == ("14.26 亿元", "目标 15.60 亿元")
    assert item.needed_text == ""


async def test_what_is_behind_tells_what_each_week_must_bring(district: Deps) -> None:
    item = item_of(await sheet_of(district, "雾坪"), "固定资产投资")

    assert item.needed_text == "每周需 0.25 亿元"


async def test_the_past_leaves_out_weeks_that_were_never_asked(district: Deps) -> None:
    item = item_of(await sheet_of(district, "城关"), "固定资产投资")

    assert len(item.history) == 9
    assert None not in item.history  # the festival week is no gap of theirs


async def test_a_rate_has_its_value_for_a_verdict_and_a_bar_that_ends_at_the_pace(
    district: Deps,
) -> None:
    item = item_of(await sheet_of(district, "城关"), "固定资产投资增速")

    assert (item.completion_text, item.gap_text) == ("9.3%", "−0.2")
    assert item.completion is not None
    assert item.pace is not None
    assert round(float(item.completion) - float(item.pace), 1) == -0.2


async def test_an_old_value_is_marked_as_not_reported(district: Deps) -> None:
    item = item_of(await sheet_of(district, "雾坪"), "一般公共预算收入")

    assert (item.mark, item.note, item.value_text) == ("未报", "沿用上期", "308 万元")


async def test_what_was_written_beside_a_number_is_shown(district: Deps) -> None:
    item = item_of(await sheet_of(district, "柳湾"), "固定资产投资")

    assert item.note == "两个项目推迟开工"


async def test_before_the_first_answer_there_is_no_bar(district: Deps) -> None:
    sheet = await sheet_of(district, "柳湾", Period.parse("2026-W01"))

    item = item_of(sheet, "固定资产投资")  # its cadre was silent that week
    assert (item.completion, item.completion_text, item.light) == (None, "未报", Light.NONE)


async def test_the_card_of_a_project_names_the_next_milestone(district: Deps) -> None:
    sheet = await sheet_of(district, "老街区")

    assert sheet.head.headline == "下个节点：一标段外立面完工，3月27日"


async def test_the_card_of_a_person_counts_their_lights(district: Deps) -> None:
    sheet = await sheet_of(district, "曹小磊")

    assert sheet.head.headline == "3 项中 0 项达到序时，3 项红灯"
    assert item_of(sheet, "雾坪高山风电场").light is Light.RED
