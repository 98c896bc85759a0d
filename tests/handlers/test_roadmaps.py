"""The road map: what leaders see of milestones, and what is nobody else's business."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
from sqlalchemy import select

from domain.milestones import Report, Said
from handlers.deps import Deps
from storage import milestones
from storage.database import Database
from storage.entries import Origin
from storage.models.base import core
from storage.models.roster import MilestoneRow
from tests.handlers.phone import Answer, Phone, bind, enrol, phone

LEADER, SUPERVISOR, CADRE = "p01", "p10", "p07"


class Office:
    """A leader, the supervisor of 城关街道 and its cadre, on Monday after the eleventh week."""

    def __init__(self, one: Phone, ids: dict[str, int], group: int, deps: Deps) -> None:
        self._phone, self._ids, self._group, self._deps = one, ids, group, deps

    async def says(self, text: str, who: str = LEADER) -> Answer:
        return await self._phone.says(text, who=self._ids[who])

    async def presses(self, data: str, who: str = LEADER) -> Answer:
        return await self._phone.presses(data, who=self._ids[who])

    async def group_says(self, text: str) -> Answer:
        return await self._phone.says(text, who=999, chat=self._group)

    async def tells(self, name: str, said: Said, day: date, reason: str = "") -> None:
        """Put a statement about the milestone of this name on record."""
        row = core(MilestoneRow)
        async with self._deps.db.transaction() as session:
            found = (await session.execute(select(row).where(row.c.name == name))).one()
            made = Report(
                milestone=found.id,
                number=1,
                said=said,
                planned=found.due,
                day=day,
                reason=reason or None,
                person=CADRE,
                reported_at=self._deps.now(),
            )
            await milestones.append(session, made, origin=Origin(1, found.id))


@pytest.fixture
async def office(district: Deps, district_db: Database) -> AsyncIterator[Office]:
    ids = await enrol(district_db, LEADER, SUPERVISOR, CADRE)
    group = await bind(district_db, at=district.now())
    async with phone(district) as one:
        made = Office(one, ids, group, district)
        await made.tells("首批十二个小区开工", Said.DONE, date(2026, 3, 2))
        await made.tells("主体结构封顶", Said.POSTPONED, date(2026, 4, 3), "审批手续")
        yield made


async def test_the_whole_map_tells_what_needs_a_look_and_what_comes(office: Office) -> None:
    answer = await office.says("/milestones")

    assert answer.text.splitlines()[:6] == [
        "<b>全区节点</b>　完成 1/18",
        "<b>逾期未答复 1 个</b>",
        "× 石渡新型建材循环利用项目·环评验收　3月13日到期，已过 3 天，未答复（高志峰）",
        "<b>延期 1 个</b>",
        "! 望澜数字产业大厦·主体结构封顶　计划3月20日，预计4月3日（比计划晚 14 天：审批手续）",
        "<b>30 天内 6 个</b>",
    ]
    assert "石渡港五万吨冷库·桩基完成　计划3月18日" in answer.text
    assert "东延段通车" not in answer.text  # in June
    assert "石渡镇" in answer.buttons


async def test_buttons_lead_from_the_district_to_a_unit_and_a_project(office: Office) -> None:
    whole = await office.says("/milestones")
    unit = await office.presses(whole.buttons["望澜街道"])
    project = await office.presses(unit.buttons["望澜数字产业大厦"])

    assert project.text == (
        "<b>望澜数字产业大厦节点</b>　完成 0/2\n"
        "! 主体结构封顶　计划3月20日，预计4月3日（比计划晚 14 天：审批手续）\n"
        "– 幕墙完工　计划8月31日"
    )
    assert (await office.presses(project.buttons["项目节点"])).text == whole.text


async def test_a_projects_card_tells_its_milestones_against_the_plan(office: Office) -> None:
    late = await office.says("/status 望澜数字产业大厦")
    done = await office.says("/status 老旧小区改造")

    assert "<b>节点 0/2</b>\n! 主体结构封顶　计划3月20日，预计4月3日" in late.text
    assert "<b>节点 1/1</b>\n✓ 首批十二个小区开工　3月2日完成（比计划晚 3 天）" in done.text
    assert "项目节点" in late.buttons


async def test_who_has_not_answered_is_among_the_missing(office: Office) -> None:
    answer = await office.says("/missing")

    assert answer.text.endswith(
        "<b>节点逾期未答复 1 个</b>\n石渡镇 高志峰：石渡新型建材循环利用项目·环评验收（3月13日）"
    )
    assert "项目节点" in answer.buttons


async def test_everybody_sees_what_is_theirs(office: Office) -> None:
    supervisor = await office.says("/milestones", who=SUPERVISOR)
    cadre = await office.says("/milestones", who=CADRE)
    foreign = await office.says("/milestones 望澜", who=SUPERVISOR)
    missing = await office.says("/missing", who=SUPERVISOR)
    group = await office.group_says("/milestones")

    assert supervisor.text.startswith("<b>项目节点</b>　完成 0/2")
    assert cadre.text == "您名下没有项目节点。"
    assert "权限" in foreign.text
    assert "节点" not in missing.text
    assert group.text.startswith("<b>全区节点</b>　完成 1/18")


async def test_what_has_no_milestones_says_so(office: Office) -> None:
    assert (await office.says("/milestones 投资")).text == "“投资”没有项目节点。"
    assert "没有找到" in (await office.says("/milestones 月球")).text
