from datetime import date

import pytest

from domain.naming import named_in
from domain.periods import BadPeriod

MONDAY = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("typed", "key", "rest"),
    [
        ("第11周", "2026-W11", ""),
        ("第十一周投资", "2026-W11", "投资"),
        ("城关 11周", "2026-W11", "城关"),
        ("2025年第52周", "2025-W52", ""),
        ("上周", "2026-W11", ""),
        ("投资上周怎么样", "2026-W11", "投资 怎么样"),
        ("上星期", "2026-W11", ""),
        ("上上周", "2026-W10", ""),
        ("本周", "2026-W12", ""),
        ("last week", "2026-W11", ""),
        ("w9", "2026-W09", ""),
        ("week 9", "2026-W09", ""),
        ("2月", "2026-M02", ""),
        ("1月", "2026-M02", ""),
        ("1—2月", "2026-M02", ""),
        ("1-2月 零售", "2026-M02", "零售"),
        ("一至二月", "2026-M02", ""),
        ("1月~2月份", "2026-M02", ""),
        ("十二月", "2026-M12", ""),
        ("2月以来城关", "2026-M02", "以来城关"),
        ("上月", "2026-M02", ""),
        ("上个月", "2026-M02", ""),
        ("m3", "2026-M03", ""),
        ("一季度", "2026-Q1", ""),
        ("GDP 第二季度", "2026-Q2", "gdp"),
        ("上半年", "2026-Q2", ""),
        ("前三季度GDP", "2026-Q3", "gdp"),
        ("上季度", "2025-Q4", ""),
        ("本季度", "2026-Q1", ""),
        ("Q1", "2026-Q1", ""),
        ("2026-M02", "2026-M02", ""),
        ("2026-02", "2026-M02", ""),
        ("２０２６－W11", "2026-W11", ""),
        ("2026w11 投资", "2026-W11", "投资"),
        ("2026-q1", "2026-Q1", ""),
    ],
)
def test_a_period_is_named_as_people_do(typed: str, key: str, rest: str) -> None:
    found = named_in(typed, today=MONDAY, year=2026)

    assert found.period is not None
    assert (found.period.key, found.rest) == (key, rest)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "城关",
        "投资 13.5",
        "四季青镇",
        "3月6日",
        "11周年",
        "一周",
        "周三",
        "8个月",
        "工业园区q5",
    ],
)
def test_other_words_name_none_and_stay_as_they_are(typed: str) -> None:
    found = named_in(f" {typed} ", today=MONDAY, year=2026)

    assert (found.period, found.rest) == (None, typed)


@pytest.mark.parametrize("typed", ["第54周", "13月", "2026-W60"])
def test_a_period_that_there_is_not_is_refused(typed: str) -> None:
    with pytest.raises(BadPeriod):
        named_in(typed, today=MONDAY, year=2026)
