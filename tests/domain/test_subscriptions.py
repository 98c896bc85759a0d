"""Who may wish for what, and when it goes."""

from datetime import UTC, date, datetime

import pytest

from domain.clocks import Clock, ClockKind
from domain.people import Person, Role
from domain.periods import Period, PeriodKind
from domain.subscriptions import FOR_ALL_SEEING, Topic, topics_at, topics_for

AT = datetime(2026, 3, 16, 1, 30, tzinfo=UTC)


def person(*roles: Role) -> Person:
    return Person("p", "某某", "", "u", frozenset(roles))


def clock(kind: ClockKind, period: str) -> Clock:
    return Clock(kind, Period.parse(period), 1, AT, date(2026, 3, 16))


@pytest.mark.parametrize("role", [Role.LEADER, Role.ASSESSOR, Role.ADMIN])
def test_whoever_sees_all_may_wish_for_all(role: Role) -> None:
    assert set(topics_for(person(role))) == set(Topic)


def test_a_supervisor_may_wish_for_what_does_not_show_everybody() -> None:
    assert set(topics_for(person(Role.SUPERVISOR))) == set(Topic) - FOR_ALL_SEEING


@pytest.mark.parametrize("role", [Role.CADRE, Role.DEPUTY])
def test_a_cadre_may_wish_for_nothing(role: Role) -> None:
    assert topics_for(person(role)) == ()


@pytest.mark.parametrize(
    ("kind", "period", "expected"),
    [
        (ClockKind.PUSH, "2026-W11", {"ranking", "board", "brief", "group", "unit", "indicator"}),
        (ClockKind.PUSH, "2026-M03", {"month", "month_brief", "indicator"}),
        (ClockKind.PUSH, "2026-Q1", {"quarter", "quarter_brief", "indicator"}),
        (ClockKind.DUE, "2026-W11", {"missing"}),
        (ClockKind.DUE, "2026-M03", set()),
        (ClockKind.LOCK, "2026-W11", set()),
    ],
)
def test_each_topic_goes_with_the_clock_of_its_rhythm(
    kind: ClockKind, period: str, expected: set[str]
) -> None:
    assert {topic.value for topic in topics_at(clock(kind, period), PeriodKind.WEEK)} == expected
