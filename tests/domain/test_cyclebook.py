from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.cyclebook import CycleBook, CycleVersion, facts_of, version_of
from domain.moments import DEFAULT_RULES, rules_from
from domain.periods import Period, PeriodKind
from domain.schedule import Schedule
from storage.holidays_library import known_workdays
from tests.domain.test_schedule import RULES, instants, schedules, zones

SHANGHAI = ZoneInfo("Asia/Shanghai")
EARLY = {
    **DEFAULT_RULES,
    PeriodKind.WEEK: rules_from(
        PeriodKind.WEEK,
        prompt="wed 09:00",
        reminders=(),
        due="thu 12:00",
        grace_end="thu 18:00",
        lock="fri 09:00",
        push="fri 09:30",
    ),
}
OLD = Schedule(DEFAULT_RULES, known_workdays(), SHANGHAI)
NEW = Schedule(EARLY, known_workdays(), SHANGHAI)
W10, W11, W12 = (Period.parse(f"2026-W{number}") for number in (10, 11, 12))
MONDAY, FRIDAY = (datetime(2026, 3, day, 3, tzinfo=UTC) for day in (9, 13))
"""Of the eleventh week: on Monday nobody has been asked for it, on Friday everybody."""


def changed(at: datetime) -> Schedule:
    """Other moments for weeks, set when the bot starts at an instant."""
    return NEW.adopting(OLD.adopting(CycleBook(), at=MONDAY).book, at=at)


def test_a_week_that_was_asked_for_keeps_its_moments_and_the_next_has_the_new_ones() -> None:
    early, late = changed(MONDAY), changed(FRIDAY)

    assert [early.window_of(w).due == OLD.window_of(w).due for w in (W10, W11, W12)] == [
        True,
        False,
        False,
    ]
    assert late.clocks_of(W11) == OLD.clocks_of(W11)
    assert late.window_of(W12).due == NEW.window_of(W12).due
    assert late.window_of(W12).opens == OLD.window_of(W11).lock


def test_the_same_settings_are_no_new_version_and_months_keep_the_first() -> None:
    again = OLD.adopting(OLD.adopting(CycleBook(), at=MONDAY).book, at=FRIDAY)

    assert len(again.book.versions) == 1
    assert changed(FRIDAY).clocks_of(Period.parse("2026-M03")) == OLD.clocks_of(
        Period.parse("2026-M03")
    )


def test_as_known_before_a_change_nothing_of_it_shows() -> None:
    then = changed(FRIDAY).as_known(MONDAY, known_workdays())

    assert then.rules == OLD.rules
    assert then.clocks_of(W12) == OLD.clocks_of(W12)
    assert changed(FRIDAY).as_known(FRIDAY, known_workdays()) == changed(FRIDAY)


@given(st.sampled_from(RULES), zones, instants)
def test_versions_are_read_back_as_they_were(
    rules: dict[PeriodKind, object], zone: ZoneInfo, at: datetime
) -> None:
    made = CycleVersion(rules, zone, {PeriodKind.WEEK: "2026-W11"}, at)  # type: ignore[arg-type]  # hypothesis loses the value's type

    assert version_of(facts_of(made), adopted_at=at) == made


@settings(max_examples=100)
@given(schedules(), instants, st.sampled_from([PeriodKind.WEEK, PeriodKind.MONTH]))
def test_no_change_moves_what_had_been_told_of_a_period(
    schedule: Schedule, at: datetime, kind: PeriodKind
) -> None:
    held = schedule.adopting(schedule.book, at=datetime(2023, 1, 1, tzinfo=UTC))
    other = Schedule(EARLY, schedule.workdays, ZoneInfo("America/New_York"))
    period = held.open_window(kind, at).period
    begun = held.window_of(period).prompt <= at

    after = other.adopting(held.book, at=at)

    assert not begun or after.clocks_of(period) == held.clocks_of(period)
    before = held.previous_asked(period)
    assert after.clocks_of(before) == held.clocks_of(before)
