"""Days as people type them, on Thursday the fifth of March 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days import read_days

THURSDAY = date(2026, 3, 5)


def read(text: str, *, today: date = THURSDAY) -> str:
    """The span as "3.5-3.6", other years with their number."""
    span = read_days(text, today=today).span
    return "-".join(_told(day) for day in (span.first, span.last)) if span else ""


def _told(day: date) -> str:
    return f"{'' if day.year == 2026 else f'{day.year}.'}{day.month}.{day.day}"


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("到周五", "3.5-3.6"),
        ("到星期天", "3.5-3.8"),
        ("到礼拜六", "3.5-3.7"),
        ("到周4", "3.5-3.5"),
        ("到下周五", "3.5-3.13"),
        ("到下下周五", "3.5-3.20"),
        ("到周末", "3.5-3.8"),
        ("到月底", "3.5-3.31"),
        ("到下月底", "3.5-4.30"),
        ("到4月底", "3.5-4.30"),
        ("到20号", "3.5-3.20"),
        ("到2号", "3.5-4.2"),
        ("到下个月5号", "3.5-4.5"),
        ("直到3月20日", "3.5-3.20"),
        ("至三月二十日止", "3.5-3.20"),
        ("到2026年3月20日", "3.5-3.20"),
        ("到３月２０日", "3.5-3.20"),
        ("until Friday", "3.5-3.6"),
        ("till 5 Apr", "3.5-4.5"),
        ("to next friday", "3.5-3.13"),
        ("until the end of the month", "3.5-3.31"),
    ],
)
def test_until_a_day_begins_today(typed: str, days: str) -> None:
    assert read(typed) == days


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("今天", "3.5-3.5"),
        ("明天", "3.6-3.6"),
        ("大后天", "3.8-3.8"),
        ("周五", "3.6-3.6"),
        ("三月十号", "3.10-3.10"),
        ("2026-03-10", "3.10-3.10"),
        ("3.10", "3.10-3.10"),
        ("tomorrow", "3.6-3.6"),
        ("本周", "3.5-3.8"),
        ("下周", "3.9-3.15"),
        ("next week", "3.9-3.15"),
    ],
)
def test_a_day_or_week_alone_is_that_one(typed: str, days: str) -> None:
    assert read(typed) == days


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("从明天到下周三", "3.6-3.11"),
        ("周五到周一", "3.6-3.9"),
        ("下周一到周五", "3.9-3.13"),
        ("3.9-3.13", "3.9-3.13"),
        ("3月9日-13日", "3.9-3.13"),
        ("3月30日至4月2日", "3.30-4.2"),
        ("2026年3月9日至2026年3月13日", "3.9-3.13"),
        ("from mon to wed", "3.9-3.11"),
    ],
)
def test_both_ends_may_be_named(typed: str, days: str) -> None:
    assert read(typed) == days


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("三天", "3.5-3.7"),
        ("半天", "3.5-3.5"),
        ("两周", "3.5-3.18"),
        ("半个月", "3.5-3.19"),
        ("一个月", "3.5-4.4"),
        ("从周一起三天", "3.9-3.11"),
        ("明天开始 5 天", "3.6-3.10"),
        ("3 days", "3.5-3.7"),
    ],
)
def test_a_length_begins_today_or_when_it_is_said(typed: str, days: str) -> None:
    assert read(typed) == days


@pytest.mark.parametrize(
    "typed", ["", "张三", "从周一", "到周八", "到13.45", "2月30日", "周五周六", "周一 周三 周五"]
)
def test_what_names_no_span_is_none(typed: str) -> None:
    assert read(typed) == ""


def test_a_date_that_has_passed_is_read_as_it_stands() -> None:
    assert read("到2月3日") == "3.5-2.3"


def test_in_december_january_is_the_next_year() -> None:
    assert read("到1月5日", today=date(2026, 12, 28)) == "12.28-2027.1.5"


@pytest.mark.parametrize("typed", ["李四 到周五", "请李四代报，到周五", "到周五请李四代填"])
def test_the_other_words_are_left(typed: str) -> None:
    assert read_days(typed, today=THURSDAY).rest == "李四"


@given(st.text(alphabet="从到至周五日天月底下本大明后年个半三两十3120-./ fridaynext", max_size=20))
def test_no_text_raises(typed: str) -> None:
    read_days(typed, today=THURSDAY)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 1)), st.sampled_from("一二三四五六日"))
def test_a_weekday_is_the_next_one_that_comes(today: date, name: str) -> None:
    span = read_days(f"到周{name}", today=today).span

    assert span is not None
    assert span.first == today
    assert timedelta() <= span.last - today < timedelta(days=7)
    assert span.last.weekday() == "一二三四五六日".index(name)
