from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clocks import Clock, ClockKind
from domain.cyclebook import CycleBook
from domain.moments import DEFAULT_RULES, rules_from
from domain.periods import Period, PeriodKind
from domain.schedule import CatchUp, NotAsked, Schedule, Skipped
from domain.windows import Timing
from domain.workdays import DayKind, SpecialDay, Workdays
from storage.holidays_library import known_workdays

SHANGHAI = ZoneInfo("Asia/Shanghai")
CHINA = Schedule(DEFAULT_RULES, known_workdays(), SHANGHAI)
SPRING_FESTIVAL = Period.parse("2026-W08")
TIGHT = {
    PeriodKind.WEEK: rules_from(
        PeriodKind.WEEK,
        prompt="mon 08:00",
        reminders=("mon 08:00", "tue 10:00", "tue 10:00"),
        due="wed 12:00",
        grace_end="next mon 07:00",
        lock="next mon 08:00",
        push="next wed 09:00",
    ),
    PeriodKind.MONTH: rules_from(
        PeriodKind.MONTH,
        prompt="wd-3 15:00",
        reminders=("wd-1 09:00",),
        due="wd1 12:00",
        grace_end="wd2 12:00",
        lock="wd9 12:00",
        push="wd9 12:00",
    ),
    PeriodKind.QUARTER: DEFAULT_RULES[PeriodKind.QUARTER],
}

RULES = (DEFAULT_RULES, TIGHT)
LONG_AGO = datetime(2023, 1, 1, tzinfo=UTC)

first_day, last_day = date(2024, 1, 1), date(2027, 12, 31)
kinds = st.sampled_from([PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER])
days = st.dates(min_value=first_day, max_value=last_day)
instants = st.datetimes(
    min_value=datetime(2024, 1, 1),  # noqa: DTZ001  hypothesis adds the zone
    max_value=datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
zones = st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York"]).map(ZoneInfo)
stretches = st.tuples(days, st.integers(1, 12), st.sampled_from(DayKind))


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """China's calendar, or one with stretches of days off and worked weekends at random.

    Perhaps with other rules, in another zone, from some instant on.
    """
    if draw(st.booleans()):
        return CHINA
    special: dict[date, SpecialDay] = {}
    for start, length, kind in draw(st.lists(stretches, max_size=40)):
        special |= {start + timedelta(days=n): SpecialDay(kind, "节") for n in range(length)}
    schedule = Schedule(draw(st.sampled_from(RULES)), Workdays(special), draw(zones))
    if draw(st.booleans()):
        changed = Schedule(draw(st.sampled_from(RULES)), Workdays(special), draw(zones))
        first = schedule.adopting(CycleBook(), at=LONG_AGO).book
        schedule = changed.adopting(first, at=draw(instants))
    return schedule


def local(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%m-%d %H:%M")


def china(day: int, hour: int, minute: int = 0, *, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


def clock(key: str, kind: ClockKind, number: int = 1) -> Clock:
    found = CHINA.clocks_of(Period.parse(key))
    return next(c for c in found if (c.kind, c.number) == (kind, number))


def test_an_ordinary_week_runs_from_prompt_to_push() -> None:
    clocks = CHINA.clocks_of(Period.parse("2026-W10"))

    assert [(c.kind, c.number, local(c.at)) for c in clocks] == [
        (ClockKind.PROMPT, 1, "03-05 09:00"),
        (ClockKind.REMIND, 1, "03-06 09:00"),
        (ClockKind.REMIND, 2, "03-06 14:30"),
        (ClockKind.DUE, 1, "03-06 16:00"),
        (ClockKind.GRACE_END, 1, "03-06 18:00"),
        (ClockKind.LOCK, 1, "03-09 09:00"),
        (ClockKind.PUSH, 1, "03-09 09:30"),
    ]


def test_a_week_of_holidays_is_not_asked_and_the_next_one_goes_on_from_the_lock_before() -> None:
    before, after = Period.parse("2026-W07"), Period.parse("2026-W09")

    assert CHINA.skipped_because(SPRING_FESTIVAL) == "春节"
    assert CHINA.clocks_of(SPRING_FESTIVAL) == ()
    assert CHINA.next_asked(before) == after
    assert CHINA.previous_asked(after) == before
    assert CHINA.window_of(after).opens == CHINA.window_of(before).lock
    assert local(CHINA.window_of(before).lock) == "02-24 09:00"


def test_a_window_for_a_week_that_is_not_asked_is_refused_with_the_holiday() -> None:
    with pytest.raises(NotAsked) as refused:
        CHINA.window_of(SPRING_FESTIVAL)

    assert (refused.value.period, refused.value.because) == (SPRING_FESTIVAL, "春节")


def test_an_asked_week_is_not_skipped() -> None:
    assert CHINA.skipped_because(Period.parse("2026-W10")) is None


@pytest.mark.parametrize(
    ("at", "key", "timing"),
    [
        (china(5, 9), "2026-W10", Timing.ON_TIME),
        (china(6, 17), "2026-W10", Timing.GRACE),
        (china(8, 23, 59), "2026-W10", Timing.LATE),
        (china(9, 8, 59), "2026-W10", Timing.LATE),
        (china(9, 9), "2026-W11", Timing.ON_TIME),
        (china(18, 12, month=2), "2026-W07", Timing.LATE),
    ],
)
def test_a_number_counts_for_the_week_that_is_open(at: datetime, key: str, timing: Timing) -> None:
    window = CHINA.open_window(PeriodKind.WEEK, at)

    assert window.period.key == key
    assert window.timing(at) is timing


def test_january_belongs_to_the_two_month_slot_once_december_is_locked() -> None:
    december = CHINA.open_window(PeriodKind.MONTH, china(5, 12, month=1))
    spring = CHINA.open_window(PeriodKind.MONTH, china(20, 12, month=1))

    assert (december.period.key, spring.period.key) == ("2025-M12", "2026-M02")


def test_a_single_workday_leaves_one_reminder_of_two() -> None:
    monday_to_thursday = {date(2026, 3, day): SpecialDay(DayKind.OFF, "节") for day in (2, 3, 4, 5)}
    schedule = Schedule(DEFAULT_RULES, Workdays(monday_to_thursday), SHANGHAI)

    clocks = schedule.clocks_of(Period.parse("2026-W10"))

    assert [(c.kind, c.number, local(c.at)) for c in clocks][:3] == [
        (ClockKind.PROMPT, 1, "03-06 09:00"),
        (ClockKind.REMIND, 2, "03-06 14:30"),
        (ClockKind.DUE, 1, "03-06 16:00"),
    ]


def test_a_lock_pushed_by_a_holiday_does_not_overtake_the_next_prompt() -> None:
    # Tuesday to Friday are off: the lock of the week before would go to the Monday after.
    off = {date(2026, 3, day): SpecialDay(DayKind.OFF, "节") for day in (10, 11, 12, 13)}
    rules = rules_from(
        PeriodKind.WEEK,
        prompt="thu 09:00",
        reminders=(),
        due="fri 16:00",
        grace_end="fri 18:00",
        lock="next tue 09:00",
        push="next tue 10:00",
    )
    schedule = Schedule({PeriodKind.WEEK: rules}, Workdays(off), SHANGHAI)

    lock = schedule.clocks_of(Period.parse("2026-W10"))[-2]
    prompt = schedule.clocks_of(Period.parse("2026-W11"))[0]

    assert lock.at == prompt.at == china(9, 9)
    assert (lock.shifted_from, lock.reason) == (date(2026, 3, 10), "节")


def test_what_comes_is_listed_with_the_weeks_that_are_not_asked() -> None:
    entries = CHINA.upcoming(since=china(13, 12, month=2), days=12)

    weekly = [e for e in entries if e.period.kind is PeriodKind.WEEK]
    assert [
        (type(e), e.period.key, getattr(e, "kind", None), local(e.at), e.reason) for e in weekly
    ] == [
        (Clock, "2026-W07", ClockKind.REMIND, "02-13 14:30", None),
        (Clock, "2026-W07", ClockKind.DUE, "02-13 16:00", None),
        (Clock, "2026-W07", ClockKind.GRACE_END, "02-13 18:00", None),
        (Skipped, "2026-W08", None, "02-16 00:00", "春节"),
        (Clock, "2026-W07", ClockKind.LOCK, "02-24 09:00", "春节"),
        (Clock, "2026-W07", ClockKind.PUSH, "02-24 09:30", "春节"),
    ]


def test_the_next_time_of_one_clock_is_strictly_later() -> None:
    push = CHINA.next_clock(PeriodKind.WEEK, clock=ClockKind.PUSH, after=china(9, 9, 30))
    second = CHINA.next_clock(
        PeriodKind.WEEK, clock=ClockKind.REMIND, number=2, after=china(6, 14, 29)
    )

    assert (push.period.key, local(push.at)) == ("2026-W11", "03-16 09:30")
    assert (second.period.key, local(second.at)) == ("2026-W10", "03-06 14:30")


def test_clocks_of_all_rhythms_between_two_instants_come_in_order() -> None:
    clocks = CHINA.clocks_between(china(5, 9), china(9, 9))

    assert [(c.period.key, c.kind, local(c.at)) for c in clocks] == [
        ("2026-M02", ClockKind.LOCK, "03-05 12:00"),
        ("2026-M02", ClockKind.PUSH, "03-06 09:00"),
        ("2026-W10", ClockKind.REMIND, "03-06 09:00"),
        ("2026-W10", ClockKind.REMIND, "03-06 14:30"),
        ("2026-W10", ClockKind.DUE, "03-06 16:00"),
        ("2026-W10", ClockKind.GRACE_END, "03-06 18:00"),
        ("2026-W10", ClockKind.LOCK, "03-09 09:00"),
    ]


@pytest.mark.parametrize(
    ("kind", "number", "now", "verdict"),
    [
        (ClockKind.PROMPT, 1, china(6, 17, 59), CatchUp.FIRE),
        (ClockKind.PROMPT, 1, china(6, 18), CatchUp.SKIP),
        (ClockKind.REMIND, 1, china(6, 14, 29), CatchUp.FIRE),
        (ClockKind.REMIND, 1, china(6, 14, 30), CatchUp.SKIP),
        (ClockKind.REMIND, 2, china(6, 17, 59), CatchUp.FIRE),
        (ClockKind.REMIND, 2, china(6, 18), CatchUp.SKIP),
        (ClockKind.DUE, 1, china(30, 9), CatchUp.FIRE),
        (ClockKind.GRACE_END, 1, china(30, 9), CatchUp.FIRE),
        (ClockKind.LOCK, 1, china(30, 9), CatchUp.FIRE),
        (ClockKind.PUSH, 1, china(16, 9, 29), CatchUp.FIRE),
        (ClockKind.PUSH, 1, china(16, 9, 30), CatchUp.SKIP),
    ],
)
def test_a_missed_clock_is_followed_while_it_is_useful(
    kind: ClockKind, number: int, now: datetime, verdict: CatchUp
) -> None:
    assert CHINA.catch_up(clock("2026-W10", kind, number), now=now) is verdict


def test_a_calendar_without_any_workday_is_a_mistake_and_not_an_endless_search() -> None:
    idle = {date(2026, 1, 1) + timedelta(days=n): SpecialDay(DayKind.OFF, "节") for n in range(900)}
    schedule = Schedule(DEFAULT_RULES, Workdays(idle), SHANGHAI)

    with pytest.raises(ValueError, match="no workday"):
        schedule.next_asked(Period.parse("2026-W10"))


@settings(max_examples=200)
@given(schedules(), kinds, days)
def test_clocks_keep_their_order_and_their_workdays(
    schedule: Schedule, kind: PeriodKind, day: date
) -> None:
    period = Period.containing(kind, day)
    clocks = schedule.clocks_of(period)

    assert bool(clocks) == any(schedule.workdays.is_workday(d) for d in period.dates)
    assert all(a.at <= b.at for a, b in pairwise(clocks))
    assert all(schedule.workdays.is_workday(c.day) for c in clocks)
    own = schedule.book.in_force(period) or schedule
    assert all(c.at.astimezone(own.zone).date() == c.day for c in clocks)
    assert all(c.shifted_from != c.day for c in clocks)


@settings(max_examples=200)
@given(schedules(), kinds, instants)
def test_exactly_one_period_of_a_kind_is_open_at_any_instant(
    schedule: Schedule, kind: PeriodKind, at: datetime
) -> None:
    window = schedule.open_window(kind, at)
    following = schedule.window_of(schedule.next_asked(window.period))
    before = schedule.window_of(schedule.previous_asked(window.period))

    assert window.is_open(at)
    assert window.opens <= window.prompt <= window.due <= window.grace_end <= window.lock
    assert before.lock == window.opens
    assert window.lock == following.opens
    assert not before.is_open(at)
    assert not following.is_open(at)


@settings(max_examples=100)
@given(kinds, instants)
def test_in_china_every_window_leaves_hours_to_answer(kind: PeriodKind, at: datetime) -> None:
    window = CHINA.open_window(kind, at)

    assert window.due - window.prompt >= timedelta(hours=7)


@settings(max_examples=100)
@given(schedules(), instants, st.integers(1, 40))
def test_what_is_upcoming_is_what_lies_between(
    schedule: Schedule, since: datetime, length: int
) -> None:
    until = since + timedelta(days=length)
    entries = schedule.upcoming(since=since, days=length)
    clocks = [e for e in entries if isinstance(e, Clock)]

    assert all(since <= e.at <= until for e in entries)
    assert all(a.at <= b.at for a, b in pairwise(entries))
    assert len({(c.kind, c.period, c.number) for c in clocks}) == len(clocks)
    middle = since + timedelta(days=length) / 2
    assert schedule.clocks_between(since, middle) + schedule.clocks_between(
        middle, until
    ) == schedule.clocks_between(since, until)
