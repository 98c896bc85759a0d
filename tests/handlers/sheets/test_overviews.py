from zoneinfo import ZoneInfo

import pytest

from charts.drawing import draw_pages
from charts.sheets.bump import BumpSheet
from charts.sheets.contribution import ContributionSheet
from charts.sheets.heatmap import HeatSheet
from charts.sheets.parts import Movement
from charts.sheets.trend import TrendSheet
from domain.errors import NotFound
from domain.lights import Light
from domain.people import Language
from domain.periods import Period
from handlers.actions.measuring import standing
from handlers.deps import Deps
from handlers.pictures import KINDS, sheet_of
from handlers.texts.catalog import catalog
from tests.handlers.boards import W11

ZH = catalog(Language.ZH)
SHANGHAI = ZoneInfo("Asia/Shanghai")


async def trend(deps: Deps, query: str, period: Period = W11) -> TrendSheet:
    sheet = await sheet_of(deps, "trend", query=query, period=period, texts=ZH)
    assert isinstance(sheet, TrendSheet)
    return sheet


async def test_the_trend_of_a_unit_runs_beside_its_plan(district: Deps) -> None:
    sheet = await trend(district, "城关投资")

    assert sheet.head.headline == (
        "14.26 亿元，完成 91.4%，比序时快 9.2 点；余 2.3 周，每周需 0.59 亿元，达标把握约 98%"
    )
    assert (sheet.measure, sheet.plan_label, sheet.plan_text) == ("亿元", "计划", "12.83")
    assert len(sheet.periods) == len(sheet.plan) == len(sheet.series[0].values) == 10


async def test_the_trend_of_a_unit_goes_on_to_the_target_and_to_where_it_leads(
    district: Deps,
) -> None:
    sheet = await trend(district, "城关投资")

    ahead = sheet.ahead
    assert ahead is not None
    assert (ahead.day_text, ahead.target_text, ahead.middle_text) == (
        "3月31日", "目标 15.60", "预计 17.34",
    )  # fmt: skip
    assert ahead.low is not None
    assert ahead.high is not None
    assert ahead.low < 17.34 < ahead.high
    assert [float(value) for _, value in ahead.plan][-1] == float(ahead.target) == 15.6
    assert "可能性 80%" in sheet.footer[0]


async def test_a_week_that_was_not_asked_leaves_its_width(district: Deps) -> None:
    sheet = await trend(district, "城关投资")

    assert sheet.periods[6:8] == ("7周", "9周")
    assert sheet.places[6:8] == (6, 8)


async def test_with_few_numbers_nothing_is_foretold_but_the_plan_goes_on(district: Deps) -> None:
    sheet = await trend(district, "雾坪投资", Period.parse("2026-W04"))

    assert sheet.ahead is not None
    assert (sheet.ahead.middle, sheet.ahead.target_text) == (None, "目标 1.94")
    assert "把握" not in sheet.head.headline


async def test_the_trend_of_an_indicator_shows_shares_of_the_first_and_the_last(
    district: Deps,
) -> None:
    sheet = await trend(district, "投资")

    assert sheet.head.headline == "望澜街道领先，栖雾湖度假区最后"
    assert [series.name for series in sheet.series][:3] == ["望澜街道", "经开区", "城关街道"]
    assert (sheet.measure, sheet.plan_label) == ("完成目标 %", "序时")


async def test_rates_are_never_turned_into_shares(district: Deps) -> None:
    sheet = await trend(district, "固投增速")

    assert sheet.measure == "%"
    assert sheet.plan == ()
    assert sheet.series[-1].last_text == "5.9"


async def test_a_gap_in_the_answers_stays_a_gap(district: Deps) -> None:
    sheet = await trend(district, "雾坪投资")

    by_period = dict(zip(sheet.periods, sheet.series[0].values, strict=True))
    assert by_period["5周"] is None  # snow


async def test_a_level_runs_beside_the_way_from_last_year(district: Deps) -> None:
    sheet = await trend(district, "青禾形象进度")

    assert sheet.plan[-1] is not None
    assert sheet.plan_label == "计划"


async def test_the_heat_map_shows_the_gap_of_every_unit_in_every_indicator(
    district: Deps,
) -> None:
    sheet = await sheet_of(district, "heatmap", query="", period=W11, texts=ZH)

    assert isinstance(sheet, HeatSheet)
    assert sheet.columns[:3] == ("投资", "产值", "零售")
    row = next(row for row in sheet.sections[0].rows if row.name == "雾坪乡")
    assert (row.rank, row.cells[0].text, row.cells[0].light) == ("7", "−11.6", Light.RED)
    assert row.cells[1].text == ""  # is not asked
    assert sheet.head.headline == "共 14 项红灯，雾坪乡最多（5 项）"


async def test_the_moves_are_those_of_the_published_weeks_and_the_present_one(
    district: Deps,
) -> None:
    sheet = await sheet_of(district, "bump", query="", period=W11, texts=ZH)

    assert isinstance(sheet, BumpSheet)
    assert sheet.periods[-3:] == ("9周", "10周", "11周")
    first = sheet.sections[0].lines[0]
    assert (first.name, first.ranks[-2:], first.movement) == ("望澜街道", (2, 1), Movement.UP)


@pytest.mark.parametrize(("kind", "query"), [("trend", ""), ("card", ""), ("card", "志")])
async def test_a_picture_of_nothing_in_particular_is_not_found(
    district: Deps, kind: str, query: str
) -> None:
    with pytest.raises(NotFound):
        await sheet_of(district, kind, query=query, period=W11, texts=ZH)


@pytest.mark.parametrize("period", ["2026-W01", "2026-W05", "2026-W12"])
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"official"}))  # nothing was published
async def test_every_picture_can_be_drawn_in_good_weeks_and_bad(
    district: Deps, kind: str, period: str
) -> None:
    asked = {"trend": "投资", "contribution": "投资", "card": "雾坪", "compare": "雾坪 城关"}
    query = asked.get(kind, "")

    sheet = await sheet_of(district, kind, query=query, period=Period.parse(period), texts=ZH)

    assert all(page.startswith(b"\x89PNG") for page in draw_pages(sheet))


async def test_a_frozen_board_is_drawn_again_byte_for_byte(district: Deps) -> None:
    from handlers.sheets.ranking import ranking_sheet

    frozen = await standing.published(district, Period.parse("2026-W10"))
    again = await standing.published(district, Period.parse("2026-W10"))
    assert frozen is not None
    assert again is not None

    first, second = (draw_pages(ranking_sheet(one, ZH, SHANGHAI)) for one in (frozen, again))

    assert first == second


async def test_the_parts_of_a_total_come_with_the_total_and_what_is_new(district: Deps) -> None:
    sheet = await sheet_of(district, "contribution", query="投资", period=W11, texts=ZH)

    assert isinstance(sheet, ContributionSheet)
    values = [row.value for row in sheet.rows]
    assert values == sorted(values, reverse=True)
    assert sheet.tallies[0].count == f"{sum(values):,.2f}"
    assert sheet.rows[0].gained is not None
    assert "个单位占全区" in sheet.head.headline
    assert draw_pages(sheet)


async def test_rates_have_no_parts(district: Deps) -> None:
    with pytest.raises(NotFound):
        await sheet_of(district, "contribution", query="固投增速", period=W11, texts=ZH)
