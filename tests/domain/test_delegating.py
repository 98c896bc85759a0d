"""Who stands in for whom: who is asked, who may answer, and what stands against it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from domain.delegating import colleagues, must_be_possible
from domain.deputies import Delegation
from domain.errors import NotDelegated
from domain.figures import Basis, Indicator
from domain.people import Person, Role
from domain.roster import Assignment, Roster, Unit

MONDAY = datetime(2026, 3, 1, 16, tzinfo=UTC)  # midnight in the district
FRIDAY_NIGHT = MONDAY + timedelta(days=5)
TUESDAY = MONDAY + timedelta(days=1, hours=10)

PEOPLE = {
    "zhang": ("cg", {Role.CADRE}),
    "li": ("cg", {Role.CADRE}),
    "wang": ("cg", {Role.DEPUTY}),
    "zhao": ("lh", {Role.CADRE}),
    "boss": ("cg", {Role.LEADER}),
}


def roster(*delegations: Delegation, **changed: object) -> Roster:
    """Zhang owes numbers 1 and 2, Wang is the AB角 of 1; Li owes 3, Zhao 4 elsewhere."""
    people = {
        code: Person(code, code, "", unit, frozenset(roles), telegram_id=number)
        for number, (code, (unit, roles)) in enumerate(PEOPLE.items(), start=1)
    }
    for code, facts in changed.items():
        assert isinstance(facts, dict)
        people[code] = replace(people[code], **facts)
    owed = [
        Assignment(1, "cg", "a", "zhang", deputy="wang"),
        Assignment(2, "cg", "b", "zhang"),
        Assignment(3, "cg", "c", "li"),
        Assignment(4, "lh", "a", "zhao"),
    ]
    return Roster(
        version=1,
        units={code: Unit(code, code, code) for code in ("cg", "lh")},
        people=people,
        indicators={
            code: Indicator(code, code, "亿元", Basis.CUMULATIVE, weight=Decimal(1))
            for code in "abc"
        },
        projects={},
        assignments={own.id: own for own in owed},
        delegations=delegations,
    )


def given(person: str, deputy: str | None, *, is_leave: bool = False, **span: int) -> Delegation:
    begins = MONDAY + timedelta(days=span.get("first", 0))
    ends = MONDAY + timedelta(days=span.get("last", 4) + 1)
    return Delegation(1, person, deputy, begins, ends, is_leave)


def asked(known: Roster, at: datetime = TUESDAY) -> list[str | None]:
    return [known.asked_for(own, at) for own in known.assignments.values()]


def test_the_deputy_is_asked_for_both_and_their_own_come_first() -> None:
    known = roster(given("zhang", "li"))

    assert asked(known) == ["li", "li", "li", "zhao"]
    assert [own.id for own in known.answered_by("li", TUESDAY)] == [3, 1, 2]
    assert [own.id for own in known.answered_by("zhang", TUESDAY)] == [1, 2]


@pytest.mark.parametrize("at", [MONDAY - timedelta(seconds=1), FRIDAY_NIGHT])
def test_before_and_after_the_span_the_deputy_may_nothing(at: datetime) -> None:
    known = roster(given("zhang", "li"))

    assert not known.may_answer("li", known.assignments[1], at)
    assert known.asked_for(known.assignments[1], at) == "zhang"
    assert known.may_answer("li", known.assignments[1], FRIDAY_NIGHT - timedelta(seconds=1))


def test_on_leave_without_a_name_each_number_goes_to_its_own_deputy_or_to_nobody() -> None:
    known = roster(given("zhang", None, is_leave=True))

    assert asked(known) == ["wang", None, "li", "zhao"]
    assert [own.id for own in known.answered_by("wang", TUESDAY)] == [1]


def test_a_deputy_out_of_reach_is_not_asked_in_vain() -> None:
    gone = {"li": {"reachable": False}}

    assert asked(roster(given("zhang", "li"), **gone))[:2] == ["zhang", "zhang"]
    assert asked(roster(given("zhang", "li", is_leave=True), **gone))[:2] == [None, None]


def test_colleagues_are_those_who_write_and_are_within_reach_the_deputy_first() -> None:
    def able(known: Roster) -> list[str]:
        return [other.code for other in colleagues(known, "zhang", at=TUESDAY)]

    assert able(roster()) == ["wang", "li"]
    assert able(roster(li={"telegram_id": None})) == ["wang"]
    assert able(roster(given("wang", None, is_leave=True))) == ["li"]


@pytest.mark.parametrize(
    ("wanted", "standing", "why"),
    [
        (given("zhang", "zhang"), [], "self"),
        (given("boss", "li"), [], "nothing_owed"),
        (given("zhang", "li", last=120), [], "too_long"),
        (given("zhang", "boss"), [], "reads_only"),
        (given("zhang", "zhao"), [], "elsewhere"),
        (given("zhang", "li"), [given("zhang", "wang", last=0)], "overlap"),
        (given("zhang", "li"), [given("li", "zhang", first=4, last=9)], "circular"),
        (given("zhang", "li"), [given("li", "wang", is_leave=True)], "on_leave"),
        (given("zhang", "li"), [given("li", "wang")], "busy"),
        (given("zhang", "wang"), [given("li", "zhang")], "stands_in"),
    ],
)
def test_what_leaves_a_number_in_no_hands_or_in_two_is_refused(
    wanted: Delegation, standing: list[Delegation], why: str
) -> None:
    with pytest.raises(NotDelegated) as refused:
        must_be_possible(roster(), wanted, standing)

    assert refused.value.why == why


@pytest.mark.parametrize(
    ("facts", "why"),
    [({"telegram_id": None}, "not_joined"), ({"reachable": False}, "out_of_reach")],
)
def test_who_cannot_be_reached_cannot_stand_in(facts: dict[str, object], why: str) -> None:
    with pytest.raises(NotDelegated) as refused:
        must_be_possible(roster(li=facts), given("zhang", "li"), [])

    assert refused.value.why == why


def test_spans_that_only_touch_stand_in_nobodys_way() -> None:
    standing = [given("zhang", "wang", first=-7, last=-1), given("li", "wang", first=5, last=9)]

    must_be_possible(roster(), given("zhang", "li"), standing)
    must_be_possible(roster(), given("zhang", "zhao"), [], anywhere=True)
