"""When periods are asked and closed, by version: a period keeps the moments it began with.

A version is in force from the first period of each kind that had not been asked for when it
was adopted; the first version holds for everything before as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.moments import CycleRules, rules_from
from domain.periods import Period, PeriodKind
from domain.since import EVER, KINDS, Since, holds_for


@dataclass(frozen=True, slots=True)
class CycleVersion:
    """The moments of each kind of period in a zone, from which periods on, and since when known."""

    rules: Mapping[PeriodKind, CycleRules]
    zone: ZoneInfo
    since: Since
    adopted_at: datetime


@dataclass(frozen=True, slots=True)
class CycleBook:
    """Every version, oldest first."""

    versions: tuple[CycleVersion, ...] = ()

    @property
    def newest(self) -> CycleVersion | None:
        """The one adopted last, in force or still to come."""
        return self.versions[-1] if self.versions else None

    def in_force(self, period: Period) -> CycleVersion | None:
        """The version that a period goes by; None without any."""
        return next((v for v in reversed(self.versions) if holds_for(v.since, period)), None)

    def as_known(self, at: datetime) -> "CycleBook":
        """The versions adopted by an instant; before all of them the first, which held already."""
        return CycleBook(tuple(v for v in self.versions if v.adopted_at <= at) or self.versions[:1])

    def with_settings(
        self, rules: Mapping[PeriodKind, CycleRules], zone: ZoneInfo, *, since: Since, at: datetime
    ) -> "CycleBook":
        """The same book if its newest version says this; else with a version that does.

        `since` are the first periods that nobody was asked for yet.
        """
        newest = self.newest
        if newest and (dict(newest.rules), newest.zone) == (dict(rules), zone):
            return self
        first = since if newest else dict.fromkeys(KINDS, EVER)
        return CycleBook((*self.versions, CycleVersion(rules, zone, first, at)))


def facts_of(version: CycleVersion) -> dict[str, Any]:
    """What JSON can hold without loss; the instant of adoption is kept beside it."""
    return {
        "zone": version.zone.key,
        "since": {kind.value: key for kind, key in version.since.items()},
        "rules": {kind.value: _texts(rules) for kind, rules in version.rules.items()},
    }


def version_of(facts: Mapping[str, Any], *, adopted_at: datetime) -> CycleVersion:
    """The version that these facts were made of."""
    return CycleVersion(
        rules={
            PeriodKind(kind): rules_from(PeriodKind(kind), **texts | _listed(texts))
            for kind, texts in facts["rules"].items()
        },
        zone=ZoneInfo(facts["zone"]),
        since={PeriodKind(kind): key for kind, key in facts["since"].items()},
        adopted_at=adopted_at,
    )


def _texts(rules: CycleRules) -> dict[str, Any]:
    return {
        "prompt": str(rules.prompt),
        "reminders": [str(moment) for moment in rules.reminders],
        "due": str(rules.due),
        "grace_end": str(rules.grace_end),
        "lock": str(rules.lock),
        "push": str(rules.push),
    }


def _listed(texts: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {"reminders": tuple(texts["reminders"])}
