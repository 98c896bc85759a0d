from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.moments import DEFAULT_RULES, Moment, MomentError, rules_from
from domain.periods import PeriodKind

WEEK = {
    "prompt": "thu 09:00",
    "due": "fri 16:00",
    "grace_end": "fri 18:00",
    "lock": "next mon 09:00",
    "push": "next mon 09:30",
}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("thu 09:00", Moment(time(9), weekday=3)),
        (" Next  MON 9:30 ", Moment(time(9, 30), weekday=0, is_next=True)),
        ("wd3 12:00", Moment(time(12), workday=3)),
        ("WD-2 15:00", Moment(time(15), workday=-2)),
    ],
)
def test_a_moment_is_read_from_settings(text: str, moment: Moment) -> None:
    assert Moment.parse(text) == moment


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("4 09:00", "a number is ambiguous"),
        ("next 1 09:00", "a number is ambiguous"),
        ("thursday 09:00", "expected one of"),
        ("thu3 09:00", "expected one of"),
        ("wd 09:00", "expected one of"),
        ("next wd2 09:00", "expected one of"),
        ("wd0 09:00", "counted from 1"),
        ("thu 24:00", "no such time"),
        ("thu 09:60", "no such time"),
        ("thu 9", "expected e.g."),
        ("thu", "expected e.g."),
        ("周四 09:00", "expected e.g."),
        ("thu ٠٩:00", "expected e.g."),
        ("", "expected e.g."),
    ],
)
def test_what_is_no_moment_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(MomentError, match=reason):
        Moment.parse(text)


@given(
    st.builds(Moment, st.times().map(lambda t: t.replace(second=0, microsecond=0)))
    .filter(lambda m: m.at.tzinfo is None)
    .flatmap(
        lambda m: st.one_of(
            st.builds(Moment, st.just(m.at), weekday=st.integers(0, 6), is_next=st.booleans()),
            st.builds(Moment, st.just(m.at), workday=st.integers(-9, -1) | st.integers(1, 9)),
        )
    )
)
def test_a_moment_reads_back_from_its_own_text(moment: Moment) -> None:
    assert Moment.parse(str(moment)) == moment


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"prompt": "fri 17:00"}, r"prompt \(fri 17:00\) is after due"),
        ({"grace_end": "fri 15:00"}, "due .* is after grace_end"),
        ({"lock": "fri 17:00"}, "grace_end .* is after lock"),
        ({"push": "next mon 08:00"}, "lock .* is after push"),
        ({"lock": "next fri 12:00", "push": "next sat 09:00"}, "lock .* is after the next prompt"),
        ({"due": "next tue 09:00", "grace_end": "next tue 10:00"}, "lock|must not come after"),
        ({"lock": "wd6 12:00", "push": "wd6 13:00"}, "too far"),
    ],
)
def test_weeks_in_an_impossible_order_are_refused(changed: dict[str, str], reason: str) -> None:
    with pytest.raises(MomentError, match=reason):
        rules_from(PeriodKind.WEEK, reminders=(), **{**WEEK, **changed})


def test_reminders_lie_between_the_prompt_and_the_due_moment() -> None:
    with pytest.raises(MomentError, match=r"reminder .* is after due"):
        rules_from(PeriodKind.WEEK, reminders=("sat 09:00",), **WEEK)
    with pytest.raises(MomentError, match=r"reminder .* is after reminder"):
        rules_from(PeriodKind.WEEK, reminders=("fri 10:00", "fri 09:00"), **WEEK)


def test_months_are_reckoned_in_workdays() -> None:
    with pytest.raises(MomentError, match="needs workdays"):
        rules_from(PeriodKind.MONTH, reminders=(), **WEEK)


def test_a_month_is_locked_before_the_next_one_is_asked() -> None:
    texts = {"prompt": "wd-6 09:00", "due": "wd1 12:00", "grace_end": "wd8 12:00"}

    with pytest.raises(MomentError, match="may be after the next prompt"):
        rules_from(PeriodKind.MONTH, reminders=(), lock="wd9 12:00", push="wd10 12:00", **texts)


def test_a_week_may_be_asked_on_its_last_workday_and_be_due_after_it() -> None:
    rules = rules_from(
        PeriodKind.WEEK,
        prompt="wd-1 15:00",
        reminders=("next mon 09:00",),
        due="wd1 12:00",
        grace_end="wd1 18:00",
        lock="next tue 09:00",
        push="wd2 09:30",
    )

    assert str(rules.prompt) == "wd-1 15:00"


def test_there_are_defaults_for_every_rhythm_that_is_asked() -> None:
    assert set(DEFAULT_RULES) == {PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER}
    assert str(DEFAULT_RULES[PeriodKind.WEEK].lock) == "next mon 09:00"
