"""Which stage a number is of: what was said, what stands, or what is usual for its indicator.

DOMAIN: every value has a stage, 预计 → 快报 → 核定 → 修订. A later stage takes the place of an
earlier one; a number without a word of its stage leaves the stage that was reached before.
"""

from domain.figures import Answer, Figure, Indicator, Stage
from domain.periods import PeriodKind
from domain.typed.folding import fold
from domain.typed.leads import stage_said


def stage_for(said: Stage | None, *, standing: Figure | None, indicator: Indicator) -> Stage:
    """The stage a new number is of.

    Somebody who puts a 核定 number right rarely repeats the word: what stands keeps its stage
    where that is above the usual one.
    """
    if said is not None:
        return said
    reached = stage_reached(standing)
    return reached if reached and reached.is_above(indicator.stage) else indicator.stage


def stage_reached(standing: Figure | None) -> Stage | None:
    """The stage of the number that stands; None where no number does."""
    if standing is None or standing.answer is not Answer.NUMBER:
        return None
    return standing.stage


def is_step_back(said: Stage | None, *, standing: Figure | None) -> bool:
    """Whether a number is said to be of an earlier stage than the one that stands."""
    reached = stage_reached(standing)
    return said is not None and reached is not None and reached.is_above(said)


def is_worth_telling(stage: Stage, indicator: Indicator) -> bool:
    """Whether the stage says something: it is not the usual one, or not a weekly number's.

    Weekly numbers are all of one stage; to say so beside each of them would be noise.
    """
    return stage is not indicator.stage or indicator.cadence is not PeriodKind.WEEK


def takes_stages(indicator: Indicator) -> bool:
    """Whether 快报 and 核定 are ordinary for it: monthly and quarterly numbers become final.

    Of one whose numbers others verify, a cadre only ever reports an estimate.
    """
    return indicator.cadence is not PeriodKind.WEEK and not indicator.estimate_only


def says_later_stage(text: str) -> bool:
    """Whether a text calls its number 快报, 核定 or 修订: worth putting on record even late."""
    return stage_said(fold(text)) not in (None, Stage.ESTIMATE)
