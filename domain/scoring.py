"""From the figures of a unit to its items and their weighted mean."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from domain.adjusting import Moved
from domain.arrears import WHOLE, Hold, hold_of, owed_share
from domain.figures import Answer, Basis, Figure, Indicator, Stage
from domain.lights import Light
from domain.pace import LightRules, Progress, progress_of, shown, value_to_date
from domain.periods import Period
from domain.rollup import Portion, Rollup, rolled_up, targets_together
from domain.roster import Assignment, Roster
from domain.slots import settled
from domain.targets import Plan
from domain.yardstick import Yardstick

A_DAY = timedelta(days=1)
STAGES = tuple(Stage)

Figures = Mapping[int, Sequence[Figure]]
"""The year's figures by assignment, in any order; those of other years do no harm."""


@dataclass(frozen=True, slots=True)
class Part:
    """One assignment in one period: its value to date and how it came.

    `is_expected` is False for 不涉及. `is_answered` means in this very period, by a number
    (`has_number`) or by 暂无; otherwise the value is carried from earlier in the year. So it is
    while an answer `is_pending`, waiting to be confirmed. `newest` is the number it stands on.
    """

    assignment: Assignment
    value: Decimal | None
    is_expected: bool = True
    is_answered: bool = False
    has_number: bool = False
    is_pending: bool = False
    newest: Figure | None = None

    @property
    def portion(self) -> Portion:
        """What it brings to the whole."""
        at = self.newest.reported_at if self.newest else None
        return Portion(self.value or Decimal(0), self.assignment.share, at)

    @property
    def is_carried(self) -> bool:
        """An old value stands in for one of this period."""
        return self.value is not None and not self.has_number


@dataclass(frozen=True, slots=True)
class Item:
    """What one unit has reached in one indicator, its projects rolled up.

    `plan` is what it is measured against; None without any target. `held` tells why a light is
    still red, `moved` how the target in sight was changed last.
    """

    indicator: Indicator
    progress: Progress
    parts: tuple[Part, ...]
    plan: Plan | None = None
    held: Hold | None = None
    moved: Moved | None = None

    @property
    def is_carried(self) -> bool:
        """At least one part of the value is from an earlier period."""
        return any(part.is_carried for part in self.parts)

    @property
    def stage(self) -> Stage | None:
        """How final the value is: as final as its least final part."""
        valued = [part.newest.stage for part in self.parts if part.newest and part.is_expected]
        return min(valued, key=STAGES.index, default=None)

    @property
    def points(self) -> Decimal | None:
        """What enters the mean: completion; for a rate its gap laid on the days gone.

        So a rate on target counts as exactly on pace.
        """
        known = self.progress
        if self.indicator.basis is Basis.RATE and known.gap is not None:
            return (known.elapsed or Decimal(0)) + known.gap
        return known.completion

    def points_with(self, value: Decimal, *, day: date) -> Decimal | None:
        """The points that another value would have on a day; how lights go is no matter."""
        known = progress_of(self.indicator, self.plan, value=value, day=day, rules=LightRules())
        return replace(self, progress=known).points

    @property
    def is_averaged(self) -> bool:
        """Whether it enters the unit's mean."""
        return self.points is not None and self.pace is not None

    @property
    def pace(self) -> Decimal | None:
        """The pace that belongs to the points."""
        known = self.progress
        return known.elapsed if self.indicator.basis is Basis.RATE else known.pace


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


def part_of(
    assignment: Assignment, indicator: Indicator, figures: Iterable[Figure], *, period: Period
) -> Part:
    """Read one assignment's value to date out of its figures."""
    key = period.key
    family = key[:6]  # "2026-W": keys of one year and kind sort as their periods do
    year = sorted(
        (f for f in figures if family <= f.period <= key),
        key=attrgetter("period"),
    )
    numbers = [f for f in year if f.counts and f.value is not None]
    value = value_to_date(indicator.basis, [f.value for f in numbers if f.value is not None])
    newest = numbers[-1] if numbers else None
    latest = year[-1] if year and year[-1].period == key else None
    if latest is None or not latest.is_answered:
        return Part(assignment, value, newest=newest)
    if not latest.counts:
        return Part(assignment, value, is_answered=True, is_pending=True, newest=newest)
    if latest.answer is Answer.NOT_APPLICABLE:
        return Part(assignment, None, is_expected=False, is_answered=True)
    has_number = latest.answer is Answer.NUMBER
    return Part(assignment, value, is_answered=True, has_number=has_number, newest=newest)


def item_of(
    indicator: Indicator,
    parts: Sequence[Part],
    *,
    period: Period,
    day: date,
    rules: Yardstick,
) -> Item:
    """Roll a unit's parts of one indicator up and measure the whole.

    The unit's own number goes before those of its projects, which are rolled up by the
    indicator's operator. Only parts with a value count, with their values and with their
    targets: nothing is made up for a part that was never reported. Targets are those in force
    on the day.
    """
    own = [part for part in parts if part.assignment.project is None]
    operator = Rollup.SUM if own else indicator.operator
    counted = own or ([] if operator is Rollup.NONE else parts)
    valued = [part for part in counted if part.is_expected and part.value is not None]
    basis_for = valued or [part for part in counted if part.is_expected]
    portions = [part.portion for part in basis_for]

    def plan_of(on: date) -> Plan | None:
        targets = [settled(part.assignment.targets_on(on), indicator.basis) for part in basis_for]
        return rules.plan(
            indicator,
            targets_together(targets, portions, operator),
            year=period.year,
            kind=period.kind,
            due=_common_due(basis_for),
        )

    plan = plan_of(day)
    value = rolled_up([part.portion for part in valued], operator)
    progress = progress_of(indicator, plan, value=value, day=day, rules=rules.lights)
    moved = _moved(basis_for, plan, plan_of, day) if plan else None
    return Item(indicator, progress, tuple(parts), plan, moved=moved)


def _moved(
    parts: Sequence[Part], plan: Plan, plan_of: Callable[[date], Plan | None], day: date
) -> Moved | None:
    """The last day on which the target in sight became another one."""
    days = {one.since for part in parts for one in part.assignment.adjustments if one.since <= day}
    after = plan.anchor_at(day).amount
    for since in sorted(days, reverse=True):
        earlier = plan_of(since - A_DAY)
        before = earlier.anchor_at(day).amount if earlier else None
        if before is not None and before != after:
            return Moved(since, before, after)
    return None


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


def held_item(item: Item, since: date | None, day: date) -> Item:
    """Still red, if what was owed when it was red, `since`, is not made up."""
    if since is None or item.progress.light is not Light.YELLOW:
        return item
    hold = hold_of(item.indicator, item.plan, item.progress.value, since=since, day=day)
    if hold is None:
        return item
    return replace(item, progress=replace(item.progress, light=Light.RED), held=hold)


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


def _common_due(parts: Sequence[Part]) -> date | None:
    dues = {part.assignment.due for part in parts}
    return max((due for due in dues if due), default=None) if None not in dues else None
