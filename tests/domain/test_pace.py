from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures import Basis, Direction, Indicator
from domain.lights import Light
from domain.pace import LightRules, Progress, progress_of, shown, value_to_date
from domain.periods import PeriodKind
from domain.targets import plan_of

RULES = LightRules()
MID_Q1 = date(2026, 2, 14)  # 45 of 90 days


def progress(
    value: str | None,
    slots: Mapping[str, str | int],
    *,
    basis: Basis = Basis.CUMULATIVE,
    direction: Direction = Direction.HIGHER,
    day: date = MID_Q1,
) -> Progress:
    targets = {slot: Decimal(amount) for slot, amount in slots.items()}
    return progress_of(
        Indicator("fai", "投资", "亿元", basis, direction=direction),
        plan_of(targets, basis=basis, year=2026, kind=PeriodKind.WEEK),
        value=None if value is None else Decimal(value),
        day=day,
        rules=RULES,
    )


def figures(found: Progress) -> tuple[str | None, str | None, str | None, Light]:
    def text(points: Decimal | None) -> str | None:
        return None if points is None else str(shown(points))

    return text(found.completion), text(found.pace), text(found.gap), found.light


def test_a_sum_is_measured_against_the_quarter_in_sight() -> None:
    found = progress("9", {"q1": 20, "q2": 20, "year": 40})

    assert figures(found) == ("45.0", "50.0", "-5.0", Light.YELLOW)
    assert (found.target, found.difference) == (Decimal(20), Decimal(-11))
    assert found.until == date(2026, 3, 31)


def test_earlier_quarters_count_in_full() -> None:
    found = progress("31", {"q1": 20, "q2": 20, "q3": 20, "q4": 20}, day=date(2026, 5, 15))

    assert figures(found) == ("77.5", "74.7", "2.8", Light.GREEN)
    assert found.target == 40


def test_a_year_without_quarters_is_measured_by_days() -> None:
    found = progress("100", {"year": 365}, day=date(2026, 3, 14))

    assert figures(found) == ("27.4", "20.0", "7.4", Light.GREEN)


@pytest.mark.parametrize(
    ("value", "slots", "expected"),
    [
        pytest.param(
            "95.4",
            {"base": 95, "q1": 96},
            ("40.0", "50.0", "-10.0", Light.YELLOW),
            id="the way from last year's state counts",
        ),
        pytest.param(
            "45", {"q1": 100}, ("45.0", "50.0", "-5.0", Light.YELLOW), id="progress from nothing"
        ),
        pytest.param(
            "94",
            {"base": 95, "q1": 96},
            ("-100.0", "50.0", "-150.0", Light.RED),
            id="fallen below last year",
        ),
        pytest.param(
            "97",
            {"base": 100, "q1": 98},
            ("99.0", "100.0", "-1.0", Light.YELLOW),
            id="a level to be held has full pace at once",
        ),
        pytest.param(
            "1",
            {"base": -3, "q1": -1},
            ("200.0", "50.0", "150.0", Light.GREEN),
            id="below zero there is a way too",
        ),
    ],
)
def test_a_level_is_measured_by_the_way_gone(
    value: str, slots: Mapping[str, int], expected: tuple[str, str, str, Light]
) -> None:
    assert figures(progress(value, slots, basis=Basis.LEVEL)) == expected


@pytest.mark.parametrize(
    ("basis", "value", "slots", "expected"),
    [
        pytest.param(
            Basis.LEVEL,
            "92",
            {"base": 100, "q1": 80},
            ("40.0", "50.0", "-10.0", Light.YELLOW),
            id="a level on its way down",
        ),
        pytest.param(
            Basis.LEVEL,
            "52",
            {"q1": 50},
            ("96.0", "100.0", "-4.0", Light.YELLOW),
            id="a ceiling that holds all the time",
        ),
        pytest.param(
            Basis.CUMULATIVE,
            "8",
            {"q1": 20},
            ("60.0", "50.0", "10.0", Light.GREEN),
            id="40 % used at half time is 10 points ahead",
        ),
        pytest.param(
            Basis.CUMULATIVE,
            "13",
            {"q1": 20},
            ("35.0", "50.0", "-15.0", Light.RED),
            id="65 % used at half time is 15 points behind",
        ),
    ],
)
def test_where_lower_is_better_more_is_behind(
    basis: Basis, value: str, slots: Mapping[str, int], expected: tuple[str, str, str, Light]
) -> None:
    found = progress(value, slots, basis=basis, direction=Direction.LOWER)

    assert figures(found) == expected


@pytest.mark.parametrize(
    ("direction", "value", "gap", "light"),
    [
        (Direction.HIGHER, "6.2", "0.2", Light.GREEN),
        (Direction.HIGHER, "6.0", "0.0", Light.GREEN),
        (Direction.HIGHER, "4.0", "-2.0", Light.YELLOW),
        (Direction.HIGHER, "3.99", "-2.01", Light.RED),
        (Direction.LOWER, "6.5", "-0.5", Light.YELLOW),
        (Direction.LOWER, "5.5", "0.5", Light.GREEN),
    ],
)
def test_a_rate_has_a_gap_in_points_and_no_completion(
    direction: Direction, value: str, gap: str, light: Light
) -> None:
    found = progress(value, {"q1": 6, "year": 8}, basis=Basis.RATE, direction=direction)

    assert (found.completion, found.pace) == (None, None)
    assert (found.gap, found.light) == (Decimal(gap), light)


@pytest.mark.parametrize(
    ("target", "value", "difference", "light"),
    [
        (0, "0", "0", Light.GREEN),
        (-4, "-2", "2", Light.GREEN),
        (-4, "-2.1", "1.9", Light.RED),
    ],
)
def test_what_cannot_be_divided_is_told_as_a_difference(
    target: int, value: str, difference: str, light: Light
) -> None:
    found = progress(value, {"q1": target})

    assert (found.completion, found.pace, found.gap) == (None, None, None)
    assert (found.difference, found.light) == (Decimal(difference), light)


def test_without_a_value_the_pace_is_still_told() -> None:
    found = progress(None, {"q1": 20})

    assert figures(found) == (None, "50.0", None, Light.NONE)
    assert (found.target, found.difference) == (Decimal(20), None)
    assert progress(None, {"q1": 6}, basis=Basis.RATE).light is Light.NONE
    assert progress(None, {"q1": 0}).light is Light.NONE


def test_without_a_target_only_the_value_is_told() -> None:
    assert progress("9", {}) == Progress(Decimal(9))


def test_flows_add_up_and_all_else_is_the_latest() -> None:
    values = [Decimal(1), Decimal(2), Decimal("0.5")]

    assert value_to_date(Basis.FLOW, values) == Decimal("3.5")
    assert value_to_date(Basis.CUMULATIVE, values) == Decimal("0.5")
    assert value_to_date(Basis.FLOW, []) is None


@pytest.mark.parametrize(
    ("points", "text"),
    [
        ("73.25", "73.3"),
        ("73.249", "73.2"),
        ("-0.05", "-0.1"),
        ("70.0499999999999999999999999", "70.1"),
        ("70.0499", "70.0"),
        ("-0.04", "0.0"),
        ("123456789012345678901234567", "123456789012345678901234567.0"),
    ],
)
def test_percentages_are_shown_with_one_decimal_and_halves_away_from_zero(
    points: str, text: str
) -> None:
    assert str(shown(Decimal(points))) == text


def test_the_gap_is_the_difference_of_what_is_shown() -> None:
    # 33.34 % against 33.349 %: both are shown as 33.3, so nobody is behind.
    found = progress("33.34", {"q1": 100}, day=date(2026, 1, 30))

    assert figures(found) == ("33.3", "33.3", "0.0", Light.GREEN)


@given(st.decimals(-300, 300, places=3), st.booleans())
def test_every_gap_has_one_light_and_more_is_never_worse(gap: Decimal, is_rate: bool) -> None:
    order = [Light.RED, Light.YELLOW, Light.GREEN]

    light = RULES.light_of(gap, is_rate=is_rate)
    better = RULES.light_of(gap + Decimal("0.001"), is_rate=is_rate)

    assert order.index(light) <= order.index(better)


amounts = st.decimals(Decimal("0.01"), 10**6, places=2)


@given(
    value=st.decimals(-(10**6), 10**6, places=2),
    quarters=st.lists(amounts, min_size=4, max_size=4),
    factor=st.integers(1, 10_000),
    day=st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31)),
    direction=st.sampled_from(Direction),
    basis=st.sampled_from([Basis.CUMULATIVE, Basis.LEVEL]),
)
def test_another_measure_changes_no_percentage(
    value: Decimal,
    quarters: list[Decimal],
    factor: int,
    day: date,
    direction: Direction,
    basis: Basis,
) -> None:
    slots = {f"q{n}": amount for n, amount in enumerate(quarters, start=1)}
    larger = {slot: amount * factor for slot, amount in slots.items()}
    times = value * factor

    first = progress(str(value), _texts(slots), basis=basis, direction=direction, day=day)
    second = progress(str(times), _texts(larger), basis=basis, direction=direction, day=day)

    assert figures(first) == figures(second)


def _texts(slots: Mapping[str, object]) -> dict[str, str | int]:
    return {slot: str(amount) for slot, amount in slots.items()}
