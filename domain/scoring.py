"""From the figures of a unit to its items and their weighted mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from domain.arrears import WHOLE, Hold, owed_share
from domain.figures import Figure
from domain.items import Item, held_item, item_of, part_of
from domain.pace import shown
from domain.periods import Period
from domain.roster import Assignment, Roster
from domain.yardstick import Yardstick

Figures = Mapping[int, Sequence[Figure]]
"""The year's figures by assignment, in any order; those of other years do no harm."""


@dataclass(frozen=True, slots=True)
class Score:
    """One unit's items and their weighted mean; None where there is nothing to average.

    `held` tells what the mean lacks of what it owed when it was red.
    `expected` are the assignments asked, 不涉及 left out; `reported` those answered in this
    period, `numbers` those answered by a number that counts, `pending` those that somebody has
    to confirm first.
    """

    unit: str
    items: tuple[Item, ...]
    completion: Decimal | None
    pace: Decimal | None
    reported: int
    expected: int
    numbers: int
    pending: int = 0
    held: Hold | None = None

    @property
    def averaged(self) -> tuple[Item, ...]:
        """The items that enter the mean: a value this year, and a target to divide by."""
        return tuple(item for item in self.items if item.is_averaged)

    @property
    def carried(self) -> tuple[str, ...]:
        """Codes of the indicators that stand on an earlier value."""
        return tuple(item.indicator.code for item in self.items if item.is_carried)


def score_of(
    unit: str,
    assignments: Iterable[Assignment],
    figures: Figures,
    *,
    roster: Roster,
    period: Period,
    day: date,
    rules: Yardstick,
) -> Score:
    """Measure a unit's assignments item by item and average by the indicators' weights.

    An item enters the mean if it has a value this year and a target to divide by.
    """
    indicators = roster.indicators
    place = {code: number for number, code in enumerate(indicators)}
    ordered = sorted(assignments, key=lambda a: place[a.indicator])
    items = []
    for code, own in groupby(ordered, key=attrgetter("indicator")):
        parts = [part_of(a, indicators[code], figures.get(a.id, ()), period=period) for a in own]
        item = item_of(indicators[code], parts, period=period, day=day, rules=rules)
        items.append(held_item(item, rules.arrears.day(unit, code, period.key), day))
    held = held_whole(items, rules.arrears.day(unit, WHOLE, period.key), day)
    return averaged_score(unit, items, held=held)


def averaged_score(unit: str, items: Sequence[Item], *, held: Hold | None = None) -> Score:
    """The items of whoever bears them, averaged by the indicators' weights."""
    asked = [part for item in items for part in item.parts if part.is_expected]
    completion, pace = _mean(items)
    return Score(
        unit,
        tuple(items),
        completion=completion,
        pace=pace,
        reported=sum(part.is_answered for part in asked),
        expected=len(asked),
        numbers=sum(part.has_number for part in asked),
        pending=sum(part.is_pending for part in asked),
        held=held,
    )


def scores_of(
    roster: Roster,
    figures: Figures,
    *,
    period: Period,
    day: date | None = None,
    rules: Yardstick,
) -> tuple[Score, ...]:
    """Every unit asked at this rhythm, in roster order.

    The pace is that of `day`, by default the period's last day, so that whoever computes
    a past period again finds the same.
    """
    return tuple(
        score_of(
            unit,
            assignments,
            figures,
            roster=roster,
            period=period,
            day=day or period.last_day_of_year,
            rules=rules,
        )
        for unit, assignments in roster.owed_by_units(period.kind).items()
    )


def held_whole(items: Sequence[Item], since: date | None, day: date) -> Hold | None:
    """What the mean lacks of what all items together owed by an earlier day, in points as shown.

    An item that cannot make anything up owes its pace.
    """
    if since is None:
        return None
    total = points = owed = Decimal(0)
    for item in items:
        if item.points is not None and item.pace is not None:
            share = owed_share(item.indicator, item.plan, since=since, day=day)
            total += item.indicator.weight
            points += item.indicator.weight * item.points
            owed += item.indicator.weight * (item.pace if share is None else share)
    if not total:
        return None
    lacking = shown(owed / total) - shown(points / total)
    return Hold(since, lacking) if lacking > 0 else None


def _mean(items: Iterable[Item]) -> tuple[Decimal | None, Decimal | None]:
    total = points = paces = Decimal(0)
    for item in items:
        if item.points is not None and item.pace is not None:
            weight = item.indicator.weight
            total += weight
            points += weight * item.points
            paces += weight * item.pace
    return (points / total, paces / total) if total > 0 else (None, None)
