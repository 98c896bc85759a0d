"""Units by indicators: what each unit reported of each in one period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from domain.figures import Indicator
from domain.items import Part
from domain.rollup import Portion, Rollup, rolled_up
from domain.roster import Roster, Unit
from handlers.actions.measuring.surveying import Survey
from handlers.actions.measuring.totals import adding_up


@dataclass(frozen=True, slots=True)
class Matrix:
    """Values of the period itself: nothing older stands in for what was not reported.

    `values` are by unit and indicator, `summed` tells by indicator which units add up to the
    whole: of one below another that owes the same, the other tells it already.
    """

    units: tuple[Unit, ...]
    indicators: tuple[Indicator, ...]
    values: Mapping[tuple[str, str], Decimal]
    summed: Mapping[str, frozenset[str]]

    def is_summed(self, unit: str, indicator: Indicator) -> bool:
        """Whether a unit's value belongs to the total."""
        return unit in self.summed.get(indicator.code, ())


def matrix_of(survey: Survey) -> Matrix:
    """What a survey's units reported in its period."""
    roster: Roster = survey.roster
    values: dict[tuple[str, str], Decimal] = {}
    asked: set[str] = set()
    for score in survey.scores:
        for item in score.items:
            code = item.indicator.code
            asked.add(code)
            parts = [part for part in item.parts if part.has_number and part.newest]
            own = [part for part in parts if part.assignment.project is None]
            told = own or parts
            value = _together(told, item.indicator, is_own=bool(own))
            if value is not None:
                values[score.unit, code] = value
    indicators = tuple(one for code, one in roster.indicators.items() if code in asked)
    return Matrix(
        units=tuple(roster.units[score.unit] for score in survey.scores),
        indicators=indicators,
        values=values,
        summed={one.code: frozenset(adding_up(survey, one)) for one in indicators},
    )


def _together(parts: Sequence[Part], indicator: Indicator, *, is_own: bool) -> Decimal | None:
    """The unit's own number as it was reported, else its projects' by the indicator's operator.

    Means have two places more than the indicator and no more.
    """
    portions = [
        Portion(part.newest.value, part.assignment.share, part.newest.reported_at)
        for part in parts
        if part.newest is not None and part.newest.value is not None
    ]
    value = rolled_up(portions, Rollup.SUM if is_own else indicator.operator)
    if value is None or is_own or indicator.operator not in (Rollup.MEAN, Rollup.WEIGHTED):
        return value
    return value.quantize(Decimal(1).scaleb(-indicator.decimals - 2), ROUND_HALF_UP)
