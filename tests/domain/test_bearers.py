"""Projects and people are ranked like units: ties, movement, lights that hold, no made-up value."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import floor

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.arrears import NOTHING_OWED, WHOLE, Arrears
from domain.bearers import PEOPLE, PROJECTS, Bearers, bearers_of, numbers_of
from domain.figures import Basis, Indicator
from domain.lights import Light
from domain.moves import moves
from domain.people import Person, Role
from domain.periods import Period
from domain.ranking import NEW, Status
from domain.roster import Assignment
from domain.scoring import score_of
from tests.domain.district import WEEK, YARD, assignment, figure, indicator, roster, unit

EARLIER = date(2026, 2, 9)  # 40 of 90 days; at the end of the week they are 46
NOBODY = frozenset[Role]()
ZERO = Fraction(0)


def bearers(
    owed: Sequence[Assignment],
    values: Mapping[int, int | str],
    *indicators: Indicator,
    arrears: Arrears = NOTHING_OWED,
) -> Bearers:
    """Whoever bears these numbers in the units a, b …, with the people p1, p2 …"""
    towns = [unit(code) for code in dict.fromkeys(own.unit for own in owed)]
    people = {
        own.person: Person(own.person, own.person, "", own.unit, NOBODY)
        for own in sorted(owed, key=lambda own: own.person)
    }
    known = replace(roster(towns, indicators, owed), people=people)
    figures = {number: [figure(number, value)] for number, value in values.items()}
    scores = [
        score_of(
            town.code,
            [own for own in owed if own.unit == town.code],
            figures,
            roster=known,
            period=WEEK,
            day=WEEK.last_day_of_year,
            rules=YARD,
        )
        for town in towns
    ]
    numbers = [
        number
        for score in scores
        for number in numbers_of(score, period=WEEK, rules=YARD, arrears=arrears)
    ]
    return bearers_of(known, numbers, period=WEEK, rules=YARD, arrears=arrears)


def four_projects() -> list[Assignment]:
    return [assignment(n, "a", "prj", project=f"x{n}", q1=100) for n in range(4)]


def test_equal_projects_share_a_place_and_the_silent_stand_below() -> None:
    known = bearers(four_projects(), {0: 30, 1: 50, 2: 50}, indicator("prj"))

    ranking = known.ranking(PROJECTS)

    assert ranking.subject == PROJECTS
    assert [(s.unit, s.rank, s.status) for s in ranking.standings] == [
        ("x1", 1, Status.RANKED),
        ("x2", 1, Status.RANKED),
        ("x0", 3, Status.RANKED),
        ("x3", None, Status.NOT_REPORTED),
    ]


def test_movement_is_counted_against_the_list_published_before() -> None:
    before = bearers(four_projects(), {0: 30, 1: 50, 2: 40}, indicator("prj")).ranking(PROJECTS)

    now = bearers(four_projects(), {0: 60, 1: 50, 2: 40, 3: 10}, indicator("prj"))
    ranking = now.ranking(PROJECTS, before)

    moved = {s.unit: s.movement for s in ranking.standings}
    assert moved == {"x0": 2, "x1": -1, "x2": -1, "x3": NEW}
    assert [move.unit for move in moves(before, ranking)] == ["x0", "x1", "x2", "x3"]


def test_a_project_in_the_lists_of_two_indicators_moves_in_each() -> None:
    owed = [
        replace(own, indicator=code, id=own.id + 4 * number)
        for number, code in enumerate(("fai", "jobs"))
        for own in four_projects()[:2]
    ]
    both = indicator("fai"), indicator("jobs")
    before = bearers(owed, {0: 50, 1: 40, 4: 50, 5: 40}, *both).ranking(PROJECTS)

    ranking = bearers(owed, {0: 50, 1: 40, 4: 50, 5: 60}, *both).ranking(PROJECTS, before)

    moved = {(s.unit, s.group): s.movement for s in ranking.standings}
    assert moved == {
        ("x0", "指标fai"): 0,
        ("x1", "指标fai"): 0,
        ("x1", "指标jobs"): 1,
        ("x0", "指标jobs"): -1,
    }
    assert {move.after for move in moves(before, ranking)} == {1, 2}


def test_a_red_project_stays_red_until_what_it_owed_is_made_up() -> None:
    arrears = Arrears(WEEK.key, {("x0", "prj"): EARLIER, ("x1", "prj"): EARLIER})
    known = bearers(
        four_projects(), {0: 43, 1: 45, 2: 43}, indicator("prj"), arrears=arrears
    )  # 44.4 were owed

    found = {s.unit: (s.light, s.held) for s in known.ranking(PROJECTS).standings}

    assert found["x0"] == (Light.RED, Decimal("1.4"))
    assert found["x1"] == found["x2"] == (Light.YELLOW, None)
    assert ("x0", "prj", EARLIER) in set(known.reds())


def test_a_persons_light_holds_like_a_units() -> None:
    owed = [
        replace(own, project=None, unit=f"t{own.id}", person=f"p{own.id}")
        for own in four_projects()[:2]
    ]
    arrears = Arrears(WEEK.key, {("p0", WHOLE): EARLIER})

    known = bearers(owed, {0: 43, 1: 43}, indicator("prj"), arrears=arrears)

    found = {s.unit: (s.light, s.held) for s in known.ranking(PEOPLE).standings}
    assert found == {"p0": (Light.RED, Decimal("1.4")), "p1": (Light.YELLOW, None)}
    assert list(known.reds()) == [("p0", WHOLE, EARLIER)]


INDICATORS = (
    indicator("fai", weight=3),
    indicator("jobs", weight="1.5"),
    indicator("growth", Basis.RATE, measure="%"),
)
targets = st.integers(1, 200)
amounts = st.integers(0, 300).map(lambda halves: Decimal(halves) / 2)


@st.composite
def districts(draw: st.DrawFn) -> tuple[list[Assignment], dict[int, Decimal]]:
    """Two projects in each of two units beside its own growth, borne by three people."""
    owed, values = list[Assignment](), dict[int, Decimal]()
    for code in ("a", "b"):
        own = [(None, "growth"), *product((f"{code}1", f"{code}2"), ("fai", "jobs"))]
        for project, known in own:
            number = len(owed)
            made = assignment(number, code, known, project=project, q1=draw(targets))
            owed.append(replace(made, person=f"p{draw(st.integers(1, 3))}"))
            if draw(st.integers(0, 4)):
                values[number] = draw(amounts)
    return owed, values


def rounded(points: Fraction) -> Fraction:
    """To one decimal, halves away from zero."""
    sign = -1 if points < 0 else 1
    return Fraction(sign * floor(abs(points) * 10 + Fraction(1, 2)), 10)


def gone(week: Period) -> Fraction:
    return Fraction(100 * (week.end - date(2025, 12, 31)).days, 90)


def points_of(own: Assignment, value: Decimal) -> Fraction:
    """What it brings into a mean; a rate lays its gap on the days gone."""
    target = Fraction(own.targets["q1"])
    if own.indicator == "growth":
        return gone(WEEK) + Fraction(value) - target
    return 100 * Fraction(value) / target


@settings(max_examples=120)
@given(districts())
def test_a_second_computation_in_fractions_finds_the_same_places(
    drawn: tuple[list[Assignment], dict[int, Decimal]],
) -> None:
    owed, values = drawn
    known = bearers(owed, {n: str(v) for n, v in values.items()}, *INDICATORS)
    by_name = {one.name: one for one in INDICATORS}

    for standing in known.ranking(PROJECTS).standings:
        code = by_name[standing.group].code
        rivals = {
            own.project: rounded(points_of(own, values[own.id]))
            for own in owed
            if own.indicator == code and own.id in values
        }
        mine = rivals.get(standing.unit)
        better = sum(mine is not None and other > mine for other in rivals.values())
        assert standing.rank == (None if mine is None else better + 1)
        assert (standing.value, standing.target) == (None, None)

    means = _means(owed, values)
    for standing in known.ranking(PEOPLE).standings:
        mine = means.get(standing.unit)
        better = sum(mine is not None and other > mine for other in means.values())
        assert standing.rank == (None if mine is None else better + 1)
        assert standing.completion is None or Fraction(standing.completion) == mine


def _means(owed: Sequence[Assignment], values: Mapping[int, Decimal]) -> dict[str, Fraction]:
    weights = {one.code: Fraction(one.weight) for one in INDICATORS}
    given: dict[str, list[tuple[Fraction, Fraction]]] = {}
    for own in owed:
        if own.id in values:
            term = weights[own.indicator], points_of(own, values[own.id])
            given.setdefault(own.person, []).append(term)
    return {
        person: rounded(sum((w * p for w, p in terms), ZERO) / sum((w for w, _ in terms), ZERO))
        for person, terms in given.items()
    }
