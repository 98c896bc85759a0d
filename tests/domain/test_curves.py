from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.curves import last_years
from domain.figures import Basis, Curve
from domain.periods import PeriodKind
from domain.slots import PAST_SLOTS, year_target
from domain.targets import Plan
from domain.workdays import DayKind, SpecialDay, Workdays
from domain.yardstick import Yardstick
from tests.domain.district import indicator

FAI = indicator("fai")
SPRING = Workdays({date(2026, 2, day): SpecialDay(DayKind.OFF) for day in range(16, 24)})
END = date(2026, 12, 31)


def targets(**slots: str | int) -> dict[str, Decimal]:
    return {slot: Decimal(amount) for slot, amount in slots.items()}


PAST = dict.fromkeys(PAST_SLOTS, Decimal(5)) | targets(p2=20, p12=35)  # 100 in all


def plan(slots: dict[str, Decimal], curve: Curve, workdays: Workdays | None = None) -> Plan:
    yard = Yardstick(curve=curve, workdays=workdays or Workdays())
    found = yard.plan(FAI, slots, year=2026, kind=PeriodKind.WEEK)
    assert found is not None
    return found


def reached(curve: Plan, day: date) -> Fraction:
    amount, parts = curve.planned_at(day)
    return Fraction(amount) / parts


def test_by_workdays_nothing_is_planned_for_a_holiday() -> None:
    curve = plan(targets(q1=58), Curve.WORKDAYS, workdays=SPRING)  # 64 weekdays less 6

    assert reached(curve, date(2026, 2, 13)) == reached(curve, date(2026, 2, 23)) == 32
    assert reached(curve, date(2026, 2, 24)) == 33
    assert reached(curve, date(2026, 3, 31)) == 58


def test_by_months_every_month_weighs_the_same() -> None:
    curve = plan(targets(year=120), Curve.MONTHS)

    assert [reached(curve, date(2026, n, 28)) for n in (1, 2)] == [Fraction(280, 31), 20]
    assert reached(curve, date(2026, 8, 31)) == 80  # 8 ÷ 12, as official tables count


def test_a_plan_of_months_bends_the_way_but_not_the_target() -> None:
    curve = plan(targets(q1=20, q2=30, m2=4, m3=16), Curve.MANUAL)

    assert reached(curve, date(2026, 2, 28)) == 4
    assert reached(curve, date(2026, 3, 31)) == 20
    assert curve.anchor_at(date(2026, 2, 1)).slot == "q1"


def test_months_that_miss_their_quarter_do_not_move_it() -> None:
    curve = plan(targets(q1=20, m2=4, m3=10), Curve.MANUAL)

    assert reached(curve, date(2026, 3, 31)) == 20


def test_last_years_shape_leads_to_this_years_target() -> None:
    curve = plan(targets(year=200) | PAST, Curve.LAST_YEAR)

    assert reached(curve, date(2026, 2, 28)) == 40
    assert reached(curve, date(2026, 11, 30)) == 130
    assert reached(curve, END) == 200


def test_last_years_shape_holds_between_quarters_too() -> None:
    curve = plan(targets(q1=50, q2=60) | PAST, Curve.LAST_YEAR)

    assert reached(curve, date(2026, 2, 28)) == 40  # 20 of the 25 of last year's quarter
    assert reached(curve, date(2026, 3, 31)) == 50
    assert reached(curve, date(2026, 5, 31)) == 90


@pytest.mark.parametrize("curve", [Curve.MANUAL, Curve.LAST_YEAR])
def test_a_curve_without_ground_follows_the_days(curve: Curve) -> None:
    slots = targets(year=365)

    followed = plan(slots, curve)

    assert followed.curve is Curve.DAYS
    assert reached(followed, date(2026, 4, 10)) == 100


def test_a_year_of_nothing_has_no_shape() -> None:
    slots = targets(year=365) | dict.fromkeys(PAST_SLOTS, Decimal(0))

    followed = plan(slots, Curve.LAST_YEAR)

    assert followed.curve is Curve.DAYS
    assert reached(followed, date(2026, 4, 10)) == 100


def test_an_indicators_own_curve_goes_before_that_of_all() -> None:
    own = Yardstick(curve=Curve.MONTHS)

    assert own.curve_of(FAI) is Curve.MONTHS
    assert own.curve_of(indicator("x", curve=Curve.WORKDAYS)) is Curve.WORKDAYS


def test_a_growth_on_last_year_is_a_target() -> None:
    assert year_target(targets(base=110, growth=8), Basis.CUMULATIVE) == Decimal("118.8")
    assert year_target(targets(base=110, growth=8, year=120), Basis.CUMULATIVE) == 120
    assert year_target(targets(base=0, growth=8), Basis.CUMULATIVE) is None
    assert year_target(targets(base=5, growth=8), Basis.RATE) is None
    assert reached(plan(targets(base=100, growth=-10), Curve.DAYS), END) == 90


days = st.dates(date(2026, 1, 1), END)
amounts = st.decimals(0, 500, places=2)
quarterly = st.fixed_dictionaries({f"q{n}": amounts for n in range(1, 5)})
past = st.fixed_dictionaries(dict.fromkeys(PAST_SLOTS, amounts))


@given(quarterly, past, st.sampled_from(Curve), days)
def test_every_curve_meets_the_targets_and_never_falls(
    quarters: dict[str, Decimal], before: dict[str, Decimal], curve: Curve, day: date
) -> None:
    found = plan(quarters | before, curve, workdays=SPRING)

    assert reached(found, day) <= reached(found, min(day + timedelta(days=1), END))
    assert all(reached(found, a.day) == Fraction(a.amount) for a in found.anchors)


@given(past.filter(lambda before: any(before.values())), days)
def test_last_year_is_counted_to_the_day(before: dict[str, Decimal], day: date) -> None:
    grown = last_years(before, year=2026)
    assert grown is not None
    eve = date(2025, 12, 31)

    assert grown(eve, day) + grown(day, END) == sum(map(Fraction, before.values()))


@given(st.dates(date(2024, 1, 1), END), st.dates(date(2024, 1, 1), END))
def test_workdays_are_counted_as_they_are_listed(one: date, other: date) -> None:
    after, until = sorted((one, other))

    listed = len(SPRING.workdays_between(after, until)) - SPRING.is_workday(after)

    assert SPRING.count(after, until) == listed
    assert SPRING.count(until, after) == -listed


@pytest.mark.parametrize("curve", Curve)
def test_a_plan_that_is_remembered_is_the_one_made_anew(curve: Curve) -> None:
    random, yard = Random(curve), Yardstick(curve=curve, workdays=SPRING)
    days = [date(2026, month, 5) for month in range(1, 13)]
    for _ in range(200):
        slots = random.sample([("q1", 10), ("q1", 20), ("q2", 30), ("year", 90), ("base", 5)], 2)
        wanted = targets(**dict(slots)) | random.choice([{}, PAST, targets(m2=7)])
        known = indicator("any", random.choice(list(Basis)), curve=random.choice([None, *Curve]))
        kind = random.choice([PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.YEAR])
        due, year = random.choice([None, date(2026, 6, 30)]), random.choice([2026, 2027])

        plans = [
            by.plan(known, wanted, year=year, kind=kind, due=due)
            for by in (yard, Yardstick(curve=curve, workdays=SPRING))
        ]

        assert plans[0] == plans[1]
        seen = [[plan.planned_at(day) for day in days] for plan in plans if plan]
        assert not seen or seen[0] == seen[1]
