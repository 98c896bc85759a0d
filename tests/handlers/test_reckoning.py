from collections.abc import AsyncIterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from domain.figures import Answer as Given
from domain.figures import Basis, Direction, Indicator, Source, Timeliness
from domain.pace import Method, method_of
from domain.people import Language
from domain.periods import Period, PeriodKind
from handlers.actions.lookups import reckoning
from handlers.actions.lookups.sums import ItemReckoning
from handlers.actions.measuring import standing
from handlers.deps import Deps
from handlers.looks import Look, pair
from handlers.sheets.ranking import ranking_sheet
from handlers.texts.catalog import catalog
from handlers.texts.reckonings import items, told
from handlers.texts.statuses import listing
from handlers.viewers import everybody
from storage import recording
from storage.database import Database
from storage.entries import Entry, Origin
from tests.domain.district import MID_Q1, assignment, figure, indicator, roster, scored, unit
from tests.handlers.phone import Answer, Phone, bind, enrol, phone

LEADER, SUPERVISOR, CADRE = "p01", "p10", "p07"
W11 = Period.parse("2026-W11")
ZH, EN = catalog(Language.ZH), catalog(Language.EN)
MOST_LINES = 22


@dataclass
class Office:
    """A leader, the supervisor of 城关街道, and one of its cadres."""

    phone: Phone
    ids: dict[str, int]
    deps: Deps

    async def says(self, text: str, who: str = LEADER) -> Answer:
        return await self.phone.says(text, who=self.ids[who])

    async def presses(self, data: str, who: str = LEADER) -> Answer:
        return await self.phone.presses(data, who=self.ids[who])


@pytest.fixture
async def office(district: Deps, district_db: Database) -> AsyncIterator[Office]:
    ids = await enrol(district_db, LEADER, SUPERVISOR, CADRE)
    await bind(district_db, at=district.now())
    async with phone(district) as one:
        yield Office(one, ids, district)


async def test_one_tap_below_the_ranking_tells_how_it_is_made(office: Office) -> None:
    ranking = await office.says("/status")

    told = await office.presses(ranking.buttons["怎么算的"])

    assert "综合排名怎么算的" in told.text
    assert "投资 25、产值 20" in told.text
    assert "例：望澜街道 完成 91.9% − 序时 82.2% = +9.7，第 1。" in told.text
    assert "城关街道" in told.buttons


async def test_from_a_unit_to_each_of_its_numbers(office: Office) -> None:
    card = await office.says("/status 城关")

    whole = await office.presses(card.buttons["怎么算的"])
    single = await office.presses(whole.buttons["投资"])

    assert "✓ 固定资产投资　91.41% × 25 = 2,285.26" in whole.text
    assert "! 固定资产投资增速　时间 82.22 −0.2 = 82.02，× 5 = 410.11" in whole.text
    assert "完成：合计 9,112.89 ÷ 权重 100 = 91.1%" in whole.text
    assert "名次：乡镇街道第 2，比它高的有 1 个" in whole.text
    assert "完成率：14.26 ÷ 15.60 = 91.4%" in single.text
    assert "序时：到3月15日应达 12.83 亿元（按天），12.83 ÷ 15.60 = 82.2%" in single.text
    assert "综合：91.4% × 权重 25 ÷ 合计 100 = 22.9 点" in single.text
    assert "每周需：（15.60 − 14.26）÷ 余 16 天 × 7 = 0.59 亿元" in single.text
    assert "近 10 期的平均速度 × 余下的时间，到3月31日约 17.34 亿元" in single.text


async def test_a_growth_rate_is_told_as_a_difference(office: Office) -> None:
    trend = await office.says("/trend 柳湾固投增速")

    told = await office.presses(trend.buttons["怎么算的"])

    assert "差距：−1.8 − 3.0 = −4.8 个百分点" in told.text
    assert "灯 × 红：差目标超过 2 点。" in told.text


async def test_the_ranking_of_one_indicator_and_a_project(office: Office) -> None:
    ranking = await office.says("/rank 投资")
    project = await office.says("/status 老街区")

    listed = await office.presses(ranking.buttons["怎么算的"])
    single = await office.presses(project.buttons["怎么算的"])

    assert "固定资产投资排名怎么算的" in listed.text
    assert "综合完成率" not in listed.text
    assert "41 ÷ 45 = 91.1%，序时 82.2%，差 +8.9" in single.text


async def test_a_carried_number_is_told_as_such(office: Office) -> None:
    told = await office.presses(Look("how", "wp", W11.key).data)

    assert "沿用上期的数：一般公共预算收入" in told.text


async def test_who_may_not_see_a_unit_is_not_told_its_sums(office: Office) -> None:
    refused = await office.presses(Look("how", "wl", W11.key).data, who=CADRE)
    other = await office.presses(Look("howitem", pair("wl", "fai"), W11.key).data, who=SUPERVISOR)
    own = await office.presses(Look("howitem", pair("cg", "fai"), W11.key).data, who=CADRE)

    assert "÷" not in refused.text
    assert "÷" not in other.text
    assert "完成率：14.26 ÷ 15.60 = 91.4%" in own.text
    assert "名次" not in own.text  # where the unit stands now is not published yet


async def test_a_cadre_may_read_how_the_published_list_is_made(office: Office) -> None:
    async with office.deps.db.transaction() as session:
        await standing.publish(office.deps, session, W11)

    told = await office.presses(Look("how", "", W11.key).data, who=CADRE)

    assert "综合排名怎么算的" in told.text
    assert "点单位" not in told.text


async def test_a_list_that_was_published_otherwise_says_so(office: Office) -> None:
    async with office.deps.db.transaction() as session:
        await standing.publish(office.deps, session, W11)
    told = await office.presses(Look("how", "cg", W11.key).data)

    assert "公布时" not in told.text


async def test_every_sum_of_the_district_agrees_with_its_list_and_is_short(district: Deps) -> None:
    everyone = everybody(await district.roster.current())
    board = await standing.board(district, W11)

    for own in board.ranking.standings:
        view = await reckoning.of_unit(district, everyone, W11, own.unit)
        words = told.reckoning(view, ZH)
        assert len(words.splitlines()) <= MOST_LINES
        assert f"= {own.completion}%" in words
        assert f"{own.group}第 {own.rank}" in words
        assert f"rank {own.rank}" in told.reckoning(view, EN)


async def test_every_number_of_the_district_is_told_in_a_few_lines(district: Deps) -> None:
    roster = await district.roster.current()
    everyone = everybody(roster)

    for own in roster.of_cadence(PeriodKind.WEEK):
        view = await reckoning.of_item(district, everyone, W11, own.unit, own.indicator)
        assert isinstance(view, ItemReckoning)
        assert len(told.reckoning(view, ZH).splitlines()) <= MOST_LINES


LEVEL, LOWER = Basis.LEVEL, Direction.LOWER


@pytest.mark.parametrize(
    ("known", "targets", "value", "method", "told"),
    [
        (indicator("fai"), {"q1": 80}, "20", Method.SHARE, "20.00 ÷ 80.00 = 25.0%"),
        (
            indicator("level", LEVEL),
            {"q1": 90, "base": 50},
            "70",
            Method.WAY,
            "（70.00 − 50.00）÷（90.00 − 50.00）= 50.0%",
        ),
        (
            indicator("energy", direction=LOWER),
            {"q1": 100},
            "60",
            Method.CEILING,
            "2 × 50.0% − 60.00 ÷ 100.00 = 40.0%",
        ),
        (indicator("loss"), {"q1": -5}, "-4", Method.DIFFERENCE, "−4.00 − −5.00 = +1.00"),
        (
            indicator("growth", Basis.RATE, measure="%"),
            {"q1": 6},
            "5.5",
            Method.RATE,
            "5.50 − 6.00 = −0.50",
        ),
        (indicator("free"), {}, "7", Method.NONE, "7.00 亿元"),
    ],
)
def test_each_formula_is_told_with_its_numbers(
    known: Indicator, targets: dict[str, Any], value: str, method: Method, told: str
) -> None:
    town = roster([unit("a")], [known], [assignment(1, "a", known.code, **targets)])
    (score,) = scored(town, figure(1, value))

    item = score.items[0]

    assert method_of(known, item.plan, MID_Q1) is method
    assert items.formula(item, method, ZH) == told


async def test_a_light_that_holds_says_what_is_lacking_wherever_it_is_shown(
    office: Office, district_db: Database
) -> None:
    deps = office.deps
    town = await deps.roster.current()
    own = next(a for a in town.assignments.values() if (a.unit, a.indicator) == ("wp", "fai"))
    at = deps.now()
    planned = own.targets["q1"]
    async with district_db.transaction() as session:
        await standing.publish(deps, session, W11)
        made = Entry(
            assignment=own.id,
            period="2026-W12",
            answer=Given.NUMBER,
            value=(planned * 81 / 90 - planned * 9 / 100).quantize(Decimal("0.01")),
            person=own.person,
            typed_by=own.person,
            source=Source.MESSAGE,
            timeliness=Timeliness.ON_TIME,
            reported_at=at,
            recorded_at=at,
            origin=Origin(1, 999),
        )
        await recording.record(session, [made])

    sums = await office.presses(Look("howitem", pair("wp", "fai"), "2026-W12").data)
    card = await office.presses(Look("unit", "wp", "2026-W12").data)
    everybody_sees = await standing.board(deps, Period.parse("2026-W12"), subject="fai")

    assert "灯 × 红：红灯未解除。3月15日亮红灯时应达到的还差 0.03 亿元，补齐才转黄。" in sums.text
    assert "红灯未解除，还差 0.03 亿元" in card.text
    assert "红灯未解除，还差 0.03 亿元" in listing(everybody_sees, ZH, deps.schedule.zone)
    rows = [
        row
        for part in ranking_sheet(everybody_sees, ZH, deps.schedule.zone).sections
        for row in part.rows
    ]
    assert next(row for row in rows if row.name == "雾坪乡").note.startswith("红灯未解除")
