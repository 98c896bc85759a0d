"""What was published beside what was reported."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.figures import Basis, Indicator
from domain.official import (
    Compared,
    Official,
    named_in,
    periods_within,
    reported_period,
    since_january,
)
from domain.periods import Period, PeriodKind

INVESTMENT = Indicator("fai", "固定资产投资", "亿元", Basis.CUMULATIVE)
FIRMS = Indicator("new", "新入规企业", "家", Basis.FLOW)
GROWTH = Indicator("fig", "固投增速", "%", Basis.RATE)


def published(value: str, *, indicator: str = "fai") -> Official:
    return Official("cg", indicator, "2026-M02", Decimal(value), None, date(2026, 3, 20), "快报2号")


@pytest.mark.parametrize(
    ("period", "cadence", "expected"),
    [
        ("2026-M02", PeriodKind.WEEK, "2026-W09"),  # ends on Saturday, 28 February
        ("2026-M03", PeriodKind.WEEK, "2026-W13"),  # 31 March is a Tuesday
        ("2026-Q1", PeriodKind.WEEK, "2026-W13"),
        ("2026-M03", PeriodKind.MONTH, "2026-M03"),
        ("2026-Q1", PeriodKind.MONTH, "2026-M03"),
        ("2026-M03", PeriodKind.QUARTER, "2026-Q1"),
        ("2026-M02", PeriodKind.QUARTER, None),
        ("2026", PeriodKind.WEEK, "2026-W53"),
    ],
)
def test_the_report_that_tells_the_same(
    period: str, cadence: PeriodKind, expected: str | None
) -> None:
    found = reported_period(Period.parse(period), cadence)

    assert (found and found.key) == expected


@pytest.mark.parametrize(
    ("period", "cadence", "first", "last", "count"),
    [
        ("2026-M02", PeriodKind.WEEK, "2026-W01", "2026-W09", 9),
        ("2026-M03", PeriodKind.WEEK, "2026-W10", "2026-W13", 4),
        ("2026-M03", PeriodKind.MONTH, "2026-M03", "2026-M03", 1),
        ("2026-Q1", PeriodKind.MONTH, "2026-M02", "2026-M03", 2),
        ("2026", PeriodKind.QUARTER, "2026-Q1", "2026-Q4", 4),
    ],
)
def test_the_reports_that_make_up_a_published_period(
    period: str, cadence: PeriodKind, first: str, last: str, count: int
) -> None:
    found = periods_within(Period.parse(period), cadence)

    assert (found[0].key, found[-1].key, len(found)) == (first, last, count)


def test_a_month_is_not_made_up_of_quarters() -> None:
    assert periods_within(Period.parse("2026-M03"), PeriodKind.QUARTER) == ()


def test_values_of_their_periods_alone_add_up_since_january_while_none_lacks() -> None:
    told = {"2026-M02": "4", "2026-M03": "3", "2026-M05": "9", "2026-Q2": "20", "2026-M07": "1"}
    known = [replace(published(value), period=key) for key, value in told.items()]

    assert since_january(known) == {
        "2026-M02": Decimal(4),
        "2026-M03": Decimal(7),
        "2026-Q2": Decimal(27),
        "2026-M07": Decimal(28),
    }


@pytest.mark.parametrize(
    ("reported", "value", "difference", "share"),
    [
        ("14.25", "12.5", "1.75", "14"),
        ("12.5", "12.5", "0", "0"),
        ("10", "12.5", "-2.5", "-20"),
        ("10", "0", "10", None),
        ("-5", "-10", "5", None),
    ],
)
def test_an_amount_is_off_by_a_share_where_there_is_something_to_divide_by(
    reported: str, value: str, difference: str, share: str | None
) -> None:
    found = Compared(published(value), INVESTMENT, Decimal(reported))

    assert found.difference == Decimal(difference)
    assert found.share == (None if share is None else Decimal(share))


@pytest.mark.parametrize(
    ("text", "period", "rest"),
    [
        ("城关 投资 2025年 14.1", "2025", "城关 投资 14.1"),
        ("2025", "2025", ""),
        ("去年", "2025", ""),
        ("全年", "2026", ""),
        ("投资 2026-03 14.1", "2026-M03", "投资 14.1"),
        ("2026年3月", "2026-M03", ""),
        ("2025年1-2月", "2025-M02", ""),
        ("2025年上半年", "2025-Q2", ""),
        ("2025年四季度", "2025-Q4", ""),
        ("1-9月", "2026-M09", ""),
        ("1至11月", "2026-M11", ""),
        ("投资 2月 2026", "2026-M02", "投资 2026"),
        ("城关投资2025年 14.1", "2025", "城关投资 14.1"),
        ("投资 3 快报〔2026〕2号", None, "投资 3 快报〔2026〕2号"),
        ("2025年投资", "2025", "投资"),
        ("投资 3 快报2025年2号", None, "投资 3 快报2025年2号"),
        ("投资 3 比去年高", None, "投资 3 比去年高"),
    ],
)
def test_a_period_is_named_in_every_usual_way(text: str, period: str | None, rest: str) -> None:
    named = named_in(text, today=date(2026, 3, 20), year=2026)

    assert (named.period and named.period.key, named.rest) == (period, rest)


@pytest.mark.parametrize(
    ("text", "period"),
    [("1-3月", "2026-Q1"), ("1-12月", "2026"), ("1-2月", "2026-M02"), ("3月", "2026-M03")],
)
def test_of_a_number_of_its_period_alone_what_runs_since_january_is_the_quarter_or_year(
    text: str, period: str
) -> None:
    found = named_in(text, today=date(2026, 3, 20), year=2026).period_of(FIRMS)

    assert found == Period.parse(period)


@pytest.mark.parametrize("text", ["1-6月", "上半年", "前三季度", "1-4月"])
def test_or_nothing(text: str) -> None:
    assert named_in(text, today=date(2026, 3, 20), year=2026).period_of(FIRMS) is None


def test_a_rate_is_off_by_points() -> None:
    found = Compared(published("5.0", indicator="fig"), GROWTH, Decimal("6.2"))

    assert (found.difference, found.share) == (Decimal("1.2"), None)


def test_nothing_to_compare_comes_last() -> None:
    alone = Compared(published("5"), INVESTMENT)
    equal = Compared(published("5"), INVESTMENT, Decimal(5))

    assert sorted([alone, equal], key=lambda one: one.size, reverse=True) == [equal, alone]
