"""The facts of a brief, found a second time in exact fractions on made-up districts."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.brief import MOST_LAGS, MOST_NEEDS, MOST_SLIPS, Brief, brief_of
from domain.figures import Basis, Direction, Indicator
from domain.ranking import Ranking, overall
from domain.scoring import Score
from tests.domain.district import (
    MID_Q1,
    RULES,
    WEEK,
    YARD,
    assignment,
    figure,
    indicator,
    ranked,
    roster,
    scored,
    towns,
    unit,
)
from tests.domain.test_ranking_properties import District, districts


def briefly(known: District, previous: Ranking | None = None) -> tuple[Brief, tuple[Score, ...]]:
    town = roster(known.units, known.indicators, known.assignments)
    scores = scored(town, *known.figures)
    ranking = overall(scores, roster=town, period=WEEK, rules=RULES, previous=previous)
    found = brief_of(ranking, scores, day=MID_Q1, rules=YARD, previous=previous)
    return found, scores


def value_of(known: District, owner: str, code: str) -> tuple[Fraction, Fraction] | None:
    """What a unit has reached and what it is to reach, read off the figures by hand."""
    own = next(a for a in known.assignments if (a.unit, a.indicator) == (owner, code))
    basis = next(i for i in known.indicators if i.code == code).basis
    given = sorted((f.period, f.value) for f in known.figures if f.assignment == own.id)
    values = [Fraction(value or 0) for _, value in given]
    if not values:
        return None
    return sum(values, Fraction(0)) if basis is Basis.FLOW else values[-1], Fraction(
        own.targets["q1"]
    )


@settings(max_examples=12)
@given(districts())
def test_what_is_missing_is_half_the_target_less_the_value_on_day_45_of_90(
    known: District,
) -> None:
    facts, _ = briefly(known)

    for slip in facts.slips:
        for lag in slip.lags:
            own = value_of(known, slip.standing.unit, lag.indicator.code)
            assert own is not None
            value, target = own
            if lag.indicator.basis is Basis.RATE:
                assert Fraction(lag.behind) == target - value
                continue
            assert abs(Fraction(lag.behind) - (target / 2 - value)) < Fraction(1, 10**9)


@settings(max_examples=12)
@given(districts())
def test_what_is_needed_is_the_sum_of_what_units_lack_over_the_weeks_left(
    known: District,
) -> None:
    facts, _ = briefly(known)

    for need in facts.needs:
        found = [value_of(known, one.code, need.indicator.code) for one in known.units]
        lacking = [t - v for pair in found if pair for v, t in [pair] if v < t]
        assert Fraction(need.left) == sum(lacking)
        assert need.units == len(lacking)
        assert abs(Fraction(need.needed) - sum(lacking) / Fraction(45, 7)) < Fraction(1, 10**9)


@settings(max_examples=8)
@given(districts(), st.randoms(use_true_random=False))
def test_it_is_the_same_each_time_and_in_whatever_order_figures_come(
    known: District, chance: object
) -> None:
    shuffled = list(known.figures)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random

    assert briefly(replace(known, figures=tuple(shuffled)))[0] == briefly(known)[0]


@pytest.mark.parametrize("count", [1, 300])
def test_lists_stay_short_however_many_units_there_are(count: int) -> None:
    known, scores = towns({f"u{n}": str(n % 40) for n in range(count)})
    ranking = overall(scores, roster=known, period=WEEK, rules=RULES)

    facts = brief_of(ranking, scores, day=MID_Q1, rules=YARD)

    assert len(facts.slips) == min(count, MOST_SLIPS)
    assert all(len(slip.lags) <= MOST_LAGS for slip in facts.slips)
    assert len(facts.needs) <= MOST_NEEDS
    assert (facts.behind, facts.ranked) == (count, count)


def test_lights_are_compared_with_the_list_published_before() -> None:
    before = ranked({"a": "55", "b": "42", "c": "20", "d": None})
    known, scores = towns({"a": "30", "b": "60", "c": "20", "d": "10"})
    ranking = overall(scores, roster=known, period=WEEK, rules=RULES, previous=before)

    facts = brief_of(ranking, scores, day=MID_Q1, rules=YARD, previous=before)

    assert [s.unit for s in facts.reddened] == ["a"]  # c was red before, d had no light
    assert [s.unit for s in facts.greened] == ["b"]
    assert facts.before == before.period


def test_before_anybody_has_reported_nothing_is_made_of_older_numbers() -> None:
    known, _ = towns({"a": "40"})
    scores = scored(known, figure(0, "40", period="2026-W06"))
    ranking = overall(scores, roster=known, period=WEEK, rules=RULES)

    facts = brief_of(ranking, scores, day=MID_Q1, rules=YARD)

    assert (facts.ranked, facts.leaders, facts.slips, facts.needs) == (0, (), (), ())


def test_a_value_of_an_earlier_week_is_marked_as_such() -> None:
    known = roster(
        [unit("a")],
        [indicator("fai"), indicator("ret")],
        [assignment(0, "a", "fai", q1=100), assignment(1, "a", "ret", q1=100)],
    )
    scores = scored(known, figure(0, 10, period="2026-W06"), figure(1, 20))
    ranking = overall(scores, roster=known, period=WEEK, rules=RULES)

    (slip,) = brief_of(ranking, scores, day=MID_Q1, rules=YARD).slips

    assert [(lag.indicator.code, lag.behind, lag.is_carried) for lag in slip.lags] == [
        ("fai", Decimal(40), True),
        ("ret", Decimal(30), False),
    ]
    assert slip.lags[0].needed == pytest.approx(Decimal(90) * 7 / 45)


@pytest.mark.parametrize(
    ("own", "value", "behind"),
    [
        (indicator("energy", direction=Direction.LOWER), 60, 10),  # 60 used where 50 may be
        (indicator("growth", Basis.RATE, measure="%"), "98.8", "1.2"),
        (indicator("rank", Basis.LEVEL, measure="%", direction=Direction.LOWER), 130, 30),
    ],
)
def test_what_is_to_stay_low_is_behind_by_what_it_is_above(
    own: Indicator, value: int | str, behind: int | str
) -> None:
    known = roster(
        [unit("a"), unit("b")],
        [own, indicator("fai")],
        [assignment(0, "a", own.code, q1=100), assignment(1, "a", "fai", q1=100)],
    )
    scores = scored(known, figure(0, value), figure(1, 5))
    ranking = overall(scores, roster=known, period=WEEK, rules=RULES)

    lags = brief_of(ranking, scores, day=MID_Q1, rules=YARD).slips[0].lags

    assert [lag.behind for lag in lags if lag.indicator == own] == [Decimal(behind)]
