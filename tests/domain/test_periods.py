from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.periods import BadPeriod, Period, PeriodKind

days = st.dates(min_value=date(1995, 1, 1), max_value=date(2190, 12, 31))
kinds = st.sampled_from(PeriodKind)
periods = st.builds(Period.containing, kinds, days)


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("2026-W10", date(2026, 3, 2), date(2026, 3, 8)),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        ("2026-M02", date(2026, 1, 1), date(2026, 2, 28)),
        ("2028-M02", date(2028, 1, 1), date(2028, 2, 29)),
        ("2026-M03", date(2026, 3, 1), date(2026, 3, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_key_names_its_days(key: str, start: date, end: date) -> None:
    period = Period.parse(key)

    assert (period.start, period.end) == (start, end)
    assert period.key == str(period) == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("2026w10", "2026-W10"),
        ("2026W1", "2026-W01"),
        ("2026-w10", "2026-W10"),
        (" 2026-03 ", "2026-M03"),
        ("2026-3", "2026-M03"),
        ("2026-02", "2026-M02"),
        ("2026m12", "2026-M12"),
        ("2026q1", "2026-Q1"),
        ("2026-Q1", "2026-Q1"),
        ("２０２６-Ｗ１０", "2026-W10"),
    ],
)
def test_keys_are_read_as_people_type_them(typed: str, key: str) -> None:
    assert Period.parse(typed).key == key


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("2026-M01", "2026-M02"),
        ("2026-01", "2026-M02"),
        ("2026-M13", "2026-M12"),
        ("2025-W53", "2025-W52"),
        ("2026-W00", "2026-W01"),
        ("2026-Q5", "2026-Q4"),
        ("2026-Q0", "2026-Q1"),
        ("202603", None),
        ("20260301", None),
        ("2026-", None),
        ("0026-W10", None),
        ("٢٠٢٦-W10", None),
        ("this week", None),
        ("", None),
    ],
)
def test_what_names_no_period_is_refused_with_the_nearest(typed: str, nearest: str | None) -> None:
    with pytest.raises(BadPeriod) as refused:
        Period.parse(typed)

    assert (refused.value.typed, refused.value.nearest) == (typed, nearest)


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [
        (PeriodKind.WEEK, date(2026, 3, 3), date(2026, 3, 9)),
        (PeriodKind.WEEK, date(2026, 3, 2), date(2026, 3, 7)),
        (PeriodKind.MONTH, date(2026, 1, 1), date(2026, 1, 31)),
        (PeriodKind.MONTH, date(2026, 2, 1), date(2026, 2, 28)),
        (PeriodKind.YEAR, date(2026, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_span_that_is_no_period_cannot_be_made(kind: PeriodKind, start: date, end: date) -> None:
    with pytest.raises(ValueError, match="is no"):
        Period(kind, start, end)


def test_the_last_week_counts_for_its_own_year_only() -> None:
    assert Period.parse("2026-W53").last_day_of_year == date(2026, 12, 31)
    assert Period.parse("2026-W52").last_day_of_year == date(2026, 12, 27)


@given(periods)
def test_parsing_a_key_gives_the_period_back(period: Period) -> None:
    assert Period.parse(period.key) == period
    assert Period.parse(period.key.lower().replace("-", "")) == period


@given(kinds, days)
def test_every_day_lies_in_one_period(kind: PeriodKind, day: date) -> None:
    period = Period.containing(kind, day)

    assert day in period
    assert day in list(period.dates)
    assert len(list(period.dates)) == period.days


@given(periods)
def test_periods_follow_each_other_without_gap(period: Period) -> None:
    assert period.next().start == period.end + timedelta(days=1)
    assert period.previous().end == period.start - timedelta(days=1)
    assert period.next().previous() == period == period.previous().next()
    assert period.previous() < period < period.next()


@given(st.text(max_size=12))
def test_any_text_is_a_period_or_a_refusal(typed: str) -> None:
    with suppress(BadPeriod):
        assert Period.parse(Period.parse(typed).key) == Period.parse(typed)
