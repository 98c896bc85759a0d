"""What lies ahead of one number: the course of the year so far, and where it leads."""

from collections.abc import Sequence

from domain.figures import Basis, Curve
from domain.items import Item
from domain.outlook import Outlook, Point, outlook_of
from domain.periods import Period
from domain.targets import Anchor, Plan
from domain.yardstick import Yardstick

RECENT = 13
"""Periods that a forecast is made of: a quarter of weeks, so that it follows a change of pace."""

Course = Sequence[tuple[Period, Item]]
"""One item at the end of each asked period of the year, oldest first."""


def outlook(course: Course, rules: Yardstick) -> Outlook | None:
    """Towards the target in sight; None without a value or a target."""
    return _towards(course, rules, None)


def year_outlook(course: Course, rules: Yardstick) -> Outlook | None:
    """Towards the last target of the year; None if that is the one in sight."""
    period, item = course[-1]
    if item.plan is None or item.plan.anchors[-1] == item.plan.anchor_at(period.last_day_of_year):
        return None
    return _towards(course, rules, item.plan.anchors[-1])


def _towards(course: Course, rules: Yardstick, anchor: Anchor | None) -> Outlook | None:
    period, item = course[-1]
    if item.plan is None:
        return None
    by_workdays = rules.curve_of(item.indicator) is Curve.WORKDAYS
    return outlook_of(
        item.indicator,
        item.plan,
        _points(course, item.plan),
        day=period.last_day_of_year,
        anchor=anchor,
        workdays=rules.workdays.count if by_workdays else None,
    )


def _points(course: Course, plan: Plan) -> list[Point]:
    """Where something was reported; the year begins at nothing, or at last year's state."""
    recent = course[-RECENT:]
    points = [
        Point(period.last_day_of_year, item.progress.value)
        for period, item in recent
        if item.progress.value is not None and any(part.has_number for part in item.parts)
    ]
    starts = recent[-1][1].indicator.basis in (Basis.CUMULATIVE, Basis.FLOW) or plan.origin
    if points and starts and len(recent) == len(course):
        points.insert(0, Point(plan.eve, plan.origin))
    return points
