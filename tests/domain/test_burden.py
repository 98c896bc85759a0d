"""A week's burden: what is usual, and who bears more than that."""

from datetime import UTC, datetime, timedelta

from domain.burden import Burden, Load, time_taken
from domain.periods import Period

WEEK = Period.parse("2026-W10")
NINE = datetime(2026, 3, 5, 1, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)


def week(*loads: Load) -> Burden:
    return Burden(WEEK, loads)


def test_the_usual_week_is_the_middle_one_and_not_the_mean() -> None:
    burden = week(*(Load(f"p{n}", "cg", received=n) for n in (1, 2, 3, 4, 90)))

    assert burden.typical(lambda load: load.received) == 3


def test_those_above_the_usual_are_named_the_heaviest_first() -> None:
    burden = week(
        Load("a", "cg", received=2, typed=1),
        Load("b", "cg", received=2, typed=1),
        Load("c", "lh", received=4, typed=6, questions=2),
        Load("d", "lh", received=3, typed=1),
    )

    assert [load.person for load in burden.heaviest(3)] == ["c", "d"]
    assert burden.heaviest_units(3) == [("lh", 8.0)]


def test_where_all_bear_alike_nobody_is_named() -> None:
    burden = week(Load("a", "cg", received=2), Load("b", "lh", received=2))

    assert burden.heaviest(3) == []
    assert burden.heaviest_units(3) == []


def test_a_week_of_nobody_is_no_burden() -> None:
    assert week().typical(lambda load: load.weight) == 0
    assert week().typical_time is None


def test_time_runs_from_being_asked_to_the_last_number() -> None:
    assert time_taken(NINE, [NINE + AN_HOUR, NINE + 3 * AN_HOUR]) == 3 * AN_HOUR
    assert time_taken(NINE, [NINE + AN_HOUR, None]) is None
    assert time_taken(NINE, [NINE - AN_HOUR]) is None
    assert time_taken(None, [NINE]) is None
    assert time_taken(NINE, []) is None


def test_the_usual_time_is_of_those_who_answered_everything() -> None:
    taken = [AN_HOUR, None, 2 * AN_HOUR, 9 * AN_HOUR]

    burden = week(*(Load(f"p{n}", "cg", took=took) for n, took in enumerate(taken)))

    assert burden.typical_time == 2 * AN_HOUR
