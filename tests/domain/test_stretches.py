"""How long an exemption is to hold, as assessors say it; and in which periods it holds."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.allowances import EXEMPT, LIFTED, Allowance, Stretch, holding, still_said
from domain.inquiry.stretches import Spoken, spoken
from domain.periods import BadPeriod, Period, PeriodKind

TODAY = date(2026, 3, 16)
W10, W11, W12 = (Period.parse(f"2026-W{n}") for n in (10, 11, 12))
MARCH, Q1 = Period.parse("2026-M03"), Period.parse("2026-Q1")


def said(text: str) -> Spoken | None:
    return spoken(text, today=TODAY, year=2026)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("3月至6月", "3-1", "6-30"),
        ("3月到6月底", "3-1", "6-30"),
        ("3-6月", "3-1", "6-30"),
        ("3至6月份", "3-1", "6-30"),
        ("３月－６月", "3-1", "6-30"),
        ("从3月到6月", "3-1", "6-30"),
        ("第10周到第13周", "3-2", "3-29"),
        ("10至13周", "3-2", "3-29"),
        ("二季度至三季度", "4-1", "9-30"),
        ("3月10日至4月20日", "3-10", "4-20"),
        ("3月10日至20日", "3-10", "3-20"),
        ("本周到第13周", "3-16", "3-29"),
        ("3月起", "3-1", None),
        ("从3月10日起", "3-10", None),
        ("第12周开始", "3-16", None),
        ("长期", None, None),
        ("直到取消", None, None),
        ("取消为止", None, None),
        ("即日起", None, None),
        ("至6月", None, "6-30"),
        ("到6月底为止", None, "6-30"),
        ("今年", "1-1", "12-31"),
        ("上半年", "1-1", "6-30"),
        ("march to june", "3-1", "6-30"),
        ("from march", "3-1", None),
        ("until june", None, "6-30"),
        ("until lifted", None, None),
    ],
)
def test_a_time_is_read_from_day_to_day(text: str, since: str | None, until: str | None) -> None:
    assert said(text) == Spoken(_day(since), _day(until))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("第9周", "2026-W09"),
        ("3月", "2026-M03"),
        ("1-2月", "2026-M02"),
        ("本季度", "2026-Q1"),
        ("2026-W10", "2026-W10"),
        ("3月5日", "2026-W10"),
    ],
)
def test_one_period_is_told_as_such(text: str, key: str) -> None:
    found = said(text)

    assert found is not None
    assert found.period == Period.parse(key)


@pytest.mark.parametrize(
    "text",
    [
        "洪涝停工",
        "3月洪涝",
        "6月5日起停工",
        "到岗",
        "从严",
        "取消",
        "投资",
        "",
        "到",
        "3",
        "第一",
        "到" * 4000,
    ],
)
def test_what_says_anything_besides_is_no_time(text: str) -> None:
    assert said(text) is None


@pytest.mark.parametrize("text", ["13月至14月", "2月30日起", "第54周起"])
def test_what_there_is_not_is_refused(text: str) -> None:
    with pytest.raises(BadPeriod):
        said(text)


def test_a_week_belongs_to_its_thursday_and_a_longer_period_to_its_last_day() -> None:
    march = Stretch("2026-W09", date(2026, 3, 1), date(2026, 3, 31))

    covered = [
        n for n in range(8, 16) if march.covers(Period.parse(f"2026-W{n:02}"))
    ]  # 1 March is the Sunday of week 9, 31 March the Tuesday of week 14
    assert covered == [10, 11, 12, 13]
    assert march.covers(MARCH)
    assert march.covers(Q1)
    assert not march.covers(MARCH.previous())
    assert march.last(PeriodKind.WEEK) == Period.parse("2026-W13")
    assert march.last(PeriodKind.MONTH) == MARCH


def test_a_period_by_its_name_is_itself_and_no_other() -> None:
    week = Stretch(W11.key)

    assert week.covers(W11)
    assert not week.covers(W10)
    assert not week.covers(MARCH)
    assert (week.ends, week.last(PeriodKind.WEEK)) == (W11.end, W11)


FROM_MARCH = Stretch(W10.key, date(2026, 3, 1))


def exempt(stretch: Stretch = FROM_MARCH, *, day: int = 5, kind: str = EXEMPT) -> Allowance:
    at = datetime(2026, 3, day, 2, tzinfo=UTC)
    return Allowance(kind, stretch, "wp", "fai", None, "洪涝停工", "p04", at)


def test_what_was_published_before_is_left_as_it_was() -> None:
    monday = datetime(2026, 3, 9, 1, 30, tzinfo=UTC)

    assert holding([exempt(day=5)], W10, published_at=monday) == (exempt(day=5),)
    assert holding([exempt(day=10)], W10, published_at=monday) == ()
    assert holding([exempt(day=10)], W11, published_at=None) == (exempt(day=10),)
    by_name = exempt(Stretch(W10.key), day=10)  # for the next edition, if there is one
    assert holding([by_name], W10, published_at=monday) == (by_name,)


def test_what_is_lifted_holds_in_nothing_that_is_published_later() -> None:
    both = [exempt(day=5), exempt(day=12, kind=LIFTED)]

    assert holding(both, W10, published_at=datetime(2026, 3, 9, tzinfo=UTC)) == (both[0],)
    assert holding(both, W11, published_at=None) == ()
    assert holding([*both, exempt(day=13)], W11, published_at=None) == (exempt(day=13),)
    assert still_said(both) == ()


def test_to_lift_one_week_lifts_no_more_than_that() -> None:
    both = [exempt(), exempt(Stretch(W11.key), day=6, kind=LIFTED)]

    assert holding(both, W11, published_at=None) == ()
    assert holding(both, W12, published_at=None) == (both[0],)
    assert still_said(both) == (both[0],)
    other = replace(both[0], indicator="ret")
    assert still_said([other, exempt(kind=LIFTED)]) == (other,)


def _day(text: str | None) -> date | None:
    return None if text is None else date(2026, *map(int, text.split("-")))
