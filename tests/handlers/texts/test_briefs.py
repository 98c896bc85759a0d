import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from domain.brief import MOST_LAGS, MOST_NEEDS, Lag, Need, brief_of
from domain.figures import Answer, Source, Timeliness
from domain.lights import Light
from domain.people import Language
from handlers.actions.lookups import briefing
from handlers.actions.lookups.views.boards import BriefView
from handlers.actions.measuring.surveying import Survey
from handlers.deps import Deps
from handlers.texts import figures
from handlers.texts.briefs import MOST_LINES, lines
from handlers.texts.catalog import Html, bare, catalog
from storage import recording
from storage.entries import Entry, Origin
from tests.domain.district import indicator, roster
from tests.handlers.boards import AS_OF, W11, YARD, board, crowd, ranked

ZONE = ZoneInfo("Asia/Shanghai")
ZH = catalog(Language.ZH)
NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


async def test_the_brief_of_the_sample_district(district: Deps) -> None:
    view = await briefing.brief(district, W11)

    assert lines(view, ZH, ZONE) == (
        "<b>2026 一季度开门红 · 第11周简报</b>",
        "截至3月16日10:00，应报 87 项，已报 86 项；18 个单位中绿灯 9 个、黄灯 6 个、红灯 3 个。",
        "各组第一：望澜街道 91.9%、工信局 88.3%、经开区 94.7%。",
        "栖雾湖度假区（园区平台第 5）落后序时 18.9 个百分点：固定资产投资比计划少 0.61 亿元，"
        "往后每周需 0.51 亿元；招商引资到位资金比计划少 0.35 亿元，往后每周需 0.30 亿元。",
        "雾坪乡（乡镇街道第 7）落后序时 18.3 个百分点：一般公共预算收入（沿用上期数）比计划少 "
        "158 万元，往后每周需 113.3 万元；招商引资到位资金比计划少 0.20 亿元，"
        "往后每周需 0.17 亿元。",
        "文旅局（区直部门第 6）落后序时 12.7 个百分点：招商引资到位资金比计划少 0.42 亿元，"
        "往后每周需 0.35 亿元；固定资产投资比计划少 0.20 亿元，往后每周需 0.28 亿元。",
        "与第10周公布的相比：农业农村局、冷链物流园转绿。",
        "社会消费品零售总额：10 个单位离一季度目标共差 11.91 亿元，"
        "余下 2.3 周合计每周需 5.21 亿元。",
        "固定资产投资：14 个单位离一季度目标共差 15.59 亿元，余下 2.3 周合计每周需 6.82 亿元。",
        "未报 1 项：雾坪乡彭小梅（一般公共预算收入）。",
    )


@pytest.mark.parametrize("language", Language)
async def test_every_number_in_it_is_one_of_the_facts(district: Deps, language: Language) -> None:
    view, texts = await briefing.brief(district, W11), catalog(language)
    known = set(_numbers_of(view))

    told = NUMBER.findall(bare(Html("\n".join(lines(view, texts, ZONE)[1:]))))

    assert len(told) > 30
    assert set(told) <= known


def _numbers_of(view: BriefView) -> Iterator[str]:
    """Every number of the ranking, of the units' items and of the counts, as it is shown."""
    yield from ("16", "3", "10", "00", "10:00", "1")  # when, and the weeks' numbers
    shown = view.board
    yield from (str(shown.reported), str(shown.expected), str(shown.expected - shown.reported))
    yield from (str(shown.highlights.lights[light]) for light in Light)
    yield str(sum(s.rank is not None for s in shown.ranking.standings))
    for standing in shown.ranking.standings:
        yield from (str(standing.rank), figures.fixed(standing.completion or Decimal(0), 1))
        yield figures.fixed(abs(standing.gap or Decimal(0)), 1)
    weeks = Decimal(16) / 7  # from 15 to 31 March
    yield figures.fixed(weeks, 1)
    lefts: dict[str, list[Decimal]] = {}
    for item in (item for score in view.survey.ranked for item in score.items):
        places, known = item.indicator.decimals, item.progress
        if known.value is None or known.target is None or known.pace is None:
            continue
        left = known.target - known.value
        lefts.setdefault(item.indicator.code, []).append(left)
        yield figures.fixed(known.pace * known.target / 100 - known.value, places)
        yield figures.fixed(left / weeks, max(places, min(places + 1, 2)))
    for own in lefts.values():
        lacking = [one for one in own if one > 0]
        whole = sum(lacking, Decimal(0))
        yield str(len(lacking))
        yield from (figures.fixed(whole, places) for places in (0, 2))
        yield from (figures.fixed(whole / weeks, places) for places in (1, 2))


def fullest() -> BriefView:
    """Three hundred units with the longest names, and something to tell in every line."""
    found = crowd(300)
    own = replace(indicator("fai", measure="万千瓦时"), name="固定资产投资" * 5)
    lag = Lag(own, Decimal(10**14), Decimal(10**13), is_carried=True)
    need = Need(own, "q1", W11.end, Decimal(10**14), Decimal(2), Decimal(10**13), 300)
    standings = found.ranking.standings
    facts = brief_of(
        found.ranking, (), day=W11.last_day_of_year, rules=YARD, previous=found.ranking
    )
    facts = replace(
        facts,
        slips=tuple(replace(slip, lags=(lag,) * MOST_LAGS) for slip in facts.slips),
        needs=(need,) * MOST_NEEDS,
        reddened=standings,
        greened=standings,
    )
    names = tuple(standing.name for standing in standings)
    survey = Survey(roster([], [], []), W11, {}, {}, AS_OF, YARD)
    return BriefView(found, survey, facts, names, len(names), names)


@pytest.mark.parametrize("language", Language)
def test_three_hundred_units_with_long_names_are_twelve_lines_at_most(language: Language) -> None:
    found = lines(fullest(), catalog(language), ZONE)

    assert len(found) == MOST_LINES
    assert len("\n".join(found)) < 2500


def test_a_week_in_which_all_is_well_is_told_in_four_lines() -> None:
    found = board(ranked(1, "甲镇", "95"), ranked(2, "乙镇", "90"))
    facts = brief_of(found.ranking, (), day=W11.last_day_of_year, rules=YARD)
    survey = Survey(roster([], [], []), W11, {}, {}, AS_OF, YARD)

    assert lines(BriefView(found, survey, facts), ZH, ZONE)[1:] == (
        "截至3月16日09:30，应报 10 项，已报 10 项；2 个单位中绿灯 2 个、黄灯 0 个、红灯 0 个。",
        "领先：甲镇 95.0%。",
        "10 项全部报齐。",
    )


async def test_numbers_sent_back_and_corrected_late_are_named(district: Deps) -> None:
    roster = await district.roster.current()
    late = next(a for a in roster.assignments.values() if (a.unit, a.indicator) == ("cg", "fai"))
    async with district.db.transaction() as session:
        await recording.record(session, [_corrected(late.id, district.now())])

    view = await briefing.brief(district, W11)

    assert lines(view, ZH, ZONE)[-1] == "数据核对：截止后更正 1 项（城关街道固定资产投资）。"


def _corrected(assignment: int, at: datetime) -> Entry:
    return Entry(
        assignment=assignment,
        period=W11.key,
        answer=Answer.NUMBER,
        value=Decimal("14.30"),
        person="p07",
        typed_by="p07",
        source=Source.MESSAGE,
        timeliness=Timeliness.CORRECTED,
        reported_at=at,
        recorded_at=at,
        origin=Origin(7, 7),
    )
