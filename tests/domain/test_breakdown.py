from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.breakdown import QUARTERS, Breakdown, Level, State, Sum, breakdowns, sums_in
from domain.figures import Basis, Indicator
from domain.roster import Assignment, Unit
from tests.domain.district import assignment, indicator, roster, unit

FAI = indicator("fai")


def found(*owed: Assignment, known: Indicator = FAI, units: tuple[Unit, ...] = ()) -> Breakdown:
    named = units or tuple(unit(code) for code in dict.fromkeys(a.unit for a in owed))
    return breakdowns(roster(named, [known], owed), owed)[0]


def only(entry: Breakdown, level: Level) -> Sum:
    (one,) = (one for one in entry.sums if one.level is level)
    return one


@pytest.mark.parametrize(
    ("quarters", "rest", "state"),
    [
        ({"q1": 20, "q2": 30, "q3": 30, "q4": 20}, 0, State.MET),
        ({"q1": 20, "q2": 30, "q3": 30, "q4": 15}, 5, State.SHORT),
        ({"q1": 20, "q2": 30}, 50, State.OPEN),
        ({"q1": 20, "q2": 30, "q3": 30, "q4": 25}, -5, State.OVER),
        ({"q1": 101}, -1, State.OVER),
        ({"q1": 100}, 0, State.MET),
    ],
)
def test_what_the_quarters_leave_of_the_year_is_told(
    quarters: dict[str, int], rest: int, state: State
) -> None:
    targets = {slot: Decimal(value) for slot, value in {"year": 100, **quarters}.items()}
    one = only(found(Assignment(1, "A", "fai", "p1", targets=targets)), Level.QUARTERS)

    assert (int(one.remainder), one.state) == (rest, state)


def test_rounding_explains_a_small_remainder() -> None:
    thirds = assignment(1, "A", "fai", q1=10, m2="6.67", m3="3.34")
    tenths = assignment(1, "A", "fai", q1=10, m2="6.7", m3="3.4")

    assert only(found(thirds), Level.MONTHS).state is State.MET
    assert only(found(tenths), Level.MONTHS).state is State.OVER


def test_a_state_or_a_rate_is_held_against_its_last_part_and_needs_no_months() -> None:
    for basis in (Basis.LEVEL, Basis.RATE):
        known = indicator("fai", basis)
        met = found(assignment(1, "A", "fai", year=9, q1=3, q4=9), known=known)
        not_met = found(assignment(1, "A", "fai", year=9, q1=3, q4=8), known=known)

        assert met.is_met
        assert only(not_met, Level.QUARTERS).remainder == 1


@pytest.mark.parametrize(
    ("months", "is_met"),
    [({}, True), ({"m2": 1, "m3": 1}, True), ({"m2": 2}, True), ({"m2": 1}, False)],
)
def test_months_are_optional_and_add_up_where_they_are_given(
    months: dict[str, int], is_met: bool
) -> None:
    targets = {"year": 8, "q1": 2, "q2": 2, "q3": 2, "q4": 2, **months}
    own = {slot: Decimal(amount) for slot, amount in targets.items()}
    owed = Assignment(1, "A", "fai", "p1", targets=own)

    assert found(owed).is_met == is_met


def test_the_projects_of_a_unit_are_held_against_its_own_number() -> None:
    owed = [
        assignment(1, "A", "fai", year=100),
        assignment(2, "A", "fai", project="桥", year=60),
        assignment(3, "A", "fai", project="路", year=30),
        assignment(4, "A", "fai", project="园"),
    ]

    one = only(found(*owed), Level.PROJECTS)

    assert (int(one.remainder), one.lacking, one.state) == (10, ("园",), State.OPEN)


def test_shares_and_rates_of_projects_do_not_add_up() -> None:
    owed = [assignment(1, "A", "fai", year=100), assignment(2, "A", "fai", project="桥", year=60)]

    for known in (indicator("fai", Basis.RATE), indicator("fai", Basis.LEVEL, measure="%")):
        assert not [one for one in found(*owed, known=known).sums if one.level is Level.PROJECTS]


def test_only_a_unit_that_is_ranked_with_nobody_is_the_sum_of_those_below() -> None:
    below = Unit("B", "B", "B", "乡镇", "A")
    owed = [assignment(1, "A", "fai", year=100), assignment(2, "B", "fai", year=60)]

    district = found(*owed, units=(unit("A", group=""), below))
    zone = found(*owed, units=(unit("A", group="园区"), below))

    assert only(district, Level.UNITS).remainder == 40
    assert not [one for one in zone.sums if one.level is Level.UNITS]


def test_without_a_target_nothing_is_broken_down() -> None:
    entry = found(assignment(1, "A", "fai", base=3))

    assert (entry.has_target, entry.is_met, entry.sums) == (False, False, ())


amounts = st.decimals(0, 1000, places=2)


@given(amounts, st.dictionaries(st.sampled_from(QUARTERS), amounts))
def test_whole_is_parts_and_remainder(year: Decimal, quarters: dict[str, Decimal]) -> None:
    targets = {"year": year, **quarters}
    owed = Assignment(1, "A", "fai", "p1", targets=targets)

    (one,) = (one for one in sums_in(owed, FAI) if one.level is Level.QUARTERS)

    assert one.given + one.remainder == one.whole
    assert (one.state is State.MET) == (abs(one.remainder) <= one.tolerance)
    assert set(one.lacking) == set(QUARTERS) - set(quarters)
