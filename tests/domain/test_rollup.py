"""Parts that become a whole."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures import Basis, Figure
from domain.rollup import Portion, Rollup, rolled_up, targets_together
from domain.scoring import scores_of
from tests.domain.district import (
    MID_Q1,
    SENT,
    WEEK,
    YARD,
    assignment,
    figure,
    indicator,
    roster,
    unit,
)

NOON = datetime(2026, 2, 13, 4, tzinfo=UTC)
BRIDGE = Portion(Decimal(50), share=Decimal(3), at=NOON)
ROAD = Portion(Decimal(90), share=Decimal(1), at=NOON - timedelta(hours=1))
VALUES = st.decimals(-1000, 1000, places=2)
PORTIONS = st.lists(st.builds(Portion, VALUES, st.decimals(1, 9, places=1)), min_size=1)


@pytest.mark.parametrize(
    ("operator", "whole"),
    [
        (Rollup.SUM, 140),
        (Rollup.MEAN, 70),
        (Rollup.WEIGHTED, 60),
        (Rollup.HIGHEST, 90),
        (Rollup.LOWEST, 50),
        (Rollup.LAST, 50),
        (Rollup.NONE, None),
    ],
)
def test_each_operator_makes_one_value_of_two(operator: Rollup, whole: int | None) -> None:
    assert rolled_up([BRIDGE, ROAD], operator) == whole


@pytest.mark.parametrize("operator", Rollup)
def test_nothing_makes_nothing(operator: Rollup) -> None:
    assert rolled_up([], operator) is None


@given(PORTIONS, st.sampled_from([Rollup.MEAN, Rollup.WEIGHTED, Rollup.HIGHEST, Rollup.LAST]))
def test_whatever_is_no_sum_lies_between_the_least_and_the_most(
    portions: list[Portion], operator: Rollup
) -> None:
    whole = rolled_up(portions, operator)

    values = [portion.value for portion in portions]
    assert whole is not None
    assert min(values) <= round(whole, 9) <= max(values)


@given(VALUES, st.sampled_from([o for o in Rollup if o is not Rollup.NONE]))
def test_one_part_is_the_whole(value: Decimal, operator: Rollup) -> None:
    assert rolled_up([Portion(value, Decimal(3))], operator) == value


def test_targets_go_the_way_of_their_values() -> None:
    slots = [{"q1": Decimal(100), "year": Decimal(400)}, {"q1": Decimal(60)}]

    assert targets_together(slots, [BRIDGE, ROAD], Rollup.WEIGHTED) == {"q1": Decimal(90)}
    assert targets_together(slots, [BRIDGE, ROAD], Rollup.LAST) == slots[0]
    assert targets_together(slots, [BRIDGE, ROAD], Rollup.NONE) == {}


@pytest.mark.parametrize(
    ("basis", "measure", "operator"),
    [
        (Basis.CUMULATIVE, "亿元", Rollup.SUM),
        (Basis.FLOW, "家", Rollup.SUM),
        (Basis.LEVEL, "人", Rollup.SUM),
        (Basis.LEVEL, "%", Rollup.MEAN),
        (Basis.RATE, "%", Rollup.NONE),
    ],
)
def test_without_a_word_the_basis_decides(basis: Basis, measure: str, operator: Rollup) -> None:
    assert indicator("x", basis, measure=measure).operator is operator


def sent(one: Figure, *, at: datetime) -> Figure:
    return replace(one, reported_at=at)


@pytest.mark.parametrize(
    ("operator", "value", "target"),
    [(Rollup.WEIGHTED, 60, 90), (Rollup.HIGHEST, 90, 100), (Rollup.LAST, 90, 60)],
)
def test_a_unit_is_measured_by_the_operator_of_its_indicator(
    operator: Rollup, value: int, target: int
) -> None:
    own = replace(indicator("x", Basis.LEVEL, measure="%"), rollup=operator)
    bridge = replace(assignment(1, "A", "x", project="桥", q1=100), share=Decimal(3))
    road = assignment(2, "A", "x", project="路", q1=60)
    known = roster([unit("A")], [own], [bridge, road])
    figures = {1: [figure(1, 50)], 2: [sent(figure(2, 90), at=SENT + timedelta(hours=1))]}

    (score,) = scores_of(known, figures, period=WEEK, day=MID_Q1, rules=YARD)

    progress = score.items[0].progress
    assert (progress.value, progress.target) == (Decimal(value), Decimal(target))
