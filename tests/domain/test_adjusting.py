"""Targets that change from a day on."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.adjusting import Adjustment, in_order
from domain.roster import Assignment

MARCH_10 = date(2026, 3, 10)
A_DAY = timedelta(days=1)
FIRST = {"year": Decimal(60), "q1": Decimal("15.60")}


def number(*changes: Adjustment) -> Assignment:
    return Assignment(1, "cg", "fai", "asha", targets=FIRST, adjustments=in_order(changes))


def q1(amount: str | None, since: date, id: int = 0) -> Adjustment:  # noqa: A002  its name
    return Adjustment(since, {"q1": None if amount is None else Decimal(amount)}, id)


def test_a_change_holds_from_its_day_on_and_not_before() -> None:
    own = number(q1("16.20", MARCH_10))

    assert own.targets_on(MARCH_10 - A_DAY) == FIRST
    assert own.targets_on(MARCH_10) == {"year": Decimal(60), "q1": Decimal("16.20")}


def test_of_one_day_what_was_decided_last_holds() -> None:
    own = number(q1("18", MARCH_10, 2), q1("16.20", MARCH_10, 1))

    assert own.targets_on(MARCH_10)["q1"] == 18


def test_what_was_decided_earlier_for_a_later_day_holds_from_that_day() -> None:
    own = number(q1("18", date(2026, 4, 1), 1), q1("17", MARCH_10, 2))

    assert own.targets_on(date(2026, 3, 31))["q1"] == 17
    assert own.targets_on(date(2026, 4, 1))["q1"] == 18


def test_a_target_can_be_taken_away() -> None:
    assert "q1" not in number(q1(None, MARCH_10)).targets_on(MARCH_10)


def test_settled_on_a_day_it_is_as_if_it_had_never_been_otherwise() -> None:
    own = number(q1("16.20", MARCH_10))

    assert own.settled_on(MARCH_10 - A_DAY) == number()
    assert own.settled_on(MARCH_10).targets_on(date(2026, 1, 1))["q1"] == Decimal("16.20")


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
change = st.builds(
    lambda since, amount, at: Adjustment(since, {"q1": Decimal(amount)}, at),
    days,
    st.integers(1, 99),
    st.integers(1, 99),
)


@settings(max_examples=40)
@given(st.lists(change, max_size=4, unique_by=lambda one: one.id), change, days)
def test_one_change_more_changes_nothing_before_its_day(
    changes: list[Adjustment], more: Adjustment, day: date
) -> None:
    if day < more.since:
        assert number(*changes, more).targets_on(day) == number(*changes).targets_on(day)
