"""Who may send a number back, and who is asked to confirm one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.figures import Basis, Indicator
from domain.people import Person, Role
from domain.roster import Assignment, Roster, Unit
from domain.verdicts import may_approve, may_return, reviewers
from tests.domain.district import figure

NOW = datetime(2026, 3, 6, 8, tzinfo=UTC)
OWN = Assignment(1, "village", "fai", person="cadre", deputy="deputy")
GIVEN = replace(figure(1, 13), person="cadre", typed_by="cadre")
ROLES = {
    "cadre": ("village", Role.CADRE),
    "deputy": ("village", Role.DEPUTY),
    "near": ("village", Role.SUPERVISOR),
    "far": ("town", Role.SUPERVISOR),
    "elsewhere": ("other", Role.SUPERVISOR),
    "leader": ("town", Role.LEADER),
    "assessor": ("town", Role.ASSESSOR),
    "admin": ("town", Role.ADMIN),
}


def person(code: str, unit: str, *roles: Role, telegram_id: int | None = 1) -> Person:
    return Person(code, code, "", unit, frozenset(roles), telegram_id=telegram_id)


def town(**others: Person) -> Roster:
    """A village below a town, another beside it, and one person for each role."""
    people = {code: person(code, unit, role) for code, (unit, role) in ROLES.items()} | others
    units = [
        Unit("town", "镇", "镇"),
        Unit("village", "村", "村", parent="town"),
        Unit("other", "邻村", "邻村", parent="town"),
    ]
    return Roster(
        version=1,
        units={unit.code: unit for unit in units},
        people=people,
        indicators={"fai": Indicator("fai", "投资", "亿元", Basis.CUMULATIVE)},
        projects={},
        assignments={1: OWN},
    )


def names(people: tuple[Person, ...]) -> list[str]:
    return [one.code for one in people]


def test_leaders_assessors_and_supervisors_above_the_unit_may_send_a_number_back() -> None:
    known = town()

    allowed = {code for code, one in known.people.items() if may_return(known, one, OWN, at=NOW)}

    assert allowed == {"near", "far", "leader", "assessor"}


def test_supervisors_above_the_unit_and_assessors_may_confirm_one() -> None:
    known = town()

    allowed = {c for c, one in known.people.items() if may_approve(known, one, OWN, GIVEN, at=NOW)}

    assert allowed == {"near", "far", "assessor"}


@pytest.mark.parametrize("code", ["cadre", "deputy"])
def test_whoever_answers_for_a_number_judges_it_in_no_other_role(code: str) -> None:
    known = town(**{code: person(code, "village", *Role)})
    one = known.people[code]

    assert not may_return(known, one, OWN, at=NOW)
    assert not may_approve(known, one, OWN, GIVEN, at=NOW)
    assert code not in names(reviewers(known, OWN, at=NOW))


def test_the_nearest_supervisor_is_asked() -> None:
    assert names(reviewers(town(), OWN, at=NOW)) == ["near"]


def test_who_is_out_of_reach_is_passed_over() -> None:
    gone = person("near", "village", Role.SUPERVISOR, telegram_id=None)

    assert names(reviewers(town(near=gone), OWN, at=NOW)) == ["far"]


def test_the_assessors_are_asked_where_no_supervisor_is() -> None:
    none = {code: person(code, "other", Role.SUPERVISOR) for code in ("near", "far")}

    assert names(reviewers(town(**none), OWN, at=NOW)) == ["assessor"]


def test_who_typed_a_number_is_not_asked_to_confirm_it() -> None:
    typed = replace(GIVEN, typed_by="near")

    assert names(reviewers(town(), OWN, at=NOW, figure=typed)) == ["far"]
