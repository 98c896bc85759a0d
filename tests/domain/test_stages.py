"""Which stage a number is of."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from domain.figures import Answer, Basis, Figure, Indicator, Source, Stage, Timeliness
from domain.periods import PeriodKind
from domain.stages import is_step_back, is_worth_telling, stage_for

WEEKLY = Indicator("fai", "固定资产投资", "亿元", Basis.CUMULATIVE)
QUARTERLY = replace(WEEKLY, cadence=PeriodKind.QUARTER)


def standing(stage: Stage, answer: Answer = Answer.NUMBER) -> Figure:
    return Figure(
        assignment=1,
        period="2026-W10",
        answer=answer,
        value=Decimal("13.4") if answer is Answer.NUMBER else None,
        revision=1,
        person="asha",
        typed_by="asha",
        source=Source.MESSAGE,
        timeliness=Timeliness.ON_TIME,
        reported_at=datetime(2026, 3, 5, tzinfo=UTC),
        stage=stage,
    )


def test_the_stages_follow_each_other() -> None:
    assert list(Stage) == [Stage.ESTIMATE, Stage.FLASH, Stage.VERIFIED, Stage.REVISED]
    assert Stage.VERIFIED.is_above(Stage.FLASH)
    assert not Stage.FLASH.is_above(Stage.FLASH)


@pytest.mark.parametrize(
    ("said", "before", "usual", "stage"),
    [
        (None, None, Stage.ESTIMATE, Stage.ESTIMATE),
        (None, None, Stage.FLASH, Stage.FLASH),
        (Stage.VERIFIED, None, Stage.ESTIMATE, Stage.VERIFIED),
        (None, standing(Stage.VERIFIED), Stage.ESTIMATE, Stage.VERIFIED),
        (None, standing(Stage.ESTIMATE), Stage.FLASH, Stage.FLASH),
        (None, standing(Stage.VERIFIED, Answer.NOT_AVAILABLE), Stage.ESTIMATE, Stage.ESTIMATE),
        (Stage.FLASH, standing(Stage.VERIFIED), Stage.ESTIMATE, Stage.FLASH),
    ],
)
def test_what_is_said_counts_then_what_was_reached_then_what_is_usual(
    said: Stage | None, before: Figure | None, usual: Stage, stage: Stage
) -> None:
    indicator = replace(WEEKLY, stage=usual)

    assert stage_for(said, standing=before, indicator=indicator) is stage


def test_only_an_earlier_stage_that_was_said_is_a_step_back() -> None:
    assert is_step_back(Stage.FLASH, standing=standing(Stage.VERIFIED))
    assert not is_step_back(None, standing=standing(Stage.VERIFIED))
    assert not is_step_back(Stage.VERIFIED, standing=standing(Stage.VERIFIED))
    assert not is_step_back(Stage.FLASH, standing=None)


def test_the_usual_stage_of_a_weekly_number_goes_without_saying() -> None:
    assert not is_worth_telling(Stage.ESTIMATE, WEEKLY)
    assert is_worth_telling(Stage.FLASH, WEEKLY)
    assert is_worth_telling(Stage.ESTIMATE, QUARTERLY)
