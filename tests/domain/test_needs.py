"""What it takes, found a second time in exact fractions on made-up districts."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings

from domain.drag import Needed
from domain.figures import Basis, Curve, Direction, Indicator
from domain.items import Item
from domain.lights import Light
from domain.needs import needed_of, with_needs
from domain.publishing import facts_of, ranking_of
from domain.ranking import Ranking, by_indicator, overall
from domain.scoring import Score
from domain.yardstick import Yardstick
from tests.domain.district import (
    MID_Q1,
    RULES,
    WEEK,
    YARD,
    assignment,
    figure,
    indicator,
    roster,
    scored,
    towns,
    unit,
)
from tests.domain.test_brief import value_of
from tests.domain.test_ranking_properties import District, districts

LAST_DAY = date(2026, 12, 31)


def told(ranking: Ranking, scores: tuple[Score, ...]) -> Ranking:
    return with_needs(ranking, scores, day=MID_Q1, rules=YARD)


def item(known: Indicator, value: int | None, **targets: int) -> Item:
    owed = replace(
        assignment(0, "a", known.code),
        targets={slot: Decimal(amount) for slot, amount in targets.items()},
    )
    own = roster([unit("a")], [known], [owed])
    (score,) = scored(own, *([] if value is None else [figure(0, value)]))
    return score.items[0]


@settings(max_examples=12)
@given(districts())
def test_it_takes_what_is_left_of_the_target_over_the_weeks_left(known: District) -> None:
    town = roster(known.units, known.indicators, known.assignments)
    scores = scored(town, *known.figures)
    lists = [overall(scores, roster=town, period=WEEK, rules=RULES)]
    lists += [by_indicator(scores, i.code, roster=town, period=WEEK) for i in known.indicators]

    for ranking in lists:
        for standing in told(ranking, scores).standings:
            code = standing.drag.indicator if standing.drag else ranking.subject
            own = value_of(known, standing.unit, code) if code else None
            if standing.light not in (Light.YELLOW, Light.RED) or own is None:
                assert standing.needed is None
                continue
            value, target = own
            basis = town.indicators[code].basis
            wanted = target if basis is Basis.RATE else (target - value) / Fraction(45, 7)
            assert standing.needed is not None
            assert abs(Fraction(standing.needed.amount) - wanted) < Fraction(1, 10**9)
            assert standing.needed.measure == town.indicators[code].measure


def test_nothing_else_of_a_ranking_is_touched() -> None:
    known, scores = towns({"a": "90", "b": "44", "c": "10", "d": None})
    bare = overall(scores, roster=known, period=WEEK, rules=RULES)

    found = told(bare, scores)

    assert [s.unit for s in found.standings if s.needed] == ["b", "c"]
    assert [s.name for s in found.standings] == [s.name for s in bare.standings]


def test_weeks_have_five_days_where_the_plan_goes_by_workdays() -> None:
    rules = Yardstick(RULES, Curve.WORKDAYS)
    left = rules.workdays.count(MID_Q1, date(2026, 3, 31))

    found = needed_of(item(indicator("fai"), 40, q1=100), day=MID_Q1, rules=rules)

    assert found is not None
    assert found.amount == pytest.approx(Decimal(60 * 5) / left)


def test_on_the_day_of_a_target_the_next_one_counts() -> None:
    own, end = item(indicator("fai"), 40, q1=100, q2=100), date(2026, 3, 31)

    before = needed_of(own, day=end - timedelta(days=7), rules=YARD)
    then = needed_of(own, day=end, rules=YARD)

    assert before is not None
    assert before.amount == 60
    assert then is not None
    assert then.amount == Decimal(160) / 13


@pytest.mark.parametrize(
    ("own", "day"),
    [
        (item(indicator("energy", direction=Direction.LOWER), 60, q1=100), MID_Q1),
        (item(indicator("rank", Basis.LEVEL, direction=Direction.LOWER), 130, q1=100), MID_Q1),
        (item(indicator("fai"), 100, q1=100), MID_Q1),
        (item(indicator("fai"), 40, year=100), LAST_DAY),
        (item(indicator("fai"), None, q1=100), MID_Q1),
        (item(indicator("fai"), 40), MID_Q1),
    ],
    ids=["ceiling", "to fall", "reached", "too late", "no number", "no target"],
)
def test_nothing_is_told_where_no_week_can_bring_it(own: Item, day: date) -> None:
    assert needed_of(own, day=day, rules=YARD) is None


def test_it_is_published_with_the_list_and_read_back() -> None:
    known, scores = towns({"a": "90", "b": "44"})
    found = told(overall(scores, roster=known, period=WEEK, rules=RULES), scores)

    read = ranking_of(json.loads(json.dumps(facts_of(found))))

    assert read == found
    assert read.standings[1].needed == Needed(Decimal(56) / (Decimal(45) / 7), "亿元", 2)


def test_a_list_published_before_says_nothing_of_it() -> None:
    known, scores = towns({"a": "90", "b": "44"})
    bare = overall(scores, roster=known, period=WEEK, rules=RULES)
    facts = facts_of(bare)
    for entry in facts["standings"]:
        del entry["needed"]

    assert ranking_of(facts) == bare
