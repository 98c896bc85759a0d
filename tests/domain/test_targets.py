from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures import Basis
from domain.periods import PeriodKind
from domain.targets import Plan, plan_of


def targets(**slots: str | int) -> dict[str, Decimal]:
    return {slot: Decimal(amount) for slot, amount in slots.items()}


def plan(
    slots: Mapping[str, Decimal],
    basis: Basis = Basis.CUMULATIVE,
    kind: PeriodKind = PeriodKind.WEEK,
    due: date | None = None,
) -> Plan:
    found = plan_of(slots, basis=basis, year=2026, kind=kind, due=due)
    assert found is not None
    return found


def planned(curve: Plan, day: date) -> Fraction:
    amount, parts = curve.planned_at(day)
    return Fraction(amount) / parts


QUARTERS = targets(year=100, q1=20, q2=30, q3=30, q4=20)


@pytest.mark.parametrize(
    ("day", "slot", "amount"),
    [
        (date(2026, 1, 1), "q1", 20),
        (date(2026, 3, 31), "q1", 20),
        (date(2026, 4, 1), "q2", 50),
        (date(2026, 9, 30), "q3", 80),
        (date(2026, 12, 31), "q4", 100),
        (date(2027, 1, 3), "q4", 100),
    ],
)
def test_quarters_of_a_sum_add_up(day: date, slot: str, amount: int) -> None:
    anchor = plan(QUARTERS).anchor_at(day)

    assert (anchor.slot, int(anchor.amount)) == (slot, amount)


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2026, 1, 1), Fraction(20, 90)),
        (date(2026, 2, 14), Fraction(10)),
        (date(2026, 3, 31), Fraction(20)),
        (date(2026, 5, 1), 20 + Fraction(30 * 31, 91)),
        (date(2026, 12, 31), Fraction(100)),
    ],
)
def test_the_plan_is_linear_by_days_and_counts_the_day_itself(day: date, amount: Fraction) -> None:
    assert planned(plan(QUARTERS), day) == amount


def test_without_quarters_the_year_is_spread_over_its_days() -> None:
    curve = plan(targets(year=365))

    assert planned(curve, date(2026, 3, 31)) == 90
    assert curve.anchor_at(date(2026, 1, 1)).day == date(2026, 12, 31)


def test_a_year_due_earlier_is_spread_over_the_days_it_has() -> None:
    curve = plan(targets(year=90), due=date(2026, 3, 31))

    assert planned(curve, date(2026, 1, 31)) == 31
    assert planned(curve, date(2026, 7, 1)) == 90


def test_where_the_quarters_end_the_curve_goes_on_to_the_year() -> None:
    curve = plan(targets(year=100, q1=25, q3=99))

    assert [(a.slot, int(a.amount)) for a in curve.anchors] == [("q1", 25), ("year", 100)]


def test_a_campaign_of_one_quarter_is_measured_by_it_to_the_end() -> None:
    curve = plan(targets(q1=25))

    assert curve.anchor_at(date(2026, 4, 5)).slot == "q1"
    assert planned(curve, date(2026, 4, 5)) == 25


def test_months_go_before_quarters_where_months_are_asked() -> None:
    slots = QUARTERS | targets(m2=5, m3=15, m4=9)

    anchors = plan(slots, kind=PeriodKind.MONTH).anchors

    assert [(a.slot, a.day, int(a.amount)) for a in anchors] == [
        ("m2", date(2026, 2, 28), 5),
        ("m3", date(2026, 3, 31), 20),
        ("m4", date(2026, 4, 30), 29),
        ("q2", date(2026, 6, 30), 50),
        ("q3", date(2026, 9, 30), 80),
        ("q4", date(2026, 12, 31), 100),
    ]
    assert all(a.slot.startswith("q") for a in plan(slots).anchors)


def test_a_level_stands_for_itself_and_rises_from_where_it_was() -> None:
    curve = plan(targets(base=80, q1=90, q4=100), Basis.LEVEL)

    assert [(a.slot, int(a.amount)) for a in curve.anchors] == [("q1", 90), ("q4", 100)]
    assert planned(curve, date(2026, 2, 14)) == 85
    assert planned(curve, date(2026, 3, 31)) == 90


def test_the_elapsed_share_is_by_days_to_the_target() -> None:
    curve = plan(QUARTERS)

    assert curve.elapsed_at(date(2026, 1, 9)) == 10
    assert curve.elapsed_at(date(2026, 3, 31)) == 100
    assert curve.elapsed_at(date(2025, 12, 29)) == 0


def test_no_target_is_no_plan() -> None:
    assert plan_of({}, basis=Basis.CUMULATIVE, year=2026, kind=PeriodKind.WEEK) is None
    assert plan_of(targets(base=3), basis=Basis.LEVEL, year=2026, kind=PeriodKind.WEEK) is None


amounts = st.decimals(0, 1000, places=2)
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))


@given(st.lists(amounts, min_size=4, max_size=4), days)
def test_a_plan_of_increments_never_falls_and_meets_its_targets(
    quarters: list[Decimal], day: date
) -> None:
    slots = {f"q{n}": amount for n, amount in enumerate(quarters, start=1)}
    curve = plan(slots)

    assert planned(curve, day - timedelta(days=1)) <= planned(curve, day)
    assert all(planned(curve, a.day) == Fraction(a.amount) for a in curve.anchors)
