"""What numbers are measured and questioned by."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bot.sections.fields import Points, Ratio, Section
from domain.doubts import CheckRules
from domain.marking_rules import Circle, Family, MarkingRules

_MARKING = MarkingRules()
_CHECKS = CheckRules()
FamilyName = Annotated[Family, Field(strict=False)]
Attained = Annotated[Decimal, Field(strict=False, ge=0, le=200)]
Most = Annotated[Decimal, Field(strict=False, ge=100, le=200)]


class PaceSection(Section):
    """How targets grow between their dates; see domain.curves."""

    curve: Literal["days", "workdays", "months", "manual", "last_year"] = "days"


class LightsSection(Section):
    """How far behind the pace a light changes."""

    yellow_points: Points = Decimal(10)
    rate_yellow_points: Points = Decimal(2)
    hold: bool = True


class ScoringSection(Section):
    """Points beside the ranking; see domain.marking."""

    family: FamilyName = _MARKING.family
    families: dict[str, FamilyName] = Field(default_factory=dict)
    most: Most = _MARKING.most
    proportional: bool = _MARKING.proportional
    place_step: Points = _MARKING.place_step
    unsatisfactory: Attained = _MARKING.unsatisfactory
    satisfactory: Attained = _MARKING.satisfactory
    average_of: Annotated[Circle, Field(strict=False)] = _MARKING.average_of
    average_base: Points = _MARKING.average_base
    average_step: Points = _MARKING.average_step
    average_most: Points = _MARKING.average_most
    rate_points: Points = _MARKING.rate_points
    missing_loses: bool = _MARKING.missing_loses
    missing_most: Attained = _MARKING.missing_most
    key: Annotated[tuple[str, ...], Field(strict=False)] = _MARKING.key
    red_most: Attained = _MARKING.red_most
    late_points: Points = _MARKING.late_points
    corrected_points: Points = _MARKING.corrected_points
    returned_points: Points = _MARKING.returned_points
    quality_most: Points = _MARKING.quality_most
    effect_most: Points = _MARKING.effect_most
    list_places: Annotated[int, Field(ge=0, le=50)] = _MARKING.list_places

    @model_validator(mode="after")
    def _apart(self) -> Self:
        if not self.unsatisfactory < self.satisfactory:
            raise ValueError("satisfactory must be above unsatisfactory")
        return self

    def rules(self) -> MarkingRules:
        """What these settings mean."""
        return MarkingRules(**self.model_dump())


class ChecksSection(Section):
    """How odd a number must be to be asked back; see domain.checks."""

    band_points: Annotated[int, Field(ge=3, le=52)] = _CHECKS.band_points
    band_width: Ratio = _CHECKS.band_width
    band_reach: Ratio = _CHECKS.band_reach
    slip_ratio: Ratio = _CHECKS.slip_ratio
    plan_ratio: Ratio = _CHECKS.plan_ratio
    settled_after: Annotated[int, Field(ge=0, le=52)] = _CHECKS.settled_after
    far_ratio: Ratio = _CHECKS.far_ratio
    fit_low: Annotated[Decimal, Field(strict=False, gt=0, le=1)] = _CHECKS.fit_low
    fit_high: Ratio = _CHECKS.fit_high
    rate_jump: Points = _CHECKS.rate_jump
