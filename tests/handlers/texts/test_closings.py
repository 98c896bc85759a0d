"""Months and quarters in sentences: never more than fourteen lines, and none without a fact."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from domain.closing import Closed, Outcome, Shortfall, Tally
from domain.commending import Exempt, Lists, Missed
from domain.figures import Indicator
from domain.people import Language
from domain.periods import Period
from domain.ranking import Ranking
from domain.roster import Unit
from domain.underway import SoFar
from handlers.actions.lookups.closing import Closing, Weeks
from handlers.actions.lookups.views.boards import BriefView
from handlers.texts.briefs import MOST_OF_LONGER, lines
from handlers.texts.catalog import catalog
from tests.domain.district import indicator
from tests.handlers.texts.test_briefs import ZH, ZONE, fullest

MARCH, Q1 = Period.parse("2026-M03"), Period.parse("2026-Q1")
OWN = replace(indicator("fai"), name="固定资产投资")


def view(period: Period, closing: Closing, full: BriefView | None = None) -> BriefView:
    """A brief of a period that says nothing else, or as much as it can."""
    known = full or fullest()
    units = {s.unit: Unit(s.unit, s.name, s.name, s.group) for s in known.board.ranking.standings}
    survey = replace(known.survey, roster=replace(known.survey.roster, units=units))
    board = replace(known.board, period=period)
    return replace(known, board=board, survey=survey, closing=closing)


def told(period: Period, closing: Closing) -> list[str]:
    """The lines about what it came to, alone."""
    whole = lines(view(period, closing), ZH, ZONE)
    others = lines(view(period, Closing()), ZH, ZONE)
    return [line for line in whole if line not in others]


def missed(own: Indicator, *short: str) -> Shortfall:
    return Shortfall(
        own, tuple(Closed(name(n), own, Outcome.MISSED, Decimal(s)) for n, s in enumerate(short))
    )


def name(number: int) -> str:
    """A unit of the full board, by its place."""
    return fullest().board.ranking.standings[number].unit


def short_name(number: int) -> str:
    return f"{name(number)[:15]}…"


def tally(*shortfalls: Shortfall, met: int = 5, exceeded: int = 2, left: int = 0) -> Tally:
    lost = sum(len(one.missed) for one in shortfalls)
    outcomes = {"met": met - exceeded, "exceeded": exceeded, "missed": lost, "open": left}
    return Tally(Counter({Outcome(k): n for k, n in outcomes.items()}), 4, 1, shortfalls)


def so_far(**more: object) -> SoFar:
    facts = {"done": 60, "target": 96, "planned": 64, "left": 36, "weeks": 4, "needed": 9}
    amounts = {key: Decimal(value) for key, value in facts.items()}
    return replace(SoFar(OWN, "q1", units=14, lacking=14, **amounts), **more)  # type: ignore[arg-type]


def test_the_targets_of_a_month_are_counted_and_who_missed_them_is_named() -> None:
    two = (missed(OWN, "1.2", "0.05"), missed(replace(OWN, code="x", name="零售"), "3"))
    third = missed(replace(OWN, code="y"), "4")

    assert told(MARCH, Closing(tally=tally(*two, third, left=1))) == [
        "3月目标 10 项，完成 5 项（超额 2 项），未完成 4 项，没有期末数 1 项；"
        "4 个单位中 1 个全部完成。",
        f"固定资产投资 2 个单位未完成：{short_name(0)}差 1.20 亿元、{short_name(1)}差 0.05 亿元。",
        f"零售 1 个单位未完成：{short_name(0)}差 3.00 亿元。另有 1 项指标有单位未完成。",
    ]


def test_where_all_is_met_that_is_one_line() -> None:
    assert told(Q1, Closing(tally=tally())) == ["一季度目标 5 项全部完成（超额 2 项）。"]
    alone = Closing(tally=tally(missed(OWN, "3"), met=0, exceeded=0))
    assert told(Q1, alone)[0] == "一季度目标 1 项，完成 0 项，未完成 1 项。"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            {},
            "占其一季度目标的 62.5%（序时 66.7%），还差 36.00 亿元，余下 4.0 周每周需 9.00 亿元。",
        ),
        ({"needed": None}, "占其一季度目标的 62.5%（序时 66.7%），还差 36.00 亿元。"),
        (
            {"lacking": 3, "needed": None},
            "占其一季度目标的 62.5%（序时 66.7%），其中 3 个还差 36.00 亿元。",
        ),
        ({"lacking": 0, "needed": None}, "占其一季度目标的 62.5%（序时 66.7%）。"),
    ],
)
def test_what_is_done_of_the_quarter_is_told_with_what_the_rest_needs(
    more: dict[str, object], expected: str
) -> None:
    (line,) = told(MARCH, Closing(so_far=(so_far(**more),)))

    assert line == f"固定资产投资：已报的 14 个单位完成 60.00 亿元，{expected}"


def test_lists_are_worded_as_facts_with_their_rule() -> None:
    first, last = fullest().board.ranking.standings[0], fullest().board.ranking.standings[-1]
    short = missed(OWN, "1", "2").missed
    exempt = Exempt(name(1), (replace(short[1], reason="山洪"),), is_whole=True)
    part = Exempt(name(2), (replace(short[1], reason="停工"),), is_whole=False)
    lists = Lists(3, True, (first,), (Missed(last, short, 5),), (exempt, part))

    assert told(Q1, Closing(lists=lists)) == [
        f"按规则可列入红榜（目标全部超额，得分居组内前 3 名）：{short_name(0)}；须经审定后公布。",
        f"按规则可列入黑榜（有目标未完成，得分居组内后 3 名）：{last.name[:15]}… 5 项中 "
        "2 项未完成；须经审定后公布。",
        f"免于考核、不计入以上结果：{short_name(1)}（山洪）、{short_name(2)}固定资产投资（停工）。",
    ]


def test_where_nobody_may_be_listed_nothing_is_said_of_lists() -> None:
    assert told(Q1, Closing(lists=Lists(3, False))) == []


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        (Weeks(4, 3, 2, ("雾坪乡",)), "4 期周报中迟报 3 项次、公布时缺 2 项次（雾坪乡）"),
        (Weeks(4, 0, 2, ("雾坪乡",)), "4 期周报公布时缺 2 项次（雾坪乡）"),
        (Weeks(4, 3, 0), "4 期周报中迟报 3 项次"),
        (Weeks(4, 0, 0), ""),
    ],
)
def test_how_the_weeks_came_in_stands_with_the_checks(weeks: Weeks, expected: str) -> None:
    found = told(MARCH, Closing(weeks=weeks))

    assert [line.rpartition("；")[2].rstrip("。") for line in found] == [expected] * bool(expected)


@pytest.mark.parametrize("period", [MARCH, Q1])
@pytest.mark.parametrize("language", Language)
def test_three_hundred_units_are_fourteen_lines_at_most(period: Period, language: Language) -> None:
    known = fullest()
    standings = known.board.ranking.standings
    long = replace(OWN, name="固定资产投资" * 5, measure="万千瓦时")
    lost = [Closed(s.unit, long, Outcome.MISSED, Decimal(10**14)) for s in standings]
    short = tuple(Shortfall(long, tuple(lost)) for _ in range(20))
    lists = Lists(
        50,
        False,
        standings,
        tuple(Missed(s, tuple(lost[:20]), 20) for s in standings),
        tuple(
            Exempt(s.unit, (replace(lost[0], reason="因" * 100),), is_whole=False)
            for s in standings
        ),
    )
    closing = Closing(
        ranking=Ranking(period.key, "", standings),
        tally=tally(*short, left=300),
        lists=lists if period is Q1 else None,
        so_far=(so_far(indicator=long, left=Decimal(10**14)),) * 2 if period is MARCH else (),
        weeks=Weeks(9, 999, 999, tuple(s.name for s in standings)) if period is MARCH else None,
    )

    found = lines(view(period, closing, known), catalog(language), ZONE)

    assert len(found) == MOST_OF_LONGER
    assert len("\n".join(found)) < 3200
