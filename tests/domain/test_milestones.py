"""Milestones: what was said about them, folded; who answers; days and reasons as typed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures import Basis, Indicator
from domain.milestones import (
    Delay,
    Report,
    Said,
    State,
    asked_for,
    is_delay,
    may_answer,
    read_delay,
    state_of,
)
from domain.people import Person, Role
from domain.roster import Assignment, Milestone, Project, Roster, Unit

TODAY = date(2026, 3, 19)  # a Thursday
NOON = datetime(2026, 3, 19, 4, tzinfo=UTC)
PLANNED = date(2026, 3, 20)
ROOF = Milestone("x02", "主体结构封顶", PLANNED, 7)


def said(what: Said, day: date | None = None, *, planned: date = PLANNED) -> Report:
    return Report(
        milestone=7,
        number=1,
        said=what,
        planned=planned,
        day=day,
        reason="拆迁",
        person="asha",
        reported_at=NOON,
    )


def test_nothing_said_is_the_plan() -> None:
    state = state_of(ROOF, [])

    assert (state.expected, state.slip, state.reason) == (PLANNED, 0, "")
    assert not state.is_done
    assert not state.is_postponed


def test_put_off_is_expected_later_with_its_reason() -> None:
    state = state_of(ROOF, [said(Said.POSTPONED, date(2026, 4, 3))])

    assert (state.expected, state.slip, state.reason) == (date(2026, 4, 3), 14, "拆迁")
    assert state.is_postponed


def test_done_is_measured_against_the_plan() -> None:
    reports = [said(Said.POSTPONED, date(2026, 4, 3)), said(Said.DONE, date(2026, 3, 18))]

    state = state_of(ROOF, reports)

    assert (state.is_done, state.slip, state.reason) == (True, -2, "")


def test_a_withdrawal_takes_one_step_back_and_stays_counted() -> None:
    reports = [
        said(Said.POSTPONED, date(2026, 4, 3)),
        said(Said.DONE, date(2026, 3, 19)),
        said(Said.WITHDRAWN),
    ]

    state = state_of(ROOF, reports)

    assert (state.is_done, state.expected, state.total) == (False, date(2026, 4, 3), 3)


def test_a_plan_that_was_changed_since_counts_instead_of_what_was_expected() -> None:
    earlier = said(Said.POSTPONED, date(2026, 4, 3), planned=date(2026, 3, 1))

    state = state_of(ROOF, [earlier])

    assert (state.expected, state.is_postponed) == (PLANNED, False)


@pytest.mark.parametrize(
    ("due", "near", "overdue"),
    [("2026-03-27", False, False), ("2026-03-26", True, False), ("2026-03-18", True, True)],
)
def test_it_is_asked_about_when_near_and_overdue_once_its_day_has_passed(
    due: str, near: bool, overdue: bool
) -> None:
    state = State(Milestone("x02", "封顶", date.fromisoformat(due)))

    assert state.is_near(TODAY, days=7) is near
    assert state.is_overdue(TODAY) is overdue


@given(st.lists(st.sampled_from(Said)))
def test_any_story_folds_to_what_stands_after_as_many_steps_back(story: list[Said]) -> None:
    reports = [said(one, None if one is Said.WITHDRAWN else TODAY) for one in story]
    left = 0
    for one in story:
        left = max(0, left - 1) if one is Said.WITHDRAWN else left + 1

    state = state_of(ROOF, reports)

    assert state.total == len(story)
    assert (state.last is not None) is (left > 0)


@pytest.mark.parametrize(
    ("typed", "day", "reason"),
    [
        ("4月15日 拆迁没完", date(2026, 4, 15), "拆迁没完"),
        ("延到4月15日，拆迁没完", date(2026, 4, 15), "拆迁没完"),
        ("4.15", date(2026, 4, 15), ""),
        ("2026-04-15", date(2026, 4, 15), ""),
        ("下周五", date(2026, 3, 27), ""),
        ("两周", date(2026, 4, 3), ""),  # from the day expected, as the button
        ("延期两周 审批没下来", date(2026, 4, 3), "审批没下来"),
        ("拆迁没完，延一个月", date(2026, 4, 20), "拆迁没完"),
        ("推迟到下周五，审批慢", date(2026, 3, 27), "审批慢"),
        ("预计4月底", date(2026, 4, 30), ""),
        ("图纸延误", None, "图纸延误"),
        ("拆迁没完", None, "拆迁没完"),
        ("15号或者20号", None, "15号或者20号"),
        ("", None, ""),
    ],
)
def test_a_new_day_and_its_reason_are_read_from_one_line(
    typed: str, day: date | None, reason: str
) -> None:
    assert read_delay(typed, state=State(ROOF), today=TODAY) == Delay(day, reason)


@given(st.text(max_size=60))
def test_no_text_raises(typed: str) -> None:
    read_delay(typed, state=State(ROOF), today=TODAY)


@pytest.mark.parametrize(
    ("day", "accepted"),
    [
        (TODAY, True),
        (TODAY - timedelta(days=1), False),
        (PLANNED, False),
        (date(2028, 1, 1), True),
        (date(2126, 4, 15), False),
    ],
)
def test_a_new_day_is_another_one_to_come(day: date, accepted: bool) -> None:
    assert is_delay(day, state=State(ROOF), today=TODAY) is accepted


def roster(*, project: str | None) -> Roster:
    units = {code: Unit(code, code, code) for code in ("cg", "lh")}
    roles = frozenset({Role.CADRE})
    people = {code: Person(code, code, "", "cg", roles) for code in ("asha", "bela", "chidi")}
    assignments = {
        1: Assignment(1, "lh", "fai", "chidi"),
        2: Assignment(2, "cg", "fai", "asha", project, deputy="bela"),
    }
    return Roster(
        1,
        units,
        people,
        {"fai": Indicator("fai", "投资", "亿元", Basis.CUMULATIVE)},
        {"x02": Project("x02", "大厦", "cg")},
        assignments,
        (ROOF,),
    )


@pytest.mark.parametrize("project", ["x02", None])
def test_whoever_owes_the_projects_number_answers_else_who_owes_its_units(
    project: str | None,
) -> None:
    known = roster(project=project)

    assert asked_for(known, ROOF, NOON) == "asha"
    assert [p for p in known.people if may_answer(known, p, ROOF, NOON)] == ["asha", "bela"]
