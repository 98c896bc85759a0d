"""The ten reported weeks: ordered, on the calendar, believable, with all their accidents."""

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import chinese_calendar
import pytest

from sandbox.district import HOLIDAY_WEEK, REPORTED, YUNLING, Answer, Week, history
from sandbox.district.roster import Key

HISTORY = history()
W11 = "2026-W11"


def final(week: str) -> dict[Key, Answer]:
    """The last answer to every number of a week."""
    return {a.key: a for a in HISTORY if a.week == week}


def completion(unit: str, week: str) -> float | None:
    """Percent of the first quarter's target, weighted; rates and missing numbers aside."""
    given, parts = final(week), []
    owed = [a for a in YUNLING.weekly() if a.unit == unit and a.indicator != "fig"]
    siblings = Counter(a.indicator for a in owed)
    for a in owed:
        value = given[a.key].value if a.key in given else None
        if value is not None:
            weight = Fraction(YUNLING.indicator(a.indicator).weight, siblings[a.indicator])
            parts.append((weight, Fraction(value) / Fraction(a.targets["q1"])))
    whole = sum(weight for weight, _ in parts)
    return float(100 * sum(w * share for w, share in parts) / whole) if whole else None


def place(unit: str, week: str) -> int:
    """The unit's place inside its group."""
    group = next(u.group for u in YUNLING.units if u.code == unit)
    rivals = [completion(u.code, week) for u in YUNLING.units if u.group == group]
    own = completion(unit, week)
    assert own is not None
    return 1 + sum(1 for other in rivals if other is not None and other > own)


def test_ten_weeks_are_reported_and_the_holiday_week_is_not_asked() -> None:
    weeks = [week.code for week in REPORTED]

    assert list(dict.fromkeys(a.week for a in HISTORY)) == weeks
    assert weeks == [f"2026-W{n:02d}" for n in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11)]
    assert HOLIDAY_WEEK == "2026-W08"


def test_the_holiday_week_is_the_one_without_a_workday() -> None:
    first = date.fromisocalendar(2026, 8, 1)
    days = [first + timedelta(days=n) for n in range(7)]

    assert not any(chinese_calendar.is_workday(day) for day in days)


@pytest.mark.parametrize("week", REPORTED, ids=lambda week: week.code)
def test_people_are_asked_and_weeks_are_closed_and_locked_on_workdays(week: Week) -> None:
    assert week.monday <= week.asked <= week.closed < week.locked
    for day in (week.asked, week.closed, week.locked):
        assert chinese_calendar.is_workday(day)


def test_the_history_is_the_same_every_time() -> None:
    assert history() == HISTORY


def test_answers_come_in_order_between_the_prompt_and_the_lock() -> None:
    weeks = {week.code: week for week in REPORTED}

    for before, after in pairwise(HISTORY):
        assert datetime.fromisoformat(before.at) <= datetime.fromisoformat(after.at)
    for answer in HISTORY:
        at, week = datetime.fromisoformat(answer.at), weeks[answer.week]
        assert week.prompt < at < week.lock
        assert answer.late == (at > week.grace_end)


def test_what_is_on_time_comes_in_working_hours() -> None:
    for answer in HISTORY:
        if not answer.late:
            assert time(8, 30) < datetime.fromisoformat(answer.at).time() < time(17, 30)


def test_every_answer_is_for_a_number_that_its_person_owes() -> None:
    owed = {a.key: a for a in YUNLING.weekly()}

    for answer in HISTORY:
        assignment = owed[answer.key]
        assert answer.person == assignment.person
        assert answer.typed_by in (assignment.person, assignment.deputy)
        assert (answer.value is None) == (answer.kind != "number")


def test_there_are_late_missing_corrected_and_special_answers() -> None:
    expected = len(YUNLING.weekly()) * len(REPORTED)
    answered = {(a.week, a.key) for a in HISTORY}
    kinds = Counter(a.kind for a in HISTORY)

    assert 0.02 < sum(a.late for a in HISTORY) / len(HISTORY) < 0.08
    assert 0.02 < 1 - len(answered) / expected < 0.06
    assert len(HISTORY) - len(answered) == 8
    assert kinds["not_applicable"] >= 3
    assert kinds["not_available"] >= 10
    assert sum(a.estimate for a in HISTORY) >= 5
    assert sum(a.note is not None for a in HISTORY) >= 8
    assert any("因雨停工" in a.typed for a in HISTORY)
    assert {a.typed_by for a in HISTORY} & {"p09", "p42", "p48"} == {"p09", "p42", "p48"}


@pytest.mark.parametrize(
    ("week", "key", "times"),
    [
        ("2026-W04", ("lw", "inv", None), 10_000),
        ("2026-W05", ("sd", "ind", None), 10),
        ("2026-W06", ("gc", "inv", None), 10),
    ],
)
def test_a_slip_of_magnitude_is_put_right_in_the_same_week(week: str, key: Key, times: int) -> None:
    wrong, right = [a for a in HISTORY if a.key == key and a.week == week]

    assert right.value is not None
    assert wrong.value == times * right.value


def test_cumulative_values_fall_only_where_one_was_counted_twice() -> None:
    cumulative = {i.code for i in YUNLING.indicators if i.basis == "累计"}
    courses: dict[Key, list[tuple[str, Decimal]]] = defaultdict(list)

    for week in REPORTED:
        for key, answer in final(week.code).items():
            if key[1] in cumulative and answer.value is not None:
                courses[key].append((week.code, answer.value))

    falls = [
        (key, after[0])
        for key, course in courses.items()
        for before, after in pairwise(course)
        if after[1] < before[1]
    ]
    assert falls == [(("wp", "inv", None), "2026-W07")]


def test_values_stay_within_the_bounds_of_their_indicator() -> None:
    for week in REPORTED:
        for answer in final(week.code).values():
            indicator = YUNLING.indicator(answer.indicator)
            if answer.value is not None:
                assert indicator.lowest is None or answer.value >= indicator.lowest
                assert indicator.highest is None or answer.value <= indicator.highest
                assert answer.value == round(answer.value, indicator.decimals)


def test_the_last_ranking_is_half_green_a_third_yellow_and_some_red() -> None:
    pace = REPORTED[-1].pace * 100
    last = [completion(u.code, W11) for u in YUNLING.units if u.group]
    known = [value for value in last if value is not None]

    assert round(pace, 1) == 82.2
    assert len(known) == 18
    assert 61 < min(known) < 64
    assert 94 < max(known) < 97
    assert sum(value >= pace for value in known) == 9
    assert sum(pace - 10 <= value < pace for value in known) == 6
    assert sum(value < pace - 10 for value in known) == 3


def test_one_town_slips_from_the_top_and_another_overtakes_all() -> None:
    weeks = [week.code for week in REPORTED]

    slipping = [place("sd", week) for week in weeks if completion("sd", week)]
    overtaking = [place("wl", week) for week in weeks if completion("wl", week)]
    assert slipping[:3] == [1, 1, 1]
    assert slipping[-1] >= 5
    assert overtaking[1] >= 6
    assert overtaking[-1] == 1


def test_two_offices_share_a_place() -> None:
    assert completion("fg", W11) == completion("ny", W11)
    assert place("fg", W11) == place("ny", W11)
    assert completion("fg", "2026-W10") != completion("ny", "2026-W10")


def test_one_number_is_over_the_target_and_one_growth_is_negative() -> None:
    last = final(W11)
    targets = {a.key: a.targets["q1"] for a in YUNLING.weekly()}

    output = last["gc", "ind", None].value
    growth = last["lw", "fig", None].value
    assert output is not None
    assert output > targets["gc", "ind", None]
    assert growth is not None
    assert growth < 0


def test_the_figure_that_the_contract_shows_is_among_them() -> None:
    answer = final("2026-W10")["cg", "fai", None]

    assert (answer.person, answer.value, answer.late) == ("p07", Decimal("13.50"), False)
    assert datetime.fromisoformat(answer.at).isoformat() == "2026-03-06T09:12:03+08:00"
