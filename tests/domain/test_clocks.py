from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clocks import Clock, Cycle, cycle_of, instant
from domain.moments import DEFAULT_RULES, CycleRules, rules_from
from domain.periods import Period, PeriodKind
from domain.workdays import DayKind, SpecialDay, Workdays

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
WEEK = Period.parse("2026-W10")  # 2 to 8 March


def off(*days: int) -> dict[date, SpecialDay]:
    return {date(2026, 3, day): SpecialDay(DayKind.OFF, "节") for day in days}


def worked(*days: int) -> dict[date, SpecialDay]:
    return {date(2026, 3, day): SpecialDay(DayKind.WORK, "节") for day in days}


def cycle(special: dict[date, SpecialDay], rules: CycleRules | None = None) -> Cycle:
    rules = rules or DEFAULT_RULES[PeriodKind.WEEK]
    return cycle_of(WEEK, rules=rules, workdays=Workdays(special), zone=SHANGHAI)


def local(clock: Clock) -> str:
    return clock.at.astimezone(SHANGHAI).strftime("%a %d %H:%M")


@pytest.mark.parametrize(
    ("special", "prompt", "first_reminder", "due", "lock"),
    [
        pytest.param({}, "Thu 05 09:00", "Fri 06 09:00", "Fri 06 16:00", "Mon 09 09:00", id="all"),
        pytest.param(
            off(6), "Wed 04 09:00", "Thu 05 09:00", "Thu 05 16:00", "Mon 09 09:00", id="no Friday"
        ),
        pytest.param(
            off(5), "Wed 04 09:00", "Fri 06 09:00", "Fri 06 16:00", "Mon 09 09:00", id="no Thursday"
        ),
        pytest.param(
            off(5, 6) | worked(7),
            "Wed 04 09:00",
            "Sat 07 09:00",
            "Sat 07 16:00",
            "Mon 09 09:00",
            id="a make-up Saturday is nearer than Wednesday",
        ),
        pytest.param(
            off(6) | worked(7),
            "Wed 04 09:00",
            "Thu 05 09:00",
            "Thu 05 16:00",
            "Mon 09 09:00",
            id="of two days equally near the earlier",
        ),
        pytest.param(
            off(2, 3, 4, 5),
            "Fri 06 09:00",
            "Fri 06 09:00",
            "Fri 06 16:00",
            "Mon 09 09:00",
            id="Friday only",
        ),
        pytest.param(
            off(2, 3, 4, 5, 6) | worked(8),
            "Sun 08 09:00",
            "Sun 08 09:00",
            "Sun 08 16:00",
            "Mon 09 09:00",
            id="a make-up Sunday only",
        ),
        pytest.param(
            off(4, 5, 6, 9, 10),
            "Mon 02 09:00",
            "Tue 03 09:00",
            "Tue 03 16:00",
            "Wed 11 09:00",
            id="two days, and the Monday after is off",
        ),
    ],
)
def test_a_week_keeps_its_rhythm_on_the_workdays_it_has(
    special: dict[date, SpecialDay], prompt: str, first_reminder: str, due: str, lock: str
) -> None:
    found = cycle(special)

    assert local(found.prompt) == prompt
    assert local(found.reminders[0]) == first_reminder
    assert local(found.due) == due
    assert local(found.lock) == lock


def test_a_shifted_clock_tells_from_when_and_why() -> None:
    found = cycle(off(6, 9))

    assert (found.due.shifted_from, found.due.reason) == (date(2026, 3, 6), "节")
    assert (found.lock.shifted_from, found.lock.reason) == (date(2026, 3, 9), "节")
    assert (found.prompt.shifted_from, found.prompt.reason) == (date(2026, 3, 5), "节")
    assert (found.prompt.day, found.due.day) == (date(2026, 3, 4), date(2026, 3, 5))


def test_a_clock_that_keeps_its_day_gives_no_reason() -> None:
    found = cycle(off(2))

    assert (found.due.shifted_from, found.due.reason) == (None, None)


def test_the_prompt_goes_first_when_all_comes_on_one_day() -> None:
    rules = rules_from(
        PeriodKind.WEEK,
        prompt="wed 15:00",
        reminders=("thu 10:00",),
        due="fri 12:00",
        grace_end="fri 12:00",
        lock="next mon 09:00",
        push="next mon 09:00",
    )

    found = cycle(off(3, 4, 5, 6), rules)

    assert [local(c) for c in (found.prompt, found.due, found.grace_end)] == [
        "Mon 02 10:00",
        "Mon 02 12:00",
        "Mon 02 12:00",
    ]


def test_the_lock_stays_behind_the_grace_end_that_a_holiday_moved() -> None:
    rules = rules_from(
        PeriodKind.WEEK,
        prompt="fri 15:00",
        reminders=(),
        due="next mon 12:00",
        grace_end="next mon 18:00",
        lock="next tue 09:00",
        push="next tue 10:00",
    )

    found = cycle(off(9), rules)

    assert [local(c) for c in (found.grace_end, found.lock, found.push)] == [
        "Tue 10 18:00",
        "Wed 11 09:00",
        "Wed 11 10:00",
    ]


def test_months_count_workdays_after_and_inside_the_period() -> None:
    rules = rules_from(
        PeriodKind.MONTH,
        prompt="wd-2 15:00",
        reminders=(),
        due="wd1 12:00",
        grace_end="wd1 18:00",
        lock="wd3 12:00",
        push="wd3 15:00",
    )
    workdays = Workdays(off(31) | {date(2026, 4, 1): SpecialDay(DayKind.OFF)})

    found = cycle_of(Period.parse("2026-M03"), rules=rules, workdays=workdays, zone=SHANGHAI)

    assert [local(c) for c in (found.prompt, found.due, found.lock)] == [
        "Fri 27 15:00",
        "Thu 02 12:00",
        "Mon 06 12:00",
    ]
    assert found.prompt.shifted_from is None


@pytest.mark.parametrize(
    ("day", "at", "utc"),
    [
        (date(2026, 3, 29), time(1, 59), "00:59"),
        (date(2026, 3, 29), time(2, 0), "01:00"),
        (date(2026, 3, 29), time(2, 30), "01:00"),
        (date(2026, 3, 29), time(3, 0), "01:00"),
        (date(2026, 10, 25), time(2, 30), "00:30"),
        (date(2026, 10, 25), time(3, 0), "02:00"),
    ],
)
def test_a_wall_time_is_one_instant_when_clocks_change(day: date, at: time, utc: str) -> None:
    assert instant(day, at, zone=BERLIN).strftime("%H:%M") == utc


@given(
    st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia"]),
    st.datetimes(min_value=datetime(2010, 1, 1), max_value=datetime(2030, 1, 1)),  # noqa: DTZ001
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=2)),
)
def test_the_order_of_wall_times_is_the_order_of_instants(
    zone: str, wall: datetime, later: timedelta
) -> None:
    first, second = wall, wall + later

    assert instant(first.date(), first.time(), zone=ZoneInfo(zone)) <= instant(
        second.date(), second.time(), zone=ZoneInfo(zone)
    )
    assert instant(first.date(), first.time(), zone=ZoneInfo(zone)).tzinfo is UTC
