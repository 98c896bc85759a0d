"""Months and quarters are looked at in their own periods, beside the weeks."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from charts.sheets.card import CardSheet
from domain.figures import Answer, Source, Timeliness
from domain.people import Language
from domain.periods import Period, PeriodKind
from handlers.actions.lookups import overviews
from handlers.actions.measuring import rhythms
from handlers.deps import Deps
from handlers.texts.catalog import catalog
from handlers.texts.missing import missing
from handlers.viewers import everybody
from storage import recording
from storage.database import Database
from storage.entries import Entry, Origin
from tests.district import deps_of
from tests.handlers.test_lookup import Office, office

__all__ = ["office"]

EARLY_APRIL = datetime(2026, 4, 7, 2, tzinfo=UTC)
"""Tuesday after the holidays: W14 is the last asked, March and the first quarter are open."""


@pytest.mark.parametrize(
    ("looked_at", "month", "quarter"),
    [
        ("2026-W15", "2026-M03", "2026-Q1"),  # not asked before Thursday: what is current
        ("2026-W14", "2026-M03", "2026-Q1"),  # the current week
        ("2026-W13", "2026-M02", "2026-Q1"),  # to 29 March; no quarter before the year's first
        ("2026-W09", "2026-M02", "2026-Q1"),  # to 1 March
    ],
)
def test_beside_a_week_stand_the_month_and_the_quarter_that_were_over_by_then(
    district_db: Database, looked_at: str, month: str, quarter: str
) -> None:
    deps, week = deps_of(district_db, at=EARLY_APRIL), Period.parse(looked_at)

    assert rhythms.beside(deps, week, PeriodKind.MONTH).key == month
    assert rhythms.beside(deps, week, PeriodKind.QUARTER).key == quarter
    assert rhythms.beside(deps, Period.parse("2026-M02"), PeriodKind.WEEK).key == "2026-W09"


async def test_a_card_has_the_slower_numbers_below_the_weekly_ones(office: Office) -> None:
    await _power(office.deps, "kf", "9800")

    answer = await office.says("/status 经开区")

    assert "第11周，截至3月16日10:00，已报 8/8 项" in answer.text
    assert (
        "<b>1–2月</b>（已报 1/1 项）\n! 工业用电量 9,800 万千瓦时（预计）（92.6%，−7.4）"
        in answer.text
    )
    assert answer.buttons["用电"] == "v:item:kf|ele@2026-M02"
    (sheet,) = office.drawn
    assert isinstance(sheet, CardSheet)
    assert [(group.heading, group.detail) for group in sheet.groups] == [
        ("第11周", "已报 8/8 项"),
        ("1–2月", "已报 1/1 项"),
    ]


async def test_of_a_slower_period_the_card_shows_nothing_else(office: Office) -> None:
    answer = await office.says("/status 经开区 2月")

    assert "1–2月，截至3月16日10:00，已报 0/1 项\n– 工业用电量 未报" in answer.text
    assert "固定资产投资" not in answer.text


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("/rank 用电", "<b>工业用电量 · 1–2月</b>"),
        ("/status 用电", "<b>工业用电量 · 1–2月</b>"),
        ("/status 经开区用电", "<b>经开区工业用电量</b> · 1–2月"),
        ("/trend 用电", "<b>工业用电量</b> · 1–2月"),
        ("/rank 投资 第9周", "<b>固定资产投资 · 第9周</b>"),
        ("/status 上周", "· 第11周</b>"),
        ("/status 2026-M02", "· 1–2月</b>"),
        ("/status 1—2月", "· 1–2月</b>"),
        ("/rank GDP", "还没到填报时间，周四（4月2日）09:00请报。"),
        ("/status 一季度", "· 第11周</b>"),  # not asked yet: the weeks in it tell how it stands
        ("/missing 2月", "1–2月未报 3 项"),
        ("/missing 用电", "1–2月未报 3 项"),
        ("/status 第60周", "第60周"),
    ],
)
async def test_each_look_is_in_the_period_of_its_own_rhythm(
    office: Office, said: str, expected: str
) -> None:
    answer = (await office.says(said)).text

    if said == "/status 第60周":
        assert expected not in answer  # it is refused, with what is possible
    else:
        assert expected in answer


@pytest.mark.parametrize(
    ("pressed", "expected"),
    [
        ("v:rank:ele@2026-W11", "工业用电量 · 1–2月"),
        ("v:rank:fai@2026-M02", "固定资产投资 · 第11周"),
        ("v:item:kf|ele@2026-W11", "经开区工业用电量</b> · 1–2月"),
        ("v:missing:ele@2026-W11", "1–2月未报 3 项"),
        ("v:heat:@2026-M02", "· 1–2月"),
    ],
)
async def test_a_button_with_a_period_of_another_rhythm_finds_its_own(
    office: Office, pressed: str, expected: str
) -> None:
    assert expected in (await office.presses(pressed)).text


async def test_below_the_ranking_the_other_rhythms_are_two_taps_away(office: Office) -> None:
    ranking = await office.says("/status")
    answer = await office.presses(ranking.buttons["更多"])

    assert answer.buttons["1–2月"] == "v:all:@2026-M02"
    assert "一季度" not in answer.buttons  # not asked yet


async def test_everything_open_is_listed_of_whoever_has_not_answered(
    district_db: Database,
) -> None:
    deps = deps_of(district_db, at=EARLY_APRIL)

    view = await overviews.all_missing(deps, everybody(await deps.roster.current()))
    words = missing(view, catalog(Language.ZH))

    assert [one.period.key for one in (view, *view.also)] == ["2026-W14", "2026-M03", "2026-Q1"]
    assert words.index("第14周未报") < words.index("3月未报 3 项") < words.index("一季度未报 1 项")
    assert words.count("节点逾期未答复") == 1


async def _power(deps: Deps, unit: str, value: str) -> None:
    roster = await deps.roster.current()
    own = next(a for a in roster.assignments.values() if (a.unit, a.indicator) == (unit, "ele"))
    now = deps.now()
    entry = Entry(
        assignment=own.id,
        period="2026-M02",
        answer=Answer.NUMBER,
        value=Decimal(value),
        person=own.person,
        typed_by=own.person,
        source=Source.MESSAGE,
        timeliness=Timeliness.ON_TIME,
        reported_at=now,
        recorded_at=now,
        origin=Origin(7, 7),
    )
    async with deps.db.transaction() as session:
        await recording.record(session, [entry])
