from dataclasses import replace
from decimal import Decimal

import pytest

from domain.drag import Drag
from domain.figures import Answer, Basis, Review
from domain.lights import Light
from domain.ranking import NEW, Ranking, Standing, Status, by_indicator, overall
from tests.domain.district import (
    RULES,
    WEEK,
    assignment,
    figure,
    indicator,
    ranked,
    roster,
    scored,
    unit,
)


def order(ranking: Ranking) -> list[tuple[str, int | None]]:
    return [(s.unit, s.rank) for s in ranking.standings]


def of(ranking: Ranking, code: str) -> Standing:
    standing = ranking.of_unit(code)
    assert standing is not None
    return standing


def test_ties_share_a_rank_and_the_next_is_left_out() -> None:
    found = ranked({"A": "50", "B": "70", "C": "70", "D": "40"})

    assert order(found) == [("B", 1), ("C", 1), ("A", 3), ("D", 4)]


def test_what_is_shown_alike_is_ranked_alike() -> None:
    found = ranked({"A": "70.04", "B": "69.96", "C": "69.94"})

    assert order(found) == [("A", 1), ("B", 1), ("C", 3)]
    assert [str(s.completion) for s in found.standings] == ["70.0", "70.0", "69.9"]


def test_units_are_ranked_inside_their_group() -> None:
    found = ranked(
        {"A": "50", "B": "70", "C": "60", "D": "40"},
        groups={"A": "街道", "B": "乡镇", "C": "街道", "D": "乡镇"},
    )

    assert found.groups == ("街道", "乡镇")
    assert order(found) == [("C", 1), ("A", 2), ("B", 1), ("D", 2)]
    assert [s.unit for s in found.of_group("乡镇")] == ["B", "D"]


def test_a_unit_that_did_not_report_stands_below_without_a_value() -> None:
    found = ranked({"A": None, "B": "70", "C": "-5"})

    assert order(found) == [("B", 1), ("C", 2), ("A", None)]
    silent = of(found, "A")
    assert silent.status is Status.NOT_REPORTED
    assert (silent.completion, silent.pace, silent.gap) == (None, None, None)
    assert (silent.light, silent.reported, silent.expected) == (Light.NONE, 0, 1)


def test_gap_and_light_follow_from_what_is_shown() -> None:
    found = ranked({"A": "50", "B": "49.9", "C": "40", "D": "39.9"})

    assert [(str(s.gap), s.light) for s in found.standings] == [
        ("0.0", Light.GREEN),
        ("-0.1", Light.YELLOW),
        ("-10.0", Light.YELLOW),
        ("-10.1", Light.RED),
    ]


def test_a_unit_with_nothing_but_not_available_has_no_rank_and_is_not_called_missing() -> None:
    known = roster([unit("A")], [indicator("fai")], [assignment(1, "A", "fai", q1=100)])
    scores = scored(
        known,
        figure(1, 30, period="2026-W06"),
        figure(1, None, answer=Answer.NOT_AVAILABLE),
    )

    standing = of(overall(scores, roster=known, period=WEEK, rules=RULES), "A")

    assert (standing.status, standing.rank, standing.reported) == (Status.UNRANKED, None, 1)


def test_a_unit_whose_numbers_all_wait_to_be_confirmed_has_no_rank_and_says_why() -> None:
    known = roster([unit("A")], [indicator("fai")], [assignment(1, "A", "fai", q1=100)])
    scores = scored(known, replace(figure(1, 30), review=Review.PENDING))

    standing = of(overall(scores, roster=known, period=WEEK, rules=RULES), "A")

    assert (standing.status, standing.completion, standing.pending) == (Status.UNRANKED, None, 1)


def test_a_silent_unit_is_not_ranked_by_carried_values() -> None:
    known = roster([unit("A")], [indicator("fai")], [assignment(1, "A", "fai", q1=100)])
    scores = scored(known, figure(1, 30, period="2026-W06"))

    standing = of(overall(scores, roster=known, period=WEEK, rules=RULES), "A")

    assert (standing.status, standing.completion) == (Status.NOT_REPORTED, None)


def test_a_unit_that_nothing_applies_to_is_not_listed() -> None:
    known = roster([unit("A")], [indicator("fai")], [assignment(1, "A", "fai", q1=100)])
    scores = scored(known, figure(1, None, answer=Answer.NOT_APPLICABLE))

    assert overall(scores, roster=known, period=WEEK, rules=RULES).standings == ()
    assert by_indicator(scores, "fai", roster=known, period=WEEK).standings == ()


def test_movement_is_counted_from_the_list_published_before() -> None:
    before = ranked({"A": "70", "B": "60", "C": "50", "D": None})

    now = ranked({"A": "40", "B": "60", "C": "90", "D": "55", "E": "30"}, previous=before)

    assert [(s.unit, s.movement) for s in now.standings] == [
        ("C", 2),
        ("B", 0),
        ("D", NEW),
        ("A", -3),
        ("E", NEW),
    ]


def test_there_is_no_movement_without_a_list_or_without_a_rank() -> None:
    before = ranked({"A": "70", "B": "60"})

    assert of(before, "A").movement is None
    assert of(ranked({"A": None, "B": "60"}, previous=before), "A").movement is None


def test_who_changed_the_group_is_new_in_it() -> None:
    before = ranked({"A": "70", "B": "60"})

    now = ranked({"A": "70", "B": "60"}, groups={"A": "街道"}, previous=before)

    assert (of(now, "A").movement, of(now, "B").movement) == (NEW, 1)


def test_the_item_that_costs_most_points_is_named() -> None:
    known = roster(
        [unit("A")],
        [indicator("fai", weight=3), indicator("retail"), indicator("tax")],
        [
            assignment(1, "A", "fai", q1=100),
            assignment(2, "A", "retail", q1=100),
            assignment(3, "A", "tax", q1=100),
        ],
    )
    scores = scored(known, figure(1, 40), figure(2, 25), figure(3, 90))

    standing = of(overall(scores, roster=known, period=WEEK, rules=RULES), "A")

    # 投资 is 10 points behind at weight 3, 零售 25 at weight 1.
    assert standing.drag == Drag("fai", "指标fai", gap=Decimal("-10.0"), points=Decimal("-6.0"))


def test_nothing_drags_a_unit_that_is_ahead_everywhere() -> None:
    assert of(ranked({"A": "50"}), "A").drag is None


def test_a_loss_too_small_to_be_shown_drags_nobody() -> None:
    known = roster(
        [unit("A")],
        [indicator("fai", weight=9), indicator("growth", Basis.RATE, measure="%")],
        [assignment(1, "A", "fai", q1=100), assignment(2, "A", "growth", q1=6)],
    )
    scores = scored(known, figure(1, 60), figure(2, "5.9"))

    assert of(overall(scores, roster=known, period=WEEK, rules=RULES), "A").drag is None


def test_one_indicator_is_ranked_with_its_values() -> None:
    known = roster(
        [unit("A"), unit("B"), unit("C"), unit("D")],
        [indicator("fai"), indicator("retail")],
        [
            assignment(1, "A", "fai", q1=100),
            assignment(2, "B", "fai", q1=10),
            assignment(3, "C", "retail", q1=10),
            assignment(4, "D", "fai"),
        ],
    )
    scores = scored(known, figure(1, 40), figure(2, 8), figure(3, 9), figure(4, 7))

    found = by_indicator(scores, "fai", roster=known, period=WEEK)

    assert found.subject == "fai"
    assert order(found) == [("B", 1), ("A", 2), ("D", None)]
    assert (of(found, "B").value, of(found, "B").target) == (Decimal(8), Decimal(10))
    assert of(found, "D").status is Status.UNRANKED
    assert of(found, "D").value == Decimal(7)


def test_a_rate_is_ranked_by_its_gap_to_the_own_target() -> None:
    known = roster(
        [unit("A"), unit("B"), unit("C")],
        [indicator("growth", Basis.RATE, measure="%")],
        [
            assignment(1, "A", "growth", q1=6),
            assignment(2, "B", "growth", q1=9),
            assignment(3, "C", "growth", q1=5),
        ],
    )
    scores = scored(known, figure(1, "6.5"), figure(2, "8.2"), figure(3, "5.5"))

    found = by_indicator(scores, "growth", roster=known, period=WEEK)

    assert order(found) == [("A", 1), ("C", 1), ("B", 3)]
    assert [(s.completion, str(s.gap), s.light) for s in found.standings] == [
        (None, "0.5", Light.GREEN),
        (None, "0.5", Light.GREEN),
        (None, "-0.8", Light.YELLOW),
    ]


@pytest.mark.parametrize("answer", [Answer.NOT_AVAILABLE, Answer.WITHDRAWN])
def test_no_number_for_an_indicator_is_no_rank_in_it(answer: Answer) -> None:
    known = roster([unit("A")], [indicator("fai")], [assignment(1, "A", "fai", q1=100)])
    scores = scored(known, figure(1, 30, period="2026-W06"), figure(1, None, answer=answer))

    standing = of(by_indicator(scores, "fai", roster=known, period=WEEK), "A")

    assert (standing.rank, standing.value, standing.carried) == (None, None, ("fai",))


def test_a_unit_carries_the_short_name_of_the_roster() -> None:
    assert of(ranked({"A": "1"}), "A").name == "A镇"
