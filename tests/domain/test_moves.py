"""What a correction changes in a published ranking."""

from domain.moves import moves
from tests.domain.district import ranked


def told(before: dict[str, str | None], after: dict[str, str | None]) -> list[tuple[object, ...]]:
    found = moves(ranked(before), ranked(after))
    return [(move.unit, move.before, move.after) for move in found]


def test_who_changed_places_is_told_in_the_new_order() -> None:
    assert told({"A": "60", "B": "55", "C": "50"}, {"A": "60", "B": "55", "C": "57"}) == [
        ("C", 3, 2),
        ("B", 2, 3),
    ]


def test_a_percentage_that_moves_nobody_is_no_change() -> None:
    assert told({"A": "60", "B": "55"}, {"A": "61", "B": "55"}) == []


def test_another_light_is_a_change_without_another_place() -> None:
    (move,) = moves(ranked({"A": "60", "B": "49"}), ranked({"A": "60", "B": "50"}))

    assert (move.before, move.after) == (2, 2)
    assert move.light_before is not move.light_after


def test_a_unit_that_had_no_number_gets_a_place() -> None:
    assert told({"A": "60", "B": None}, {"A": "60", "B": "65"}) == [("B", None, 1), ("A", 1, 2)]


def test_units_that_were_not_compared_then_are_no_moves() -> None:
    assert told({"A": "60"}, {"A": "60", "B": "20"}) == []
