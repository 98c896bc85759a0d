"""Laws that hold for any district, and a second computation in exact fractions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import floor
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.figures import Basis, Figure, Indicator
from domain.publishing import facts_of, ranking_of
from domain.ranking import Ranking, Standing, Status, overall
from domain.roster import Assignment, Unit
from tests.domain.district import RULES, WEEK, assignment, figure, indicator, roster, scored, unit

INDICATORS = (
    indicator("fai", weight=3),
    indicator("retail", Basis.FLOW, weight="1.5"),
    indicator("projects", Basis.LEVEL, measure="%"),
    indicator("growth", Basis.RATE, measure="%", weight=2),
)


@dataclass(frozen=True)
class District:
    units: tuple[Unit, ...]
    indicators: tuple[Indicator, ...]
    assignments: tuple[Assignment, ...]
    figures: tuple[Figure, ...]

    def ranking(self, previous: Ranking | None = None) -> Ranking:
        known = roster(self.units, self.indicators, self.assignments)
        scores = scored(known, *self.figures)
        return overall(scores, roster=known, period=WEEK, rules=RULES, previous=previous)


amounts = st.decimals(0, 500, places=2)
targets = st.decimals(Decimal("0.5"), 400, places=2)


@st.composite
def districts(draw: st.DrawFn, size: int = 6) -> District:
    units = [unit(f"u{n}", draw(st.sampled_from(["乡镇", "街道"]))) for n in range(size)]
    assignments: list[Assignment] = []
    figures: list[Figure] = []
    for one in units:
        for known in INDICATORS:
            number = len(assignments)
            assignments.append(assignment(number, one.code, known.code, q1=str(draw(targets))))
            for period in ("2026-W06", WEEK.key):
                if draw(st.integers(0, 4)):
                    figures.append(figure(number, draw(amounts), period=period))
    return District(tuple(units), INDICATORS, tuple(assignments), tuple(figures))


def rounded(points: Fraction) -> Fraction:
    """To one decimal, halves away from zero."""
    sign = -1 if points < 0 else 1
    return Fraction(sign * floor(abs(points) * 10 + Fraction(1, 2)), 10)


def by_hand(district: District) -> dict[str, tuple[Fraction, Fraction] | None]:
    """Completion and pace of every unit on day 45 of 90, or None without a number now."""
    found: dict[str, tuple[Fraction, Fraction] | None] = {}
    half = Fraction(50)
    for one in district.units:
        weights, points = Fraction(0), Fraction(0)
        now = False
        for due in (a for a in district.assignments if a.unit == one.code):
            own = sorted((f.period, f.value) for f in district.figures if f.assignment == due.id)
            if not own:
                continue
            now = now or own[-1][0] == WEEK.key
            known = next(i for i in district.indicators if i.code == due.indicator)
            values = [Fraction(value or 0) for _, value in own]
            value = sum(values) if known.basis is Basis.FLOW else values[-1]
            target = Fraction(due.targets["q1"])
            share = half + value - target if known.basis is Basis.RATE else 100 * value / target
            weights += Fraction(known.weight)
            points += Fraction(known.weight) * share
        found[one.code] = (rounded(points / weights), rounded(half)) if now else None
    return found


@settings(max_examples=150)
@given(districts())
def test_a_second_computation_in_fractions_finds_the_same(district: District) -> None:
    expected = by_hand(district)

    for standing in district.ranking().standings:
        theirs = expected[standing.unit]
        if theirs is None:
            assert standing.status is not Status.RANKED
            continue
        assert (Fraction(_of(standing.completion)), Fraction(_of(standing.pace))) == theirs
        better = [
            other
            for other in district.units
            if other.group == standing.group
            and (points := expected[other.code]) is not None
            and points[0] > theirs[0]
        ]
        assert standing.rank == len(better) + 1


@settings(max_examples=60)
@given(districts(), st.integers(2, 10_000))
def test_another_measure_changes_nothing(district: District, factor: int) -> None:
    scaled = _scaled(district, "fai", factor)

    assert scaled.ranking() == district.ranking()


@settings(max_examples=60)
@given(districts(), st.integers(2, 50))
def test_only_the_proportion_of_weights_counts(district: District, factor: int) -> None:
    heavier = tuple(replace(i, weight=i.weight * factor) for i in district.indicators)

    assert replace(district, indicators=heavier).ranking() == district.ranking()


@settings(max_examples=60)
@given(districts(), st.randoms(use_true_random=False))
def test_the_order_of_units_decides_nothing_but_the_order_of_equals(
    district: District, random: Random
) -> None:
    units = list(district.units)
    random.shuffle(units)

    shuffled = replace(district, units=tuple(units)).ranking()

    assert _by_unit(shuffled.standings) == _by_unit(district.ranking().standings)


@settings(max_examples=60)
@given(districts(size=7))
def test_one_more_unit_moves_only_those_below_it_in_its_group(district: District) -> None:
    late = district.units[-1]
    before = replace(district, units=district.units[:-1], assignments=_without(district, late))

    old, new = _by_unit(before.ranking().standings), _by_unit(district.ranking().standings)
    added = new.pop(late.code)

    for code, standing in new.items():
        is_below = (
            standing.group == late.group
            and added.rank is not None
            and standing.rank is not None
            and standing.rank > added.rank
        )
        rank = old[code].rank
        assert standing == replace(old[code], rank=rank + 1 if rank and is_below else rank)


@settings(max_examples=60)
@given(districts(), districts())
def test_movements_balance_against_the_published_list(earlier: District, later: District) -> None:
    published = earlier.ranking()

    found = later.ranking(ranking_of(facts_of(published)))

    for standing in found.standings:
        before = published.of_unit(standing.unit)
        if isinstance(standing.movement, int):
            assert before is not None
            assert before.rank == (standing.rank or 0) + standing.movement
    assert [replace(s, movement=None) for s in found.standings] == list(later.ranking().standings)


@settings(max_examples=60)
@given(districts())
def test_a_better_number_never_costs_a_place(district: District) -> None:
    number = next((f for f in district.figures if f.period == WEEK.key), None)
    if number is None or number.value is None:
        return
    better = tuple(
        replace(f, value=number.value + 5) if f is number else f for f in district.figures
    )
    code = district.assignments[number.assignment].unit

    old, new = district.ranking().of_unit(code), replace(district, figures=better).ranking()

    assert old is not None
    assert old.rank is not None
    assert (_by_unit(new.standings)[code].rank or 0) <= old.rank


def _of(points: Decimal | None) -> Decimal:
    assert points is not None
    return points


def _by_unit(standings: Sequence[Standing]) -> dict[str, Standing]:
    return {standing.unit: standing for standing in standings}


def _without(district: District, gone: Unit) -> tuple[Assignment, ...]:
    return tuple(a for a in district.assignments if a.unit != gone.code)


def _scaled(district: District, code: str, factor: int) -> District:
    scaled = {a.id for a in district.assignments if a.indicator == code}
    assignments = tuple(
        replace(a, targets={slot: amount * factor for slot, amount in a.targets.items()})
        if a.id in scaled
        else a
        for a in district.assignments
    )
    figures = tuple(
        replace(f, value=_of(f.value) * factor) if f.assignment in scaled else f
        for f in district.figures
    )
    return replace(district, assignments=assignments, figures=figures)
