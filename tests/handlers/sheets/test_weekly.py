"""A period at one look: what stands on the board, and that it is right."""

from collections.abc import Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from charts.sheets.board import BoardSheet
from domain.errors import NotAllowed
from domain.lights import Light
from domain.people import Language
from domain.periods import Period
from handlers.actions.lookups import contributing, weekly
from handlers.actions.lookups.views.boards import ContributionView, WeeklyView
from handlers.actions.measuring import standing
from handlers.actions.measuring.totals import Total, totals_of
from handlers.deps import Deps
from handlers.pictures import sheet_of
from handlers.sheets.weekly import weekly_sheet
from handlers.texts.catalog import catalog
from handlers.viewers import everybody, viewer
from storage.database import Database
from tests.district import AFTER_W11
from tests.handlers.boards import W11

ZH = catalog(Language.ZH)
SHANGHAI = ZoneInfo("Asia/Shanghai")


async def board_of(deps: Deps, period: Period = W11) -> BoardSheet:
    sheet = await sheet_of(deps, "board", query="", period=period, texts=ZH)
    assert isinstance(sheet, BoardSheet)
    return sheet


async def view_of(deps: Deps) -> WeeklyView:
    return await weekly.weekly(deps, everybody(await deps.roster.current()), W11)


def named(totals: Sequence[Total], code: str) -> Total:
    return next(total for total in totals if total.indicator.code == code)


async def test_it_shows_both_ends_of_each_group_and_nobody_who_is_on_time_as_behind(
    district: Deps,
) -> None:
    sheet = await board_of(district)

    assert sheet.head.title == "2026 一季度开门红周看板"
    assert [group.heading for group in sheet.groups] == ["乡镇街道", "区直部门", "园区平台"]
    towns = sheet.groups[0]
    assert [(e.rank, e.name) for e in towns.first] == [("1", "望澜街道"), ("2", "城关街道")]
    assert [(e.rank, e.name) for e in towns.last] == [("6", "石渡镇"), ("7", "雾坪乡")]
    behind = [entry.light for group in sheet.groups for entry in group.last]
    assert Light.GREEN not in behind


async def test_a_total_is_what_the_units_bring_with_its_target_its_pace_and_what_it_takes(
    district: Deps,
) -> None:
    view = await view_of(district)
    roster = await district.roster.current()
    parts = await contributing.contribution(district, everybody(roster), W11, "fai")
    assert isinstance(parts, ContributionView)

    total = named(view.totals, "fai")
    sheet = weekly_sheet(view, ZH, SHANGHAI)

    assert total.item.progress.value == parts.contribution.total == Decimal("82.13")
    assert total.item.progress.target == parts.contribution.target
    assert total.values[-1] == Decimal("82.13")
    first = sheet.totals[0]
    assert (first.name, first.amount_text) == ("固定资产投资", "82.13 / 目标 96.07 亿元")
    assert (first.completion_text, first.gap_text) == ("85.5%", "+3.3")
    assert first.note == "余 2.3 周，每周需 6.10 亿元"


async def test_neither_rates_nor_states_are_added_up(district: Deps) -> None:
    roster = await district.roster.current()
    async with district.db.reading() as session:
        survey = await standing.surveyed(district, session, roster, W11)
        totals = await totals_of(session, survey, district.schedule)

    codes = [total.indicator.code for total in totals]
    assert codes == ["fai", "ind", "ret", "rev", "inv", "new"]


async def test_the_weightiest_totals_are_shown_and_the_others_counted(district: Deps) -> None:
    sheet = await board_of(district)

    assert [total.name[:2] for total in sheet.totals] == ["固定", "规上", "一般", "招商"]
    assert sheet.totals_detail == "另有 2 项"


async def test_each_indicator_names_its_red_units_the_furthest_behind_first(
    district: Deps,
) -> None:
    sheet = await board_of(district)

    investment = sheet.strips[0]
    assert (investment.name, investment.count) == ("投资", "红灯 2")
    assert investment.names == ("栖雾湖度假区 −19.1", "雾坪乡 −11.6")
    assert [len(lights) for lights in investment.lights] == [7, 6, 5]
    assert sum(lights.count(Light.RED) for lights in investment.lights) == 2
    assert None in investment.lights[1]  # an office that is not asked


async def test_it_names_who_has_not_reported(district: Deps) -> None:
    sheet = await board_of(district)

    (note,) = sheet.notes
    assert (note.heading, note.lines) == ("未报", ("雾坪乡 彭小梅：一般公共预算收入",))


async def test_a_week_in_which_nothing_was_said_is_a_board_too(district: Deps) -> None:
    sheet = await board_of(district, Period.parse("2026-W12"))

    assert sheet.head.headline == "还没有单位填报"
    assert sheet.groups == ()
    assert sheet.totals[0].course[-1] is None  # carried amounts are not the week's own
    assert sheet.notes[-1].lines[-1] == "共 35 人、87 项没报"


async def test_a_month_has_a_board_of_its_own(district: Deps) -> None:
    sheet = await board_of(district, Period.parse("2026-M03"))

    assert sheet.head.title == "2026 一季度开门红月看板"
    assert all(line.endswith("工业用电量") for line in sheet.notes[0].lines)


async def test_before_the_first_number_a_board_has_no_empty_columns(district: Deps) -> None:
    sheet = await board_of(district, Period.parse("2026-M03"))

    assert (sheet.groups, sheet.totals, sheet.strips) == ((), (), ())
    assert sheet.footer == ("调度数据，非统计公报",)


async def test_only_those_who_see_all_see_it(district: Deps) -> None:
    roster = await district.roster.current()
    cadre, supervisor = (
        viewer(roster, roster.people[code], at=AFTER_W11) for code in ("p07", "p10")
    )

    with pytest.raises(NotAllowed):
        await weekly.weekly(district, cadre, W11)
    with pytest.raises(NotAllowed):
        await weekly.weekly(district, supervisor, W11)


async def test_what_was_published_is_drawn_from_what_was_known_then(
    district: Deps, district_db: Database
) -> None:
    live = await view_of(district)
    async with district_db.transaction() as session:
        await standing.publish(district, session, W11)
    board = await standing.published(district, W11)
    assert board is not None

    then = await weekly.published(district, board)

    assert then.survey.is_past
    assert weekly_sheet(then, ZH, SHANGHAI) == weekly_sheet(live, ZH, SHANGHAI)


async def test_a_unit_that_never_gave_a_number_is_in_neither_amount_nor_target(
    district: Deps,
) -> None:
    roster = await district.roster.current()
    first = Period.parse("2026-W01")
    async with district.db.reading() as session:
        survey = await standing.surveyed(district, session, roster, first)
        totals = await totals_of(session, survey, district.schedule)

    for total in totals:
        asked = [p for p in total.item.parts if p.is_expected and p.value is not None]
        assert total.item.progress.value == sum(p.value or 0 for p in asked)
        assert total.silent == total.units - len({p.assignment.unit for p in asked})
