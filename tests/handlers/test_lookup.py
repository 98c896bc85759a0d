from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import pytest

from charts.sheets import Sheet
from charts.sheets.board import BoardSheet
from charts.sheets.card import CardSheet
from charts.sheets.ranking import RankingSheet
from charts.sheets.trend import TrendSheet
from handlers.actions.measuring import standing
from handlers.deps import Deps
from handlers.outgoing import NoPicture
from storage.database import Database
from tests.handlers.boards import W11
from tests.handlers.phone import Answer, Phone, bind, enrol, phone

LEADER, SUPERVISOR, CADRE = "p01", "p10", "p07"


@dataclass
class Office:
    """A leader, the supervisor of 城关街道, one of its cadres, a stranger, and the group."""

    phone: Phone
    ids: dict[str, int]
    group: int
    drawn: list[Sheet]
    deps: Deps

    async def says(self, text: str, who: str = LEADER) -> Answer:
        return await self.phone.says(text, who=self.ids.get(who, 999))

    async def presses(self, data: str, who: str = LEADER) -> Answer:
        return await self.phone.presses(data, who=self.ids.get(who, 999))

    async def group_says(self, text: str) -> Answer:
        return await self.phone.says(text, who=999, chat=self.group)


@pytest.fixture
async def office(district: Deps, district_db: Database) -> AsyncIterator[Office]:
    drawn: list[Sheet] = []

    async def draw(sheet: Sheet) -> Sequence[bytes]:
        drawn.append(sheet)
        return [b"picture"]

    district.draw = draw
    ids = await enrol(district_db, LEADER, SUPERVISOR, CADRE)
    group = await bind(district_db, at=district.now())
    async with phone(district) as one:
        yield Office(one, ids, group, drawn, district)


async def test_a_leader_sees_the_district_in_words_and_a_picture(office: Office) -> None:
    answer = await office.says("/status")

    assert answer.has_picture
    assert "领先：望澜街道 91.9%、工信局 88.3%、经开区 94.7%" in answer.text
    assert isinstance(office.drawn[0], RankingSheet)


async def test_the_bound_group_sees_what_a_leader_sees(office: Office) -> None:
    answer = await office.group_says("/status")

    assert answer.has_picture
    assert "领先：望澜街道" in answer.text


async def test_a_part_of_a_name_finds_the_unit_before_its_projects(office: Office) -> None:
    answer = await office.says("/status 城关")

    assert "城关街道" in answer.text
    assert "固定资产投资 14.26 亿元（91.4%，+9.2）" in answer.text
    assert "城关老街区更新一期" in answer.buttons  # what was perhaps meant
    assert isinstance(office.drawn[0], CardSheet)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("投资", "<b>固定资产投资 · 第11周</b>"),
        ("王芳", "<b>王芳</b> 城关街道 经济发展办主任"),
        ("老街区", "<b>城关老街区更新一期</b> 城关街道"),
        ("城关投资怎么样？", "<b>城关街道固定资产投资</b>"),
        ("柳湾 增速", "<b>柳湾镇固定资产投资增速</b>"),
        ("区直部门", "已报 12/12"),
        ("云岭区", "领先：望澜街道"),
    ],
)
async def test_a_leader_asks_in_plain_words(office: Office, asked: str, expected: str) -> None:
    answer = await office.says(f"/status {asked}")

    assert answer.has_picture
    assert expected in answer.text or "12 项全部报齐" in answer.text


async def test_several_matches_become_buttons(office: Office) -> None:
    answer = await office.says("/status 志")

    assert "您看哪一个" in answer.text
    chosen = await office.presses(answer.buttons["郭志强"])
    assert chosen.has_picture
    assert "柳湾镇" in chosen.text


async def test_an_unknown_name_is_answered_with_what_comes_near(office: Office) -> None:
    answer = await office.says("/status 城管街道")

    assert "没有找到“城管街道”" in answer.text
    assert "城关街道" in answer.text
    assert not office.drawn


async def test_the_ranking_of_an_indicator(office: Office) -> None:
    answer = await office.says("/rank 零售")

    assert "社会消费品零售总额 · 第11周" in answer.text


async def test_who_has_not_reported(office: Office) -> None:
    answer = await office.says("/missing")

    assert answer.text.startswith(
        "<b>第11周未报 1 项</b>（已报 86/87）\n雾坪乡 彭小梅：一般公共预算收入\n\n<b>节点"
    )


async def test_a_trend_shows_the_first_and_the_last(office: Office) -> None:
    answer = await office.says("/trend 投资")

    sheet = office.drawn[0]
    assert isinstance(sheet, TrendSheet)
    assert sheet.series[0].name == "望澜街道"
    assert sheet.periods[-3:] == ("9周", "10周", "11周")  # the festival week was never asked
    assert "另有 8 个没画" in answer.text


async def test_a_trend_of_nothing_in_particular_offers_the_indicators(office: Office) -> None:
    answer = await office.says("/trend")

    pressed = await office.presses(answer.buttons["固定资产投资"])
    assert pressed.has_picture


async def test_buttons_lead_from_the_district_down_to_one_number_and_back(office: Office) -> None:
    district = await office.says("/status")
    more = await office.presses(district.buttons["更多"])
    group = await office.presses(more.buttons["乡镇街道"])
    unit = await office.presses(group.buttons["城关街道"])
    number = await office.presses(unit.buttons["投资"])
    back = await office.presses(number.buttons["← 城关街道"])

    assert "城关街道固定资产投资" in number.text
    assert "<b>城关街道</b>" in back.text


async def test_all_units_are_listed_by_pages_that_turn_in_place(office: Office) -> None:
    district = await office.says("/status")
    units = await office.presses(district.buttons["全部单位"])
    turned = await office.presses(units.buttons["园区平台"])
    unit = await office.presses(turned.buttons["× 栖雾湖度假区"])
    refused = await office.presses("v:units:@2026-W11", who=CADRE)

    assert units.text.startswith("<b>第11周 · 乡镇街道</b>")
    assert turned.text.startswith("<b>第11周 · 园区平台</b>")
    assert "<b>栖雾湖度假区</b>" in unit.text
    assert "不在您的权限内" in refused.text


async def test_the_whole_week_at_one_look_is_a_tap_away(office: Office) -> None:
    await office.says("/status")

    answer = await office.presses("v:board:@2026-W11")

    assert answer.has_picture
    assert isinstance(office.drawn[-1], BoardSheet)
    assert "2026 一季度开门红 · 第11周" in answer.text
    assert "栖雾湖度假区、雾坪乡、文旅局亮红灯" in answer.text


async def test_the_week_at_one_look_is_for_those_who_see_all(office: Office) -> None:
    answer = await office.presses("v:board:@2026-W11", who=CADRE)

    assert not answer.has_picture
    assert office.drawn == []


async def test_a_button_keeps_its_week_when_the_weeks_go_on(office: Office) -> None:
    answer = await office.presses("v:missing:@2026-W05")

    assert "第5周未报" in answer.text


@pytest.mark.parametrize(
    "data", ["v:unit:nobody@", "v:unit:cg@2026-W99", "v:secret:cg@", "v:item:cg|nothing@", "v:x:"]
)
async def test_forged_buttons_are_stale(office: Office, data: str) -> None:
    answer = await office.presses(data)

    assert [name for name, _ in answer.calls] == ["answerCallbackQuery"]
    assert not office.drawn


async def test_a_stranger_learns_nothing(office: Office) -> None:
    answer = await office.says("/status 城关", who="stranger")

    assert "14.26" not in answer.text
    assert "城关" not in answer.text
    assert not answer.has_picture


async def test_another_group_hears_nothing(office: Office) -> None:
    answer = await office.phone.says("/status", who=office.ids[LEADER], chat=-77)

    assert answer.calls == []


async def test_a_cadre_sees_the_published_ranking_only(office: Office) -> None:
    answer = await office.says("/status", who=CADRE)

    assert "第10周" in answer.text  # the last that was published
    assert "86/87" not in answer.text


async def test_a_cadre_sees_their_own_numbers_of_their_unit(office: Office) -> None:
    answer = await office.says("/status 城关街道", who=CADRE)

    assert "固定资产投资 14.26 亿元" in answer.text
    assert "形象进度" not in answer.text  # a colleague's


@pytest.mark.parametrize(
    "asked",
    ["/status 栖雾湖", "/status 李建业", "/status 城关老街区", "/trend 栖雾湖投资", "/trend 投资"],
)
async def test_a_cadre_does_not_see_the_numbers_of_others(office: Office, asked: str) -> None:
    answer = await office.says(asked, who=CADRE)

    assert "不在您的权限内" in answer.text
    assert not office.drawn


async def test_a_cadre_reads_places_by_indicator_without_amounts(office: Office) -> None:
    await office.says("/rank 投资", who=CADRE)

    sheet = office.drawn[0]
    assert isinstance(sheet, RankingSheet)
    rows = [row for section in sheet.sections for row in section.rows]
    assert {row.note + row.needed_text for row in rows} == {""}


async def test_what_it_takes_is_an_amount_and_only_for_those_who_see_amounts(
    office: Office,
) -> None:
    for who in (LEADER, CADRE):
        await office.says("/rank", who=who)

    told, veiled = (
        [row.needed_text for section in sheet.sections for row in section.rows if row.needed_text]
        for sheet in office.drawn
        if isinstance(sheet, RankingSheet)
    )
    assert "每周需 113.3 万元" in told
    assert veiled == []


async def test_a_cadre_is_told_only_what_they_have_not_answered(office: Office) -> None:
    answer = await office.says("/missing", who=CADRE)

    assert "彭小梅" not in answer.text


async def test_a_cadre_who_presses_a_leaders_button_is_refused(office: Office) -> None:
    answer = await office.presses("v:unit:qw@2026-W11", who=CADRE)

    assert "不在您的权限内" in answer.text
    assert not answer.has_picture


async def test_a_supervisor_sees_the_published_ranking_and_the_own_units_as_they_stand(
    office: Office,
) -> None:
    answer = await office.says("/status", who=SUPERVISOR)

    assert "第10周" in answer.text
    assert "2 ✓ 城关街道 91.1%（+8.9）" in answer.text


async def test_a_supervisor_sees_the_whole_card_of_the_own_unit_only(office: Office) -> None:
    own = await office.says("/status 城关街道", who=SUPERVISOR)
    other = await office.says("/status 望澜街道", who=SUPERVISOR)

    assert "重点项目形象进度" in own.text
    assert "不在您的权限内" in other.text


async def test_without_a_picture_every_line_goes_out_in_words(office: Office) -> None:
    async def broken(_: Sheet) -> Sequence[bytes]:
        raise NoPicture("the drawing process died")

    office.deps.draw = broken

    answer = await office.says("/status")

    assert not answer.has_picture
    assert "（图片没画成，先看文字）" in answer.text
    assert "7 × 雾坪乡 63.9%（−18.3）" in answer.text


async def test_looking_changes_nothing(office: Office, district_db: Database) -> None:
    before = await standing.board(office.deps, W11)

    for asked in ("/status", "/status 城关", "/rank 投资", "/missing", "/trend 投资"):
        await office.says(asked)

    assert await standing.board(office.deps, W11) == before


async def test_a_leader_need_not_type_the_command(office: Office) -> None:
    bare = await office.says("城关")

    assert bare.text == (await office.says("/status 城关")).text
