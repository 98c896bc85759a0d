from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.figures import Answer, Basis, Direction, Review
from domain.items import Item
from domain.pace import shown
from domain.periods import Period, PeriodKind
from domain.roster import Roster
from domain.scoring import Score, scores_of
from tests.domain.district import (
    MID_Q1,
    WEEK,
    YARD,
    assignment,
    figure,
    indicator,
    roster,
    scored,
    unit,
)

FAI = indicator("fai", weight=3)
RETAIL = indicator("retail")
GROWTH = indicator("growth", Basis.RATE, measure="%")
TWO = roster(
    [unit("A")],
    [FAI, RETAIL],
    [assignment(1, "A", "fai", q1=100), assignment(2, "A", "retail", q1=10)],
)


def only(scores: tuple[Score, ...]) -> Score:
    (score,) = scores
    return score


def item(score: Score, code: str) -> Item:
    return next(i for i in score.items if i.indicator.code == code)


def projects(basis: Basis, measure: str = "亿元", *, own: bool = False) -> Roster:
    parts = [
        assignment(1, "A", "x", project="桥", q1=100, base=0),
        assignment(2, "A", "x", project="路", q1=60),
    ]
    whole = [assignment(3, "A", "x", q1=200)] if own else []
    return roster([unit("A")], [indicator("x", basis, measure=measure)], [*parts, *whole])


def test_the_overall_completion_is_the_mean_by_weight() -> None:
    score = only(scored(TWO, figure(1, 40), figure(2, 8)))

    assert (score.completion, score.pace) == (Decimal(50), Decimal(50))  # (3×40 + 80) ÷ 4
    assert (score.reported, score.expected, score.numbers) == (2, 2, 2)


def test_a_rate_on_target_counts_as_on_pace() -> None:
    known = roster([unit("A")], [GROWTH], [assignment(1, "A", "growth", q1=6)])

    on_target, ahead = scored(known, figure(1, 6))[0], scored(known, figure(1, "7.5"))[0]

    assert (on_target.completion, on_target.pace) == (Decimal(50), Decimal(50))
    assert (ahead.completion, ahead.pace) == (Decimal("51.5"), Decimal(50))


def test_not_applicable_is_left_out_of_everything() -> None:
    score = only(scored(TWO, figure(1, 40), figure(2, None, answer=Answer.NOT_APPLICABLE)))

    assert (score.completion, score.reported, score.expected) == (Decimal(40), 1, 1)


def test_a_missing_number_is_carried_from_earlier_in_the_year_and_flagged() -> None:
    score = only(scored(TWO, figure(1, 40), figure(2, 8, period="2026-W05")))

    assert score.completion == Decimal(50)
    assert (score.reported, score.expected, score.carried) == (1, 2, ("retail",))


@pytest.mark.parametrize("period", ["2025-W52", "2026-W08", "2026-M02"])
def test_nothing_is_carried_from_another_year_a_later_week_or_a_month(period: str) -> None:
    score = only(scored(TWO, figure(1, 40), figure(2, 8, period=period)))

    assert (score.completion, score.carried) == (Decimal(40), ())
    assert item(score, "retail").progress.value is None


def test_not_available_is_an_answer_without_a_number() -> None:
    score = only(
        scored(
            TWO,
            figure(1, None, answer=Answer.NOT_AVAILABLE),
            figure(1, 30, period="2026-W06"),
        )
    )

    assert (score.reported, score.expected, score.numbers) == (1, 2, 0)
    assert score.carried == ("fai",)


def test_a_number_taken_back_is_no_answer() -> None:
    score = only(scored(TWO, figure(1, None, answer=Answer.WITHDRAWN)))

    assert (score.reported, score.completion, score.pace) == (0, None, None)


def test_what_waits_to_be_confirmed_is_an_answer_that_does_not_count() -> None:
    score = only(
        scored(
            TWO,
            replace(figure(1, 60), review=Review.PENDING),
            figure(1, 30, period="2026-W06"),
            replace(figure(2, None, answer=Answer.NOT_APPLICABLE), review=Review.PENDING),
        )
    )

    assert (score.reported, score.expected, score.numbers, score.pending) == (2, 2, 0, 2)
    assert item(score, "fai").progress.value == 30
    assert score.carried == ("fai",)


def test_what_was_sent_back_is_no_answer_and_what_was_confirmed_is_one() -> None:
    score = only(
        scored(
            TWO,
            replace(figure(1, 60), review=Review.RETURNED),
            replace(figure(2, 8), review=Review.APPROVED),
        )
    )

    assert (score.reported, score.numbers) == (1, 1)
    assert item(score, "fai").progress.value is None


def test_flows_are_summed_over_the_year() -> None:
    known = roster([unit("A")], [indicator("x", Basis.FLOW)], [assignment(1, "A", "x", q1=100)])

    score = only(
        scored(
            known,
            figure(1, 20),
            figure(1, 15, period="2026-W06"),
            figure(1, 10, period="2026-W05"),
            figure(1, 99, period="2025-W52"),
        )
    )

    assert item(score, "x").progress.value == Decimal(45)


def test_projects_of_a_sum_add_up_with_their_targets() -> None:
    score = only(scored(projects(Basis.CUMULATIVE), figure(1, 50), figure(2, 30)))

    progress = item(score, "x").progress
    assert (progress.value, progress.target) == (Decimal(80), Decimal(160))
    assert (score.reported, score.expected) == (2, 2)


def test_a_project_never_reported_counts_neither_with_value_nor_target() -> None:
    score = only(scored(projects(Basis.CUMULATIVE), figure(1, 50)))

    progress = item(score, "x").progress
    assert (progress.value, progress.target) == (Decimal(50), Decimal(100))
    assert (score.reported, score.expected) == (1, 2)


def test_progress_in_percent_is_averaged() -> None:
    score = only(scored(projects(Basis.LEVEL, "%"), figure(1, 30), figure(2, 50)))

    progress = item(score, "x").progress
    assert (progress.value, progress.target) == (Decimal(40), Decimal(80))


def test_other_levels_add_up() -> None:
    score = only(scored(projects(Basis.LEVEL, "家"), figure(1, 30), figure(2, 50)))

    assert item(score, "x").progress.value == Decimal(80)


def test_rates_of_projects_are_never_rolled_up() -> None:
    score = only(scored(projects(Basis.RATE, "%"), figure(1, 30), figure(2, 50)))

    assert item(score, "x").progress.value is None
    assert (score.completion, score.reported) == (None, 2)


@pytest.mark.parametrize("basis", [Basis.CUMULATIVE, Basis.RATE])
def test_the_units_own_number_goes_before_those_of_its_projects(basis: Basis) -> None:
    known = projects(basis, own=True)

    score = only(scored(known, figure(1, 50), figure(2, 30), figure(3, 90)))

    progress = item(score, "x").progress
    assert (progress.value, progress.target) == (Decimal(90), Decimal(200))


def test_a_target_slot_that_a_project_lacks_is_left_out() -> None:
    known = roster(
        [unit("A")],
        [indicator("x")],
        [
            assignment(1, "A", "x", project="桥", q1=10, year=365),
            assignment(2, "A", "x", project="路", year=365),
        ],
    )

    score = only(scored(known, figure(1, 45), figure(2, 45)))

    progress = item(score, "x").progress
    assert (progress.target, progress.until) == (Decimal(730), date(2026, 12, 31))


def test_an_item_without_target_does_not_enter_the_mean() -> None:
    known = roster(
        [unit("A")],
        [FAI, RETAIL],
        [assignment(1, "A", "fai"), assignment(2, "A", "retail", q1=10)],
    )

    score = only(scored(known, figure(1, 40), figure(2, 8)))

    assert (score.completion, score.reported) == (Decimal(80), 2)


def test_lower_is_better_enters_mirrored_at_the_pace() -> None:
    known = roster(
        [unit("A")],
        [indicator("energy", direction=Direction.LOWER)],
        [assignment(1, "A", "energy", q1=100)],
    )

    score = only(scored(known, figure(1, 45)))

    assert (score.completion, score.pace) == (Decimal(55), Decimal(50))


def test_only_what_is_asked_at_this_rhythm_counts() -> None:
    monthly = replace(RETAIL, cadence=PeriodKind.MONTH)
    known = roster(
        [unit("A"), unit("B")],
        [FAI, monthly],
        [assignment(1, "A", "fai", q1=100), assignment(2, "B", "retail", q1=10)],
    )

    weekly = scored(known, figure(1, 40))
    spring = scored(known, figure(2, 8, period="2026-M02"), period=Period.parse("2026-M02"))

    assert [s.unit for s in weekly] == ["A"]
    assert [s.unit for s in spring] == ["B"]


def test_the_pace_is_that_of_the_periods_last_day_unless_another_is_given() -> None:
    figures = {1: [figure(1, 40)]}

    at_end = scores_of(TWO, figures, period=WEEK, rules=YARD)[0]
    earlier = scores_of(TWO, figures, period=WEEK, rules=YARD, day=MID_Q1)[0]

    assert at_end.pace is not None
    assert shown(at_end.pace) == Decimal("51.1")  # 15 February: 46 of 90 days
    assert earlier.pace == Decimal(50)
