"""What a unit's points are made of: its marks, what is added and taken, what caps them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from domain.allowances import Allowance
from domain.items import Item
from domain.marking import Peers
from domain.marking_rules import ZERO, Family

POINTS = "@points"
"""What the ranking by points is about, in place of an indicator's code."""


class Why(StrEnum):
    """Why an item has the points it has, or none."""

    MARKED = "marked"
    LOST = "lost"  # not reported in this period, by a rule that says so
    EXEMPT = "exempt"  # for a reason that is told
    NOT_APPLICABLE = "not_applicable"
    NO_VALUE = "no_value"
    UNDEFINED = "undefined"
    NOT_MARKED = "not_marked"  # by no family

    @property
    def counts(self) -> bool:
        """Whether the item has a part in the total."""
        return self in (Why.MARKED, Why.LOST)


class Cap(StrEnum):
    """Why a total goes no higher."""

    MISSING = "missing"
    RED = "red"


class Fault(StrEnum):
    """What quality is measured by."""

    LATE = "late"
    CORRECTED = "corrected"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Effect:
    """Points that an assessor gives or takes for what the numbers do not tell, with a reason."""

    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a period beside its numbers.

    `exempt` are exemptions by unit and indicator ("" is all of them), `effects` those given to a
    unit, `returned` how many numbers of a unit were sent back.
    """

    exempt: Mapping[tuple[str, str], Allowance] = field(default_factory=dict)
    effects: Mapping[str, tuple[Effect, ...]] = field(default_factory=dict)
    returned: Mapping[str, int] = field(default_factory=dict)

    def exemption(self, unit: str, indicator: str) -> Allowance | None:
        """By what an item of a unit is left out; None if it is not."""
        return self.exempt.get((unit, indicator), self.exempt.get((unit, "")))


@dataclass(frozen=True, slots=True)
class Mark:
    """One item with its points, and what they were made of; by what it is `exempt`, if it is."""

    item: Item
    family: Family
    why: Why
    points: Decimal | None = None
    attainment: Decimal | None = None
    peers: Peers = field(default_factory=Peers)
    exempt: Allowance | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One unit: `mean` is that of its marks by weight, `total` what stands in the list.

    `faults` tell how many there were of what costs points, `quality` what they cost together
    (0 or less), `caps` what kept the total down, `limit` where.
    """

    unit: str
    marks: tuple[Mark, ...]
    mean: Decimal | None = None
    total: Decimal | None = None
    faults: Mapping[Fault, int] = field(default_factory=dict)
    quality: Decimal = ZERO
    effects: tuple[Effect, ...] = ()
    effect: Decimal = ZERO
    caps: tuple[Cap, ...] = ()
    limit: Decimal | None = None

    @property
    def counted(self) -> tuple[Mark, ...]:
        """The marks that make the mean."""
        return tuple(mark for mark in self.marks if mark.why.counts)
