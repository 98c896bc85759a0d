"""What each role finds beside the typing box."""

import pytest

from domain.people import Person, Role
from handlers.offers import ANSWERS, BY_ROLE, TO_STRANGERS, offered_to


def offered(*roles: Role, answers: bool = False) -> tuple[str, ...]:
    return offered_to(Person("p", "n", "", "u", frozenset(roles)), answers=answers)


@pytest.mark.parametrize("role", [*BY_ROLE, Role.CADRE, Role.DEPUTY])
def test_a_role_is_offered_a_handful_and_help(role: Role) -> None:
    found = offered(role)

    assert 6 < len(found) < 10
    assert found[-1] == "help"


def test_who_has_several_roles_is_offered_each_command_once() -> None:
    both = offered(Role.CADRE, Role.LEADER)

    assert both[: len(ANSWERS)] == ANSWERS
    assert set(both) == {*ANSWERS, *BY_ROLE[Role.LEADER], "help"}
    assert len(both) == len(set(both))


def test_who_stands_in_for_somebody_is_offered_to_answer() -> None:
    assert "report" in offered(Role.ADMIN, answers=True)
    assert "report" not in offered(Role.ADMIN)


def test_a_stranger_is_offered_the_door() -> None:
    assert TO_STRANGERS == ("start", "help")
