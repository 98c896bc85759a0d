"""What one unit has reached in one indicator, its projects rolled up."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter

from domain.adjusting import Moved
from domain.arrears import Hold, hold_of
from domain.figures import Answer, Basis, Figure, Indicator, Stage
from domain.lights import Light
from domain.pace import LightRules, Progress, progress_of, value_to_date
from domain.periods import Period
from domain.rollup import Portion, Rollup, rolled_up, targets_together
from domain.roster import Assignment
from domain.slots import settled
from domain.targets import Plan
from domain.yardstick import Yardstick

A_DAY = timedelta(days=1)
STAGES = tuple(Stage)


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
    def is_asked(self) -> bool:
        """Whether any of it applies to the unit."""
        return any(part.is_expected for part in self.parts)

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


def held_item(item: Item, since: date | None, day: date) -> Item:
    """Still red, if what was owed when it was red, `since`, is not made up."""
    if since is None or item.progress.light is not Light.YELLOW:
        return item
    hold = hold_of(item.indicator, item.plan, item.progress.value, since=since, day=day)
    if hold is None:
        return item
    return replace(item, progress=replace(item.progress, light=Light.RED), held=hold)


def _common_due(parts: Sequence[Part]) -> date | None:
    dues = {part.assignment.due for part in parts}
    return max((due for due in dues if due), default=None) if None not in dues else None
