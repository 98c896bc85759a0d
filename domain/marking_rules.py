"""How points are given, as configured; by which formulas, see `domain.marking`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

ZERO, SIXTY, FULL = Decimal(0), Decimal(60), Decimal(100)


class Family(StrEnum):
    """By which rule an indicator is marked."""

    NONE = "none"  # not at all
    TARGET = "target"
    COMPLETION = "completion"
    PLACE = "place"
    COEFFICIENT = "coefficient"
    AVERAGE = "average"


class Circle(StrEnum):
    """Whose average is meant."""

    GROUP = "group"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class MarkingRules:
    """How points are given; without a family of `family` or `families` there are none.

    `most` caps an item, `missing_most` the total of a unit with something unreported, `red_most`
    that of one with a red light in a `key` indicator; 100 and more cap nothing at the usual
    `most`. With `missing_loses` an item not reported in the period gets no points. Quality and
    effect are counted in points of the total, and not at all by default. `list_places` are the
    first and the last of a group that may be put on the lists of a quarter, points or not.
    """

    family: Family = Family.NONE
    families: Mapping[str, Family] = field(default_factory=dict)
    most: Decimal = FULL
    proportional: bool = True
    place_step: Decimal = Decimal(5)
    unsatisfactory: Decimal = Decimal(70)
    satisfactory: Decimal = FULL
    average_of: Circle = Circle.GROUP
    average_base: Decimal = Decimal(80)
    average_step: Decimal = Decimal(1)
    average_most: Decimal = Decimal(20)
    rate_points: Decimal = Decimal(5)
    missing_loses: bool = False
    missing_most: Decimal = Decimal(200)
    key: tuple[str, ...] = ()
    red_most: Decimal = Decimal(200)
    late_points: Decimal = ZERO
    corrected_points: Decimal = ZERO
    returned_points: Decimal = ZERO
    quality_most: Decimal = Decimal(10)
    effect_most: Decimal = Decimal(5)
    list_places: int = 3

    @property
    def gives_points(self) -> bool:
        """Whether anything is marked at all."""
        return self.family is not Family.NONE or any(
            family is not Family.NONE for family in self.families.values()
        )

    def family_of(self, indicator: str) -> Family:
        """By which rule an indicator is marked."""
        return self.families.get(indicator, self.family)

    @property
    def looks_at_quality(self) -> bool:
        """Whether lateness, corrections or returns cost anything."""
        return any((self.late_points, self.corrected_points, self.returned_points))


def facts_of(rules: MarkingRules) -> dict[str, Any]:
    """What JSON can hold without loss: amounts are exact, so they become strings."""
    found: dict[str, Any] = {}
    for one in fields(rules):
        value = getattr(rules, one.name)
        match value:
            case Decimal():
                found[one.name] = str(value)
            case tuple():
                found[one.name] = list(value)
            case Mapping():
                found[one.name] = {code: family.value for code, family in value.items()}
            case StrEnum():
                found[one.name] = value.value
            case _:
                found[one.name] = value
    return found


def rules_of(facts: Mapping[str, Any]) -> MarkingRules:
    """The rules that these facts were made of; what they do not say is as by default."""
    given: dict[str, Any] = {}
    for one in fields(MarkingRules):
        if one.name not in facts:
            continue
        value = facts[one.name]
        match one.name:
            case "family":
                value = Family(value)
            case "families":
                value = {code: Family(family) for code, family in value.items()}
            case "average_of":
                value = Circle(value)
            case "key":
                value = tuple(value)
            case _ if isinstance(value, str):
                value = Decimal(value)
        given[one.name] = value
    return MarkingRules(**given)
