"""Which values are questioned, and what is suggested instead."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.checks import check, part_above_total, sum_differs
from domain.doubts import CheckContext, DoubtKind
from domain.periods import Period
from tests.domain.believable_series import Series, believable
from tests.domain.seasonal_series import Seasonal, seasonal


def decimals(*written: str) -> list[Decimal]:
    return [Decimal(value) for value in written]


def running_sum(*written: str, plan: str | None = None) -> CheckContext:
    return CheckContext(
        history=decimals(*written),
        plan=Decimal(plan) if plan else None,
        is_cumulative=True,
        lowest=Decimal(0),
    )


def kinds(value: str, context: CheckContext) -> list[str]:
    return [doubt.kind for doubt in check(Decimal(value), context)]


def test_a_number_in_the_wrong_unit_is_questioned_with_the_one_meant() -> None:
    context = running_sum("3.1", "3.6", "4.2", plan="5")

    (doubt,) = check(Decimal(45000), context)

    assert doubt.kind is DoubtKind.MAGNITUDE
    assert doubt.suggestion == Decimal("4.5")
    assert doubt.facts["last"] == Decimal("4.2")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("45", "4.5"), ("450", "4.5"), ("4500", "4.5"), ("0.45", "4.5"), ("0.00045", "4.5")],
)
def test_every_power_of_ten_up_to_ten_thousand_is_found_in_both_directions(
    typed: str, meant: str
) -> None:
    (doubt,) = check(Decimal(typed), running_sum("3.1", "3.6", "4.2"))

    assert doubt.kind is DoubtKind.MAGNITUDE
    assert doubt.suggestion == Decimal(meant)


def test_the_first_number_is_held_against_the_plan() -> None:
    (doubt,) = check(Decimal(45000), running_sum(plan="5"))

    assert doubt.kind is DoubtKind.MAGNITUDE
    assert doubt.suggestion == Decimal("4.5")


def test_a_slow_first_week_is_not_questioned() -> None:
    assert kinds("0.4", running_sum(plan="5")) == []


def test_a_running_sum_that_falls_is_questioned() -> None:
    (doubt,) = check(Decimal("4.0"), running_sum("3.6", "4.2"))

    assert doubt.kind is DoubtKind.FALLING
    assert doubt.facts == {"last": Decimal("4.2"), "drop": Decimal("0.2")}


def test_a_level_may_fall() -> None:
    context = CheckContext(history=decimals("3.6", "4.2"))

    assert kinds("4.0", context) == []


def test_the_same_value_again_is_not_questioned() -> None:
    assert kinds("4.2", running_sum("3.6", "4.2")) == []


def test_the_own_band_is_quiet_until_there_is_history() -> None:
    short = running_sum("1", "2", "3", "4", "5")
    long = running_sum("1", "2", "3", "4", "5", "6")

    assert kinds("12", short) == []
    assert kinds("12", long) == [DoubtKind.UNUSUAL]


def test_a_growth_rate_that_lost_its_point_is_questioned() -> None:
    context = CheckContext(history=decimals("5.8", "6.0"), is_rate=True, decimals=1)

    (doubt,) = check(Decimal(62), context)

    assert doubt.kind is DoubtKind.MAGNITUDE
    assert doubt.suggestion == Decimal("6.2")


def test_a_growth_rate_may_turn_negative() -> None:
    context = CheckContext(history=decimals("1.8", "0.6"), is_rate=True, decimals=1)

    assert kinds("-0.8", context) == []


def test_a_growth_rate_typed_as_a_fraction_is_questioned() -> None:
    context = CheckContext(history=decimals("5.8", "6.0"), is_rate=True, decimals=1)

    (doubt,) = check(Decimal("0.062"), context)

    assert doubt.suggestion == Decimal("6.2")


def test_a_few_firms_more_than_one_are_no_slip() -> None:
    context = CheckContext(history=decimals("0", "1"), is_cumulative=True, decimals=0)

    assert kinds("12", context) == []


def test_a_part_of_what_cannot_be_halved_is_questioned() -> None:
    context = CheckContext(history=decimals("3", "4"), decimals=0, is_whole=True)

    assert kinds("3.4", context) == [DoubtKind.NOT_WHOLE]
    assert kinds("3.0", context) == []


def test_bounds_are_questioned_and_a_stray_minus_is_named() -> None:
    context = CheckContext(lowest=Decimal(0), highest=Decimal(100))

    (above,) = check(Decimal(101), context)
    (below,) = check(Decimal("-13.5"), context)

    assert above.kind is DoubtKind.ABOVE_HIGHEST
    assert above.facts == {"highest": Decimal(100)}
    assert below.kind is DoubtKind.BELOW_LOWEST
    assert below.suggestion == Decimal("13.5")


def test_a_slip_stands_alone_even_where_bounds_break() -> None:
    context = CheckContext(history=decimals("3.6", "4.2"), is_cumulative=True, highest=Decimal(100))

    assert kinds("45000", context) == [DoubtKind.MAGNITUDE]


def test_a_value_stood_by_once_is_not_questioned_again() -> None:
    context = CheckContext(
        history=decimals("3.6", "4.2"), is_cumulative=True, confirmed={Decimal(45000)}
    )

    assert check(Decimal(45000), context) == ()


def test_a_part_may_exceed_its_total_only_by_rounding() -> None:
    assert part_above_total(Decimal("13.51"), Decimal("13.50"), decimals=2) is None

    doubt = part_above_total(Decimal("13.6"), Decimal("13.5"), decimals=2)

    assert doubt is not None
    assert doubt.kind is DoubtKind.PART_ABOVE_TOTAL


def test_rounded_parts_may_miss_their_total_by_half_a_unit_each() -> None:
    thirds = decimals("3.3", "3.3", "3.3")

    assert sum_differs(thirds, Decimal("10.0"), decimals=1) is None

    doubt = sum_differs(thirds, Decimal("10.4"), decimals=1)

    assert doubt is not None
    assert doubt.facts["gap"] == Decimal("-0.5")


def context_at(series: Series, week: int) -> CheckContext:
    return CheckContext(
        history=series.values[:week],
        plan=series.plan[week],
        is_cumulative=series.is_cumulative,
        is_rate=series.is_rate,
        decimals=series.decimals,
    )


def test_believable_series_are_hardly_ever_questioned() -> None:
    asked: Counter[str] = Counter()
    seen: Counter[str] = Counter()

    for series in believable(seed=20260105, count=800):
        for week, value in enumerate(series.values):
            seen[series.kind] += 1
            asked[series.kind] += bool(check(value, context_at(series, week)))

    assert sum(seen.values()) > 20_000
    assert {
        kind: asked[kind] / seen[kind] for kind in seen if asked[kind] / seen[kind] > 0.02
    } == {}


def place_of(series: Seasonal, key: str) -> CheckContext:
    """What is known before a period of a series over years."""
    past = {earlier: value for earlier, value in series.values.items() if earlier < key}
    is_sum = series.basis == "sum"
    run = [v for earlier, v in list(past.items())[-26:] if not is_sum or earlier[:4] == key[:4]]
    return CheckContext(
        history=run,
        is_cumulative=is_sum,
        is_rate=series.basis == "rate",
        is_flow=series.basis == "flow",
        period=Period.parse(key),
        past=past,
    )


def test_what_comes_every_year_is_hardly_ever_questioned() -> None:
    asked: Counter[str] = Counter()
    blind: Counter[str] = Counter()
    seen: Counter[str] = Counter()

    for series in seasonal(seed=20260101, count=120):
        for key in series.looked_at:
            context, value = place_of(series, key), series.values[key]
            seen[series.kind] += 1
            asked[series.kind] += bool(check(value, context))
            blind[series.kind] += bool(check(value, replace(context, period=None)))

    assert {kind: asked[kind] for kind in seen if asked[kind] / seen[kind] > 0.02} == {}
    # Without a look at the years before some of them are.
    assert {"festival weeks", "rush months"} <= {
        kind for kind in seen if blind[kind] / seen[kind] > 0.02
    }


def test_a_slip_is_caught_in_every_season() -> None:
    slips = caught = 0

    for series in seasonal(seed=20260102, count=60):
        for key in series.looked_at:
            context, value = place_of(series, key), series.values[key]
            if context.is_rate or context.newest is None:
                continue
            for power in (-4, -3, -2, -1, 1, 2, 3, 4):
                slips += 1
                caught += bool(check(value.scaleb(power), context))

    assert slips > 8_000
    assert caught / slips >= 0.99


def test_a_year_may_end_as_the_one_before_did_and_not_much_steeper() -> None:
    year = "0.8 2 3.1 4 5.2 6.1 7 8.2 9.1 10"
    last_year = {f"2025-M{n:02d}": Decimal(v) for n, v in enumerate(f"{year} 16".split(), start=2)}
    this_year = {f"2026-M{n:02d}": Decimal(v) for n, v in enumerate(year.split(), start=2)}
    december = CheckContext(
        history=tuple(this_year.values()),
        is_cumulative=True,
        period=Period.parse("2026-M12"),
        past={**last_year, **this_year},
    )

    assert kinds("17.5", december) == []
    assert kinds("22", december) == [DoubtKind.UNUSUAL]
    assert kinds("175", december) == [DoubtKind.MAGNITUDE]


def test_the_first_slot_of_the_months_may_be_twice_as_large_without_a_year_before() -> None:
    past = {f"2025-M{n:02d}": Decimal(v) for n, v in zip(range(4, 13), "998998999", strict=True)}
    slot = CheckContext(history=tuple(past.values()), is_flow=True, past=past)

    assert kinds("17", replace(slot, period=Period.parse("2026-M02"))) == []
    assert kinds("17", replace(slot, period=Period.parse("2026-M03"))) == [DoubtKind.UNUSUAL]


def test_nearly_every_slip_by_a_power_of_ten_is_caught() -> None:
    slips = caught = named = 0

    for series in believable(seed=20260112, count=240):
        for week, value in enumerate(series.values):
            if series.is_rate or week == 0 or value <= 0:
                continue
            for power in (-4, -3, -2, -1, 1, 2, 3, 4):
                slip = value.scaleb(power)
                if series.decimals == 0 and slip != slip.to_integral_value():
                    continue
                doubts = check(slip, context_at(series, week))
                slips += 1
                caught += bool(doubts)
                named += any(doubt.suggestion == value for doubt in doubts)

    assert slips > 30_000
    assert caught / slips >= 0.99
    assert named / slips >= 0.95


SIZES = st.decimals(min_value=-(10**12), max_value=10**12, places=4)


@settings(max_examples=200)
@given(SIZES, st.lists(SIZES, max_size=12), st.none() | SIZES, st.booleans(), st.booleans())
def test_no_combination_of_values_raises(
    value: Decimal, history: list[Decimal], plan: Decimal | None, cumulative: bool, rate: bool
) -> None:
    context = CheckContext(
        history=history,
        plan=plan,
        lowest=Decimal(0),
        highest=Decimal(100),
        is_cumulative=cumulative,
        is_rate=rate,
    )

    doubts = check(value, context)

    assert all(doubt.suggestion != value for doubt in doubts)
