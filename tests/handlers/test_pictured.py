"""Every picture tells by one tap how its figures are made, with one of them worked out."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from handlers.actions.lookups.comparing import MEAN
from handlers.actions.lookups.pictured import LOOKS
from handlers.deps import Deps
from handlers.looks import Look, pair
from storage.database import Database
from tests.handlers.phone import Answer, Phone, bind, enrol, phone

LEADER, SUPERVISOR, CADRE = "p01", "p10", "p07"
PICTURES = {
    "挂图作战": "例：雾坪乡财政 ",
    "周看板": "（96.07 − 82.13）÷ 余 16 天 × 7 = 6.10 亿元",
    "名次变化": "例：石渡镇 第1周第 1，第11周第 6，降 5 位。",
    "投资谁贡献了多少": "例：经开区 19.06 ÷ 82.13 = 23.2%。",
    "/trend 投资": "例：望澜街道 97.5%，减序时 82.2% = +15.3。",
    "/trend 固投增速": "个百分点。",
    "/compare 城关 望澜": "例：一般公共预算收入 城关街道 94.6% − 望澜街道 87.2% = 7.4 点。",
    "/compare 城关 平均": "组内平均：完成率取各单位的平均数",
    "/compare 城关 投资 零售": "固定资产投资　91.41% × 25 = 2,285.26",
    "/milestones": "例：老旧小区改造(第六批)·首批十二个小区开工 2月27日到期",
    "/milestones 建材循环": "环评验收 3月13日到期",
    "/rank 项目": "同一指标的项目放在一起比",
    "/rank 责任人": "例：刘畅 完成",
    "/rank": "例：望澜街道 完成 91.9% − 序时 82.2% = +9.7，第 1。",
    "/rank 投资": "固定资产投资排名怎么算的",
    "/status 乡镇街道": "综合排名怎么算的",
    "/status 城关": "完成：合计 9,112.89 ÷ 权重 100 = 91.1%",
    "/status 老街区": "41 ÷ 45 = 91.1%",
    "/status 王芳": "14.26 ÷ 15.60 = 91.4%",
    "/trend 城关投资": "完成率：14.26 ÷ 15.60 = 91.4%",
    "/brief": "综合排名怎么算的",
}


@dataclass
class Office:
    """A leader, the supervisor of 城关街道, and one of its cadres."""

    phone: Phone
    ids: dict[str, int]

    async def says(self, text: str, who: str = LEADER) -> Answer:
        return await self.phone.says(text, who=self.ids[who])

    async def presses(self, data: str, who: str = LEADER) -> Answer:
        return await self.phone.presses(data, who=self.ids[who])


@pytest.fixture
async def office(district: Deps, district_db: Database) -> AsyncIterator[Office]:
    ids = await enrol(district_db, LEADER, SUPERVISOR, CADRE)
    await bind(district_db, at=district.now())
    async with phone(district) as one:
        yield Office(one, ids)


async def test_one_tap_below_every_picture_tells_its_sums(office: Office) -> None:
    for asked, told in PICTURES.items():
        shown = await office.says(asked)
        assert "怎么算的" in shown.buttons, asked

        sums = await office.presses(shown.buttons["怎么算的"])

        assert told in sums.text, asked


async def test_from_the_sums_of_a_picture_to_those_of_each_who_is_on_it_and_back(
    office: Office,
) -> None:
    heat = await office.presses(Look("howheat").data)
    board = await office.presses(Look("howboard").data)

    single = await office.presses(heat.buttons["城关街道"])
    share = await office.presses(board.buttons["投资"])
    back = await office.presses(heat.buttons["← 返回"])

    assert "城关街道怎么算的" in single.text
    assert "固定资产投资合计怎么算的" in share.text
    assert "红灯在哪里" in back.text


async def test_sums_are_for_those_who_may_see_the_picture(office: Office) -> None:
    refused = [
        await office.presses(Look(kind, code).data, who=CADRE)
        for kind, code in (("howheat", ""), ("howboard", ""), ("howshare", "fai"))
    ]
    own = await office.presses(Look("howduel", pair("cg", MEAN)).data, who=SUPERVISOR)
    moves = await office.presses(Look("howmoves").data, who=CADRE)

    assert all("怎么算的" not in answer.text for answer in refused)
    assert "城关街道" in own.buttons
    assert "望澜街道" not in moves.buttons


async def test_what_does_not_add_up_has_no_sums_of_a_total(office: Office) -> None:
    forged = await office.presses(Look("howshare", "fig").data)

    assert "怎么算的" not in forged.text


def test_every_kind_that_is_explained_fits_into_a_button() -> None:
    assert all(len(kind) <= 12 for kind in LOOKS)
