"""Rule sets by version: what numbers are judged by, fixed before a period begins.

A version is in force from the first period of each kind that had not been asked for when it
was adopted; the first version holds for everything before as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from domain import marking_rules
from domain.figures import Curve
from domain.marking_rules import MarkingRules
from domain.pace import LightRules
from domain.periods import Period
from domain.schedule import Schedule
from domain.since import EVER, KINDS, Since, holds_for

FORMAT = 1
"""Grows when old facts need another reading; versions are never rewritten."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """When a light changes, how targets grow unless an indicator says otherwise, and points."""

    lights: LightRules = field(default_factory=LightRules)
    curve: Curve = Curve.DAYS
    marking: MarkingRules = field(default_factory=MarkingRules)


@dataclass(frozen=True, slots=True)
class Version:
    """One rule set, numbered from 1, and by kind the key of the first period it holds for."""

    number: int
    rules: RuleSet
    since: Since
    adopted_at: datetime

    def holds_for(self, period: Period) -> bool:
        """Whether the period is not before it."""
        return holds_for(self.since, period)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every version, oldest first."""

    versions: tuple[Version, ...] = ()

    @property
    def newest(self) -> Version | None:
        """The one adopted last, in force or still to come."""
        return self.versions[-1] if self.versions else None

    def in_force(self, period: Period, *, at: datetime | None = None) -> Version | None:
        """The version a period is judged by, as far as adopted at an instant; None without any."""
        known = (v for v in reversed(self.versions) if at is None or v.adopted_at <= at)
        return next((version for version in known if version.holds_for(period)), None)

    def as_known(self, at: datetime) -> "RuleBook":
        """The versions adopted by an instant; before all of them the first, which held already."""
        return RuleBook(tuple(v for v in self.versions if v.adopted_at <= at) or self.versions[:1])


def following(
    book: RuleBook, rules: RuleSet, *, schedule: Schedule, at: datetime
) -> Version | None:
    """The version that these rules become; None if they are the newest already."""
    newest = book.newest
    if newest is None:
        return Version(1, rules, dict.fromkeys(KINDS, EVER), at)
    if newest.rules == rules:
        return None
    return Version(newest.number + 1, rules, schedule.first_unasked(at), at)


def facts_of(rules: RuleSet) -> dict[str, Any]:
    """What JSON can hold without loss."""
    return {
        "format": FORMAT,
        "curve": rules.curve.value,
        "lights": {
            "yellow_points": str(rules.lights.yellow_points),
            "rate_yellow_points": str(rules.lights.rate_yellow_points),
            "holds": rules.lights.holds,
        },
        "marking": marking_rules.facts_of(rules.marking),
    }


def rules_of(facts: Mapping[str, Any]) -> RuleSet:
    """The rules that these facts were made of.

    Raises:
        ValueError: the facts are of a later format than this program knows.
    """
    if facts["format"] > FORMAT:
        raise ValueError(f"rules in format {facts['format']}, known up to {FORMAT}")
    lights = facts["lights"]
    return RuleSet(
        lights=LightRules(
            Decimal(lights["yellow_points"]),
            Decimal(lights["rate_yellow_points"]),
            lights.get("holds", False),
        ),
        curve=Curve(facts["curve"]),
        marking=marking_rules.rules_of(facts.get("marking", {})),
    )
