from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from charts.sheets import Sheet
from charts.sheets.ranking import RankingSheet
from domain.figures import Basis
from domain.lights import Light
from domain.marking_rules import Family, MarkingRules
from domain.periods import Period
from domain.points import POINTS
from domain.rollup import Rollup
from handlers.actions.lookups import reckoning
from handlers.actions.measuring import recalling, ruling, standing
from handlers.actions.measuring.board import board_from, publication_of
from handlers.deps import Deps
from handlers.looks import Look
from handlers.viewers import everybody
from storage import roster
from storage.database import Database
from storage.models.base import core
from storage.models.roster import PersonRow
from tests.domain import second_count
from tests.domain.second_count import Asked
from tests.handlers.phone import Answer, Phone, bind, enrol, phone

LEADER, SUPERVISOR, CADRE, ASSESSOR = "p01", "p10", "p07", "p04"
W11 = Period.parse("2026-W11")
GONE = Fraction(74, 90)
"""Of the first quarter, at the end of the eleventh week."""


@dataclass
class Office:
    """A leader, the supervisor of 城关街道, and one of its cadres; points by completion."""

    phone: Phone
    ids: dict[str, int]
    drawn: list[Sheet]
    deps: Deps

    def wait(self, time: timedelta) -> None:
        """Let some time pass; what is said later is sent later."""
        at = self.deps.now() + time
        self.deps.now = lambda: at
        self.phone.sent_at += int(time.total_seconds())

    async def says(self, text: str, who: str = LEADER) -> Answer:
        return await self.phone.says(text, who=self.ids[who])

    async def presses(self, data: str, who: str = LEADER) -> Answer:
        return await self.phone.presses(data, who=self.ids[who])


def marking(deps: Deps, rules: MarkingRules) -> None:
    """As if the settings said so."""
    deps.rules = replace(deps.rules, marking=rules)


@pytest.fixture
async def office(district: Deps, district_db: Database) -> AsyncIterator[Office]:
    drawn: list[Sheet] = []

    async def draw(sheet: Sheet) -> Sequence[bytes]:
        drawn.append(sheet)
        return [b"picture"]

    district.draw = draw
    marking(district, MarkingRules(Family.AVERAGE))
    ids = await enrol(district_db, LEADER, SUPERVISOR, CADRE, ASSESSOR)
    await bind(district_db, at=district.now())
    async with phone(district) as one:
        yield Office(one, ids, drawn, district)


async def test_a_leader_asks_for_the_points_and_sees_who_leads(office: Office) -> None:
    answer = await office.says("/rank 得分")

    assert "领先：望澜街道 92.66 分、工信局 89.08 分" in answer.text
    assert "落后：栖雾湖度假区 61.36 分" in answer.text
    sheet = office.drawn[0]
    assert isinstance(sheet, RankingSheet)
    assert sheet.head.title == "2026 一季度开门红得分排名"
    assert "第9周" in (await office.says("/rank 第9周得分")).text
    first = sheet.sections[0].rows[0]
    assert (first.completion_text, first.gap_text, first.light) == ("92.66 分", "", Light.GREEN)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("得分怎么样", "领先：望澜街道 92.66 分"),
        ("得分最高的是谁", "<b>区直部门</b>\n1 ✓ 工信局 89.08 分"),
        ("园区谁得分最低", "5 × 栖雾湖度假区 61.36 分"),
        ("城关得分", "合计 9,155.50 ÷ 权重 100 = 91.56 分"),
        ("城关得分排第几", "在乡镇街道排第 2，共 7 个\n1 ✓ 望澜街道 92.66 分"),
        ("得分怎么算的", "得分排名怎么算的"),
    ],
)
async def test_points_are_asked_for_in_ones_own_words(
    office: Office, asked: str, expected: str
) -> None:
    assert expected in (await office.says(asked)).text


async def test_of_others_points_a_cadre_reads_what_was_published(office: Office) -> None:
    async with office.deps.db.transaction() as session:
        await standing.publish(office.deps, session, W11)

    sums = await office.says("望澜得分", who=CADRE)
    first = await office.says("得分最高的是谁", who=CADRE)

    assert "在乡镇街道排第 1，共 7 个" in sums.text
    assert "÷" not in sums.text
    whole = await office.presses(first.buttons["排名"], who=CADRE)
    assert "领先：望澜街道 92.66 分" in whole.text


async def test_one_tap_leads_from_the_ranking_to_the_points_and_to_each_sum(office: Office) -> None:
    ranking = await office.says("/status")
    more = await office.presses(ranking.buttons["更多"])
    listed = await office.presses(more.buttons["得分"])
    made = await office.presses(listed.buttons["怎么算的"])
    unit = await office.presses(made.buttons["城关街道"])

    assert "得分排名怎么算的" in made.text
    assert "· 偏离平均法：平均得 80，高低 1 点加减 1，上下不超过 20。" in made.text
    assert "80 + 1 ×（111.2 − 平均 101.0） → 90.20 分 × 25" in unit.text
    assert "100 + 5 × −0.2 = 99.0%，80 + 1 ×（99.0 − 平均 91.6） → 87.40 分 × 5" in unit.text
    assert "合计 9,155.50 ÷ 权重 100 = 91.56 分" in unit.text


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (MarkingRules(Family.TARGET), "达到应完成的 111.2%，满分 → 100.00 分 × 25"),
        (MarkingRules(Family.COMPLETION), "达到应完成的 111.2%，封顶 100 → 100.00 分 × 25"),
        (MarkingRules(Family.PLACE), "组内第 2：100 − 5 × 1 → 95.00 分 × 25"),
        (
            MarkingRules(Family.COEFFICIENT),
            "60 + 40 ×（99.0 − 70）÷（100 − 70） → 98.67 分 × 5",
        ),
        (MarkingRules(Family.NONE, {"ret": Family.TARGET}), "固定资产投资（不计分）"),
    ],
)
async def test_each_family_is_told_with_its_numbers(
    office: Office, rules: MarkingRules, told: str
) -> None:
    marking(office.deps, rules)

    answer = await office.presses(Look("howpoints", "cg", W11.key).data)
    made = await office.presses(Look("howpoints", "", W11.key).data)

    assert told in answer.text
    assert "· 得分 = 各项得分按权重平均。" in made.text


async def test_without_a_rule_there_are_no_points_and_no_button(office: Office) -> None:
    marking(office.deps, MarkingRules())

    asked, ranking = await office.says("/rank 得分"), await office.says("/status")

    assert asked.text == "这一期没有定计分办法，只排进度。"
    assert "得分" not in ranking.buttons


async def test_points_are_published_and_others_read_them_as_they_were(office: Office) -> None:
    before = await office.says("/rank 得分", who=CADRE)
    async with office.deps.db.transaction() as session:
        await standing.publish(office.deps, session, W11)
    after = await office.says("/rank 得分", who=CADRE)
    refused = await office.presses(Look("howpoints", "wl", W11.key).data, who=SUPERVISOR)
    own = await office.presses(Look("howpoints", "cg", W11.key).data, who=SUPERVISOR)

    assert "还没有公布过排名" in before.text
    assert "望澜街道 92.66 分" in after.text
    assert "÷" not in refused.text
    assert "合计 9,155.50" in own.text


async def test_a_board_by_points_is_frozen_and_read_back_as_it_was(district: Deps) -> None:
    marking(district, MarkingRules(Family.TARGET))
    board = await standing.board(district, W11, subject=POINTS)
    frozen = publication_of(board, edition=2, at=district.now())

    again = board_from(frozen)

    assert again == replace(board, edition=2, is_published=True)


async def test_a_period_keeps_the_way_of_marking_that_it_began_with(office: Office) -> None:
    await ruling.adopt(office.deps)
    marking(office.deps, MarkingRules(Family.PLACE))
    await ruling.adopt(office.deps)

    answer = await office.presses(Look("howpoints", "cg", W11.key).data)

    assert "80 + 1 ×" in answer.text
    assert "规则第 1 版。" in answer.text


@pytest.mark.parametrize("family", [f for f in Family if f is not Family.NONE])
async def test_a_second_count_of_the_sample_district_finds_the_same(
    district: Deps, family: Family
) -> None:
    marking(district, MarkingRules(family))
    asked = await _asked(district)
    groups = {one.unit: one.group for one in asked}

    whole = await standing.board(district, W11)
    board = await standing.board(district, W11, subject=POINTS)

    rules = second_count.Rules(family.value, {})
    for found, expected in (
        (whole.ranking, second_count.completions(asked, GONE)),
        (board.ranking, second_count.totals(asked, GONE, rules)),
    ):
        ranked = [s for s in found.standings if s.rank is not None]
        assert {s.unit: Fraction(s.completion or 0) for s in ranked} == expected
        assert {s.unit: s.rank for s in ranked} == second_count.ranks(expected, groups)


async def _asked(deps: Deps) -> list[Asked]:
    """What the district owes and has said, as plain numbers; its projects rolled up by hand."""
    roster = await deps.roster.current()
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, W11)
    found = []
    for score in survey.ranked:
        for code in dict.fromkeys(item.indicator.code for item in score.items):
            known = roster.indicators[code]
            owed = [
                a
                for a in roster.assignments.values()
                if (a.unit, a.indicator) == (score.unit, code)
            ]
            given = [(a, survey.figures[a.id]) for a in owed if survey.figures.get(a.id)]
            values = [
                Fraction(
                    sum(f.value or 0 for f in own)
                    if known.basis is Basis.FLOW
                    else own[-1].value or 0
                )
                for _, own in given
            ]
            targets = [Fraction(a.targets["q1"]) for a, _ in given or [(a, ()) for a in owed]]
            parts = len(values) if known.operator is Rollup.MEAN and values else 1
            found.append(
                Asked(
                    unit=score.unit,
                    group=roster.units[score.unit].group,
                    indicator=code,
                    weight=Fraction(known.weight),
                    kind="rate" if known.basis is Basis.RATE else "share",
                    value=sum(values, Fraction(0)) / parts if values else None,
                    target=sum(targets, Fraction(0)) / parts,
                    now=any(own[-1].period == W11.key for _, own in given),
                )
            )
    return found


async def test_an_assessor_exempts_an_item_and_lifts_it_again(office: Office) -> None:
    marking(office.deps, MarkingRules(Family.COMPLETION))
    data = Look("howpoints", "wp", W11.key).data
    before = await office.presses(data)

    said = await office.says("/exempt 雾坪 投资 洪涝停工", who=ASSESSOR)
    exempt = await office.presses(data)
    lifted = await office.says("/exempt 雾坪 投资 取消", who=ASSESSOR)
    again = await office.says("/exempt 雾坪 全部 取消", who=ASSESSOR)
    after = await office.presses(data)

    assert said.text == "第11周雾坪乡固定资产投资不计入得分：洪涝停工。得分的算式里会写明。"
    assert "不考核：固定资产投资（洪涝停工）" in exempt.text
    assert "÷ 权重 45" in exempt.text
    assert "重新计入得分" in lifted.text
    assert "没有这样的免考" in again.text
    assert after.text == before.text


async def test_an_assessor_gives_points_for_effect_within_the_bound(office: Office) -> None:
    marking(office.deps, MarkingRules(Family.COMPLETION))

    said = await office.says("/credit 雾坪 +2 招引百亿项目", who=ASSESSOR)
    refused = await office.says("/credit 雾坪 +8 招引百亿项目", who=ASSESSOR)
    told = await office.presses(Look("howpoints", "wp", W11.key).data)

    assert "成效 +2.00 分：招引百亿项目" in said.text
    assert "最多加减 5 分" in refused.text
    assert "成效 +2.00：招引百亿项目" in told.text
    assert "× 得分 79.74，第 7 名" in told.text


async def published(office: Office, period: Period) -> None:
    async with office.deps.db.transaction() as session:
        await standing.publish(office.deps, session, period)


async def test_an_exemption_over_a_time_holds_in_what_is_not_published_yet(
    office: Office,
) -> None:
    marking(office.deps, MarkingRules(Family.COMPLETION))

    said = await office.says("/exempt 雾坪 投资 3月至6月 洪涝停工", who=ASSESSOR)

    assert said.text.startswith("3月至6月雾坪乡固定资产投资不计入得分：洪涝停工。")
    assert "已公布的不变" in said.text
    sums = {
        week: (await office.presses(Look("howpoints", "wp", f"2026-W{week}").data)).text
        for week in (10, 11, 12)
    }
    assert "不考核：固定资产投资" not in sums[10]  # published last Monday
    assert "不考核：固定资产投资（3月至6月，洪涝停工）" in sums[11]
    assert "不考核：固定资产投资（3月至6月，洪涝停工）" in sums[12]


async def test_what_was_published_with_an_exemption_stays_when_it_is_lifted(
    office: Office,
) -> None:
    marking(office.deps, MarkingRules(Family.COMPLETION))
    data = Look("howpoints", "wp", W11.key).data
    await office.says("/exempt 雾坪 投资 长期 洪涝停工", who=ASSESSOR)
    await published(office, W11)
    before = await office.presses(data)
    office.wait(timedelta(hours=1))

    lifted = await office.says("/exempt 雾坪 投资 取消", who=ASSESSOR)

    assert lifted.text == "雾坪乡固定资产投资重新计入得分（原定3月9日起不计）。已公布的不变。"
    assert "不考核：固定资产投资（3月9日起，洪涝停工）" in before.text
    after = await office.presses(data)
    assert after.text == before.text
    coming = await office.presses(Look("howpoints", "wp", "2026-W12").data)
    assert "不考核" not in coming.text


async def test_what_holds_is_listed_and_lifted_by_two_taps(office: Office) -> None:
    marking(office.deps, MarkingRules(Family.COMPLETION))
    await office.says("/exempt 雾坪 全部 本季度 洪涝停工", who=ASSESSOR)
    await office.says("/exempt 城关 零售 商场改造", who=ASSESSOR)

    listed = await office.says("/exempt", who=ASSESSOR)
    asked = await office.presses(listed.buttons["取消 雾坪乡（1月至3月）"], who=ASSESSOR)
    kept = await office.presses(asked.buttons["不取消"], who=ASSESSOR)
    lifted = await office.presses(asked.buttons["确定取消"], who=ASSESSOR)
    again = await office.presses(asked.buttons["确定取消"], who=ASSESSOR)

    assert listed.text.splitlines() == [
        "<b>现在不计入得分 2 项</b>",
        "· 雾坪乡　1月至3月",
        "　宋雅琴 3月16日定：洪涝停工",
        "· 城关街道社会消费品零售总额　第11周",
        "　宋雅琴 3月16日定：商场改造",
    ]
    assert "还没公布的各期重新计入得分" in asked.text
    assert kept.text == listed.text
    assert lifted.text.startswith("雾坪乡重新计入得分（原定1月至3月不计）。")
    assert "<b>现在不计入得分 1 项</b>" in lifted.text
    assert list(lifted.buttons) == ["取消 城关街道社会消费品零售总额（第11周）"]
    assert again.text == lifted.text
    sums = await office.presses(Look("howpoints", "wp", W11.key).data)
    assert "不考核" not in sums.text


async def test_a_forged_tap_lifts_nothing(office: Office, district_db: Database) -> None:
    marking(office.deps, MarkingRules(Family.COMPLETION))
    await office.says("/exempt 城关 投资 长期 洪涝停工", who=ASSESSOR)
    buttons = (await office.says("/exempt", who=ASSESSOR)).buttons
    data = buttons["取消 城关街道固定资产投资（3月9日起）"]
    answer = data.replace("ask", "yes")
    await appointed(office, district_db, CADRE, "cadre,assessor")

    by_leader = await office.presses(answer, who=LEADER)
    by_own = await office.presses(answer, who=CADRE)
    unknown = await office.presses("ex:999:yes", who=ASSESSOR)

    assert "不在您的权限内" in by_leader.text
    assert "这是您自己的数" in by_own.text
    assert "已经取消了" in unknown.text
    assert "现在不计入得分 1 项" in (await office.says("/exempt", who=ASSESSOR)).text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/exempt 雾坪 投资 1-2月 洪涝", "这段时间都已公布"),
        ("/exempt 雾坪 投资 第8周至第10周 洪涝", "这段时间都已公布"),
        ("/exempt 雾坪 投资 3月10日至11日 洪涝", "这段时间都已公布"),  # no Thursday in it
        ("/exempt 雾坪 投资 6月至3月 洪涝", "先后写反了"),
        ("/exempt 雾坪 投资 3月至6月", "请写全：/exempt"),
        ("/exempt 雾坪 投资 3月至6月 取消", "没有这样的免考"),
        ("/exempt 雾坪 GDP 3月至6月 洪涝", "没有找到“雾坪乡地区生产总值”"),
        ("/credit 雾坪 +2 3月至6月 招引", "请写全：/credit"),
    ],
)
async def test_a_time_that_changes_nothing_is_refused(office: Office, text: str, told: str) -> None:
    assert told in (await office.says(text, who=ASSESSOR)).text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/exempt 3月至6月 雾坪 投资 洪涝", "3月至6月雾坪乡固定资产投资"),
        ("/exempt 雾坪 投资 3月 至 6月 洪涝", "3月至6月雾坪乡固定资产投资"),
        ("/exempt 雾坪 投资 第12周到第14周 洪涝", "3月16日至4月5日雾坪乡"),
        ("/exempt 雾坪 投资 3月起 洪涝", "3月起雾坪乡"),
        ("/exempt 雾坪 投资 3月至2027年3月 洪涝", "3月至2027年3月雾坪乡"),
        ("/exempt 雾坪 投资 2027年1月10日起 洪涝", "2027年1月10日起雾坪乡"),
        ("/exempt 雾坪 投资 until lifted flood", "3月9日起雾坪乡固定资产投资不计入得分：flood。"),
        (
            "/exempt 雾坪 投资 到 6月 才能复工",
            "第11周雾坪乡固定资产投资不计入得分：到 6月 才能复工",
        ),
        ("/exempt 第9周 雾坪 投资 洪涝", "第9周雾坪乡固定资产投资不计入得分：洪涝"),
        ("/exempt 经开区 用电 检修", "1–2月经开区工业用电量不计入得分：检修"),
    ],
)
async def test_a_time_is_written_in_front_or_behind_the_names(
    office: Office, text: str, told: str
) -> None:
    assert (await office.says(text, who=ASSESSOR)).text.startswith(told)


async def test_what_was_known_of_exemptions_is_known_again(office: Office) -> None:
    marking(office.deps, MarkingRules(Family.COMPLETION))
    await office.says("/exempt 雾坪 投资 长期 洪涝停工", who=ASSESSOR)
    seen_at = office.deps.now()
    office.wait(timedelta(hours=1))
    await office.says("/exempt 雾坪 投资 取消", who=ASSESSOR)

    then = await recalling.as_known(office.deps, seen_at)
    roster = await then.roster.current()
    told = await reckoning.of_points(then, everybody(roster), W11, "wp")
    now = await reckoning.of_points(office.deps, everybody(roster), W11, "wp")

    assert [mark.item.indicator.code for mark in told.result.marks if mark.exempt] == ["fai"]
    assert not any(mark.exempt for mark in now.result.marks)


async def test_a_day_in_the_reason_is_no_period(office: Office) -> None:
    said = await office.says("/exempt 雾坪 投资 洪涝3月5日\x00起停工", who=ASSESSOR)
    named = await office.says("/exempt 第9周 雾坪 投资 2月26日停工", who=ASSESSOR)

    assert said.text.startswith("第11周雾坪乡固定资产投资不计入得分：洪涝3月5日起停工。")
    assert named.text.startswith("第9周雾坪乡固定资产投资不计入得分：2月26日停工。")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/exempt", "现在没有不计入得分的"),
        ("/exempt 雾坪 投资", "请写全：/exempt"),
        ("/credit 雾坪 2 好", "请写全：/credit"),
        ("/credit 雾坪 +0.00 好", "请写全：/credit"),
        ("/exempt 无此地 投资 洪涝", "没有找到“无此地”"),
    ],
)
async def test_what_is_lacking_is_asked_for(office: Office, text: str, told: str) -> None:
    assert told in (await office.says(text, who=ASSESSOR)).text


async def test_only_assessors_and_admins_decide_about_points(office: Office) -> None:
    await office.says("/exempt 雾坪 投资 洪涝停工", who=LEADER)
    await office.says("/credit 雾坪 +2 招引", who=CADRE)

    told = await office.presses(Look("howpoints", "wp", W11.key).data)

    assert "不考核" not in told.text
    assert "成效" not in told.text


async def appointed(office: Office, db: Database, code: str, roles: str) -> None:
    """Give somebody other roles."""
    person = core(PersonRow)
    async with db.transaction() as session:
        own = person.update().where(person.c.code == code)
        await session.execute(own.values(roles=roles))
        await roster.bump(session)
    office.deps.roster.forget()


async def test_nobody_decides_about_points_of_the_own_numbers(
    office: Office, district_db: Database
) -> None:
    await appointed(office, district_db, CADRE, "cadre,assessor")

    for text in ("/exempt 城关 投资 洪涝", "/exempt 城关 全部 洪涝", "/credit 城关 +2 招引"):
        assert "这是您自己的数" in (await office.says(text, who=CADRE)).text
    assert "不计入得分" in (await office.says("/exempt 雾坪 投资 洪涝", who=CADRE)).text


async def test_nothing_about_points_is_said_in_a_foreign_group(office: Office) -> None:
    told = await office.phone.says("/credit 雾坪 +2 招引", who=office.ids[ASSESSOR], chat=-555)
    points = await office.presses(Look("howpoints", "wp", W11.key).data)

    assert told.calls == []
    assert "成效" not in points.text


async def test_the_gates_that_are_set_are_told_and_no_others(office: Office) -> None:
    marking(
        office.deps,
        MarkingRules(
            Family.TARGET,
            proportional=False,
            missing_loses=True,
            late_points=Decimal("0.5"),
            key=("fai",),
            red_most=Decimal(70),
        ),
    )

    made = await office.presses(Look("howpoints", "", W11.key).data)
    unit = await office.presses(Look("howpoints", "wp", W11.key).data)

    assert "· 目标完成法：达到序时得 100，没达到不得分。" in made.text
    assert "· 质量扣分：迟报每个 0.5，合计不超过 10。" in made.text
    assert "关键指标亮红灯，总分不超过 70" in made.text
    assert "有未报的数" not in made.text
    assert "一般公共预算收入　本期未报，按规则不得分 → 0.00 分 × 15" in unit.text


async def test_help_tells_who_judges_of_exemptions_where_points_are_given(office: Office) -> None:
    given = await office.says("/help", who=ASSESSOR)
    others = await office.says("/help", who=LEADER)
    marking(office.deps, MarkingRules())
    without = await office.says("/help", who=ASSESSOR)

    assert "/exempt 城关 投资 原因" in given.text
    assert "/exempt" not in others.text
    assert "/exempt" not in without.text
