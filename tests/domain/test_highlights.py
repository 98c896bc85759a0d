from domain.highlights import highlights_of
from domain.lights import Light
from domain.ranking import Standing
from tests.domain.district import ranked


def codes(standings: tuple[Standing, ...]) -> list[str]:
    return [s.unit for s in standings]


def test_each_group_has_its_leaders_and_its_laggard() -> None:
    found = highlights_of(
        ranked(
            {"A": "70", "B": "70", "C": "45", "X": "30", "Y": "20", "Z": None},
            groups={"X": "街道", "Y": "街道", "Z": "街道"},
        )
    )

    assert codes(found.leaders) == ["A", "B", "X"]
    assert codes(found.laggards) == ["C", "Y"]
    assert codes(found.missing) == ["Z"]


def test_the_last_of_those_on_time_is_no_laggard() -> None:
    assert highlights_of(ranked({"A": "70", "B": "60"})).laggards == ()


def test_who_is_alone_leads_and_does_not_lag() -> None:
    found = highlights_of(ranked({"A": "10"}))

    assert (codes(found.leaders), found.laggards) == (["A"], ())


def test_the_largest_moves_come_first_and_single_places_are_left_out() -> None:
    before = ranked({"A": "90", "B": "80", "C": "70", "D": "60", "E": "50", "F": "40"})
    now = ranked(
        {"A": "40", "B": "90", "C": "50", "D": "80", "E": "70", "F": "60"}, previous=before
    )

    found = highlights_of(now)

    assert [(s.unit, s.movement) for s in found.climbers] == [("D", 2), ("E", 2), ("F", 2)]
    assert [(s.unit, s.movement) for s in found.fallers] == [("A", -5), ("C", -2)]
    assert codes(highlights_of(now, movers=1).climbers) == ["D"]


def test_lights_are_counted_for_those_with_a_rank() -> None:
    found = highlights_of(ranked({"A": "70", "B": "45", "C": "46", "D": "1", "E": None}))

    assert dict(found.lights) == {Light.GREEN: 1, Light.YELLOW: 2, Light.RED: 1}


def test_an_empty_ranking_has_no_highlights() -> None:
    found = highlights_of(ranked({}))

    assert (found.leaders, found.laggards, found.missing) == ((), (), ())
