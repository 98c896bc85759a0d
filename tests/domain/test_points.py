"""Points against a second count in fractions, and laws that hold for any district."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from domain.allowances import EXEMPT, Allowance, Stretch
from domain.figures import Basis, Direction, Timeliness
from domain.items import Item
from domain.lights import Light
from domain.marking import Peers, attainment, marks
from domain.marking_rules import Circle, Family, MarkingRules, facts_of, rules_of
from domain.pace import LightRules, Progress
from domain.points import Cap, Circumstances, Effect, Fault, Result, Why
from domain.ranking import Ranking, Status, overall
from domain.results import by_points, results_of
from domain.roster import Roster
from domain.scoring import Score
from domain.yardstick import Yardstick
from tests.domain import second_count
from tests.domain.district import (
    SENT,
    WEEK,
    assignment,
    figure,
    indicator,
    roster,
    scored,
    unit,
)
from tests.domain.second_count import Asked

HALF = Fraction(1, 2)  # 45 of 90 days are gone
LOWER = Direction.LOWER
INDICATORS = (
    indicator("fai", weight=3),
    indicator("retail", Basis.FLOW, weight="1.5"),
    indicator("energy", direction=LOWER),
    indicator("growth", Basis.RATE, measure="%", weight=2),
)
KINDS = {"fai": "share", "retail": "share", "energy": "ceiling", "growth": "rate"}
FAMILIES = [family for family in Family if family is not Family.NONE]
DISTRICTS = 1000


def districts(count: int, *, seed: int = 7) -> Iterator[list[Asked]]:
    """Small districts of any kind: ties, gaps, targets of nothing, units that say nothing."""
    random = Random(seed)
    for _ in range(count):
        yield [
            Asked(
                unit=f"u{n}",
                group=f"g{n % 2}",
                indicator=known.code,
                weight=Fraction(known.weight),
                kind=KINDS[known.code],
                value=Fraction(random.randint(0, 400), random.choice((1, 10, 100)))
                if (given := random.randint(0, 6))
                else None,
                target=Fraction(random.choice((0, 1, 7, 20, 90, 400))),
                now=given > 1,
            )
            for n in range(random.randint(2, 4))
            for known in INDICATORS
            if random.randint(0, 4)
        ]


def rules(random: Random) -> tuple[MarkingRules, second_count.Rules]:
    """The same rules twice: as the program has them, and as the second count reads them."""
    family, other = random.choice(FAMILIES), random.choice(FAMILIES)
    proportional, loses, wide = (random.random() < 0.5 for _ in range(3))
    cap = random.choice((60, 200))
    ours = MarkingRules(
        family,
        {"fai": other},
        proportional=proportional,
        average_of=Circle.DISTRICT if wide else Circle.GROUP,
        missing_loses=loses,
        missing_most=Decimal(cap),
    )
    theirs = second_count.Rules(
        family.value,
        {"fai": other.value},
        proportional=proportional,
        whole_district=wide,
        missing_loses=loses,
        missing_most=Fraction(cap),
    )
    return ours, theirs


def measured(asked: Sequence[Asked]) -> tuple[Roster, tuple[Score, ...]]:
    groups = {one.unit: one.group for one in asked}
    owed = [
        assignment(n, one.unit, one.indicator, q1=str(decimal(one.target)))
        for n, one in enumerate(asked)
    ]
    known = roster([unit(code, group) for code, group in groups.items()], INDICATORS, owed)
    figures = [
        figure(n, decimal(one.value), period=WEEK.key if one.now else "2026-W06")
        for n, one in enumerate(asked)
        if one.value is not None
    ]
    return known, scored(known, *figures)


def decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def judged(
    asked: Sequence[Asked], by: MarkingRules, about: Circumstances | None = None
) -> tuple[tuple[Result, ...], Ranking]:
    return judged_by(*measured(asked), by, about)


def judged_by(
    known: Roster, scores: Sequence[Score], by: MarkingRules, about: Circumstances | None = None
) -> tuple[tuple[Result, ...], Ranking]:
    ruler = Yardstick(LightRules(), marking=by)
    facts: dict[str, Any] = {"roster": known, "period": WEEK, "rules": ruler}
    results = results_of(scores, circumstances=about, **facts)
    return results, by_points(results, scores, **facts)


def test_a_second_count_of_a_thousand_districts_finds_the_same() -> None:
    random = Random(3)
    ranked = 0
    for asked in districts(DISTRICTS):
        ours, theirs = rules(random)
        groups = {one.unit: one.group for one in asked}
        known, scores = measured(asked)

        whole = overall(scores, roster=known, period=WEEK, rules=LightRules())
        _, ranking = judged_by(known, scores, ours)

        for found, expected in (
            (whole, second_count.completions(asked, HALF)),
            (ranking, second_count.totals(asked, HALF, theirs)),
        ):
            numbers = {s.unit: Fraction(s.completion) for s in found.standings if s.completion}
            assert numbers == {unit: own for unit, own in expected.items() if own}
            places = {s.unit: s.rank for s in found.standings if s.rank}
            assert places == second_count.ranks(expected, groups)
            ranked += len(places)
    assert ranked > DISTRICTS


@pytest.mark.parametrize("family", FAMILIES)
def test_names_the_order_of_units_and_the_measure_decide_nothing(family: Family) -> None:
    by = MarkingRules(family)
    for asked in districts(20, seed=11):
        renamed = [replace(one, unit=f"x{one.unit}") for one in reversed(asked)]
        renamed.sort(key=lambda one: [i.code for i in INDICATORS].index(one.indicator))
        scaled = [
            replace(one, value=one.value and one.value * 10_000, target=one.target * 10_000)
            if one.kind != "rate"
            else one
            for one in renamed
        ]

        before, after = (judged(which, by)[1] for which in (asked, scaled))

        assert {(f"x{s.unit}", s.rank, s.completion) for s in before.standings} == {
            (s.unit, s.rank, s.completion) for s in after.standings
        }


@pytest.mark.parametrize("family", FAMILIES)
def test_one_more_unit_changes_only_what_is_compared_with_it(family: Family) -> None:
    by = MarkingRules(family)
    is_compared = family in (Family.PLACE, Family.AVERAGE)
    for asked in districts(20, seed=13):
        new = [
            Asked("new", "g0", i.code, Fraction(i.weight), KINDS[i.code], HALF, HALF, now=True)
            for i in INDICATORS
        ]

        old, both = judged(asked, by)[0], judged([*asked, *new], by)[0]

        totals = {result.unit: result.total for result in both}
        groups = {one.unit: one.group for one in asked}
        for result in old:
            if groups[result.unit] != "g0" or not is_compared:
                assert totals[result.unit] == result.total


ONE = [Asked("a", "g", "fai", Fraction(3), "share", Fraction(45), Fraction(100), now=True)]
"""45 of 100 where 50 are due: 90 percent."""


@pytest.mark.parametrize(
    ("by", "points"),
    [
        (MarkingRules(Family.TARGET), "90.00"),
        (MarkingRules(Family.TARGET, proportional=False), "0.00"),
        (MarkingRules(Family.COMPLETION), "90.00"),
        (MarkingRules(Family.COMPLETION, most=Decimal(120)), "90.00"),
        (MarkingRules(Family.PLACE), "100.00"),
        (MarkingRules(Family.COEFFICIENT), "86.67"),
        (MarkingRules(Family.COEFFICIENT, unsatisfactory=Decimal(95)), "20.00"),
        (MarkingRules(Family.AVERAGE), "80.00"),
    ],
)
def test_each_family_marks_by_its_own_formula(by: MarkingRules, points: str) -> None:
    ((result,), _) = judged(ONE, by)

    assert str(result.total) == points


def test_the_first_has_all_points_and_each_place_behind_five_less() -> None:
    asked = [
        replace(ONE[0], unit=code, value=Fraction(value))
        for code, value in (("a", 60), ("b", 50), ("c", 50), ("d", 10))
    ]

    results, _ = judged(asked, MarkingRules(Family.PLACE))

    assert [str(result.total) for result in results] == ["100.00", "95.00", "95.00", "85.00"]


def test_points_above_the_average_are_bounded_on_both_sides() -> None:
    asked = [replace(ONE[0], unit=code, value=Fraction(v)) for code, v in (("a", 90), ("b", 10))]

    results, _ = judged(asked, MarkingRules(Family.AVERAGE))

    assert [str(result.total) for result in results] == ["100.00", "60.00"]


def test_without_points_nobody_is_marked_and_one_family_may_differ() -> None:
    none, some = MarkingRules(), MarkingRules(families={"fai": Family.TARGET})

    assert (none.gives_points, some.gives_points) == (False, True)
    assert judged(ONE, none)[0][0].total is None
    assert str(judged(ONE, some)[0][0].total) == "90.00"


def test_who_reports_nothing_gets_no_points_and_stands_below() -> None:
    silent = replace(ONE[0], unit="b", value=None, now=False)

    _, ranking = judged([silent, *ONE], MarkingRules(Family.COMPLETION))

    assert [(s.unit, s.rank, s.completion) for s in ranking.standings] == [
        ("a", 1, Decimal("90.00")),
        ("b", None, None),
    ]
    assert ranking.standings[1].status is Status.NOT_REPORTED


def test_what_is_not_reported_loses_its_points_or_caps_the_total_where_the_rules_say_so() -> None:
    late = Asked("a", "g", "energy", Fraction(1), "ceiling", Fraction(10), Fraction(100), now=False)
    asked = [*ONE, late]

    kept, lost, capped = (
        judged(asked, MarkingRules(Family.COMPLETION, **more))[0][0]
        for more in ({}, {"missing_loses": True}, {"missing_most": Decimal(60)})
    )

    assert str(kept.total) == "92.50"
    assert (str(lost.total), lost.marks[1].why) == ("67.50", Why.LOST)
    assert (str(capped.total), capped.caps, capped.limit) == ("60.00", (Cap.MISSING,), Decimal(60))


def test_a_red_light_in_a_key_indicator_caps_the_total() -> None:
    red = [replace(ONE[0], value=Fraction(39))]
    by = MarkingRules(Family.COMPLETION, key=("fai",), red_most=Decimal(70))

    ((result,), _) = judged(red, by)

    assert (str(result.mean), str(result.total), result.caps) == ("78.00", "70.00", (Cap.RED,))


def flooded(indicator: str = "") -> Allowance:
    return Allowance(EXEMPT, Stretch(WEEK.key), "a", indicator, None, "洪涝", "p04", SENT)


def test_an_exempted_item_is_left_out_with_its_reason_and_caps_nothing() -> None:
    red = Asked("a", "g", "retail", Fraction(1), "share", Fraction(1), Fraction(100), now=True)
    by = MarkingRules(Family.COMPLETION, key=("retail",), red_most=Decimal(50))

    ((result,), _) = judged(
        [*ONE, red], by, Circumstances(exempt={("a", "retail"): flooded("retail")})
    )

    exempt = result.marks[1]
    assert (exempt.why, exempt.exempt, exempt.points) == (Why.EXEMPT, flooded("retail"), None)
    assert str(result.total) == "90.00"


def test_a_whole_unit_may_be_exempt() -> None:
    results, ranking = judged(
        ONE, MarkingRules(Family.COMPLETION), Circumstances(exempt={("a", ""): flooded()})
    )

    assert results[0].total is None
    assert ranking.standings[0].status is Status.UNRANKED


def test_quality_costs_only_what_is_configured_and_never_more_than_its_bound() -> None:
    known, _ = measured(ONE)
    late = replace(figure(0, 45), timeliness=Timeliness.LATE)
    scores = scored(known, late)
    free, some, much = (
        _quality(known, scores, late_points=Decimal(points), returned_points=Decimal(1))
        for points in (0, 2, 30)
    )

    assert (str(free.total), free.faults[Fault.LATE]) == ("87.00", 1)
    assert str(some.total) == "85.00"
    assert (str(some.quality), str(much.quality), str(much.total)) == ("-5", "-10", "80.00")


def _quality(known: Roster, scores: tuple[Score, ...], **more: Decimal) -> Result:
    ruler = Yardstick(marking=MarkingRules(Family.COMPLETION, **more))  # type: ignore[arg-type]
    about = Circumstances(returned={"a": 3})
    (found,) = results_of(scores, roster=known, period=WEEK, rules=ruler, circumstances=about)
    return found


def test_effect_is_added_within_its_bound() -> None:
    given = (Effect(Decimal(4), "招引"), Effect(Decimal(3), "试点"))

    ((result,), _) = judged(
        ONE, MarkingRules(Family.COMPLETION), Circumstances(effects={"a": given})
    )

    assert (str(result.total), str(result.effect)) == ("95.00", "5")


def test_where_what_was_due_is_not_above_zero_the_difference_counts() -> None:
    item = Item(indicator("level", Basis.LEVEL), Progress(Decimal(1)), ())
    known = replace(item.progress, completion=Decimal(12), pace=Decimal(0), gap=Decimal(12))

    assert attainment(replace(item, progress=known), MarkingRules()) == Decimal("112.0")


def test_where_nothing_can_be_divided_only_the_target_tells() -> None:
    met = Progress(Decimal(1), target=Decimal(0), light=Light.GREEN)
    item = Item(indicator("loss"), met, ())

    points = [marks(item, MarkingRules(family), Peers(1, Decimal(90))) for family in FAMILIES]

    assert points == [Decimal(100), None, None, None, None]


def test_a_slip_of_many_zeros_breaks_nothing() -> None:
    huge = replace(ONE[0], value=Fraction(10**30))

    ((result,), _) = judged([huge], MarkingRules(Family.COMPLETION))

    assert str(result.total) == "100.00"


def test_rules_are_read_back_as_they_were() -> None:
    for seed in range(20):
        ours, _ = rules(Random(seed))
        ours = replace(ours, key=("fai",), late_points=Decimal("0.5"))

        assert rules_of(facts_of(ours)) == ours
