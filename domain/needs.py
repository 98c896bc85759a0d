"""What it takes of those who are behind, each in the one indicator that is told of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from domain.drag import Needed
from domain.figures import Basis, Curve, Direction
from domain.items import Item
from domain.lights import Light
from domain.outlook import needed_a_week
from domain.ranking import Ranking, Standing
from domain.scoring import Score
from domain.yardstick import Yardstick


def with_needs(
    ranking: Ranking, scores: Iterable[Score], *, day: date, rules: Yardstick
) -> Ranking:
    """The ranking, overall or by one indicator, with what it takes; `scores` are behind it."""
    items = {score.unit: score.items for score in scores}
    found = (
        with_needed(one, items.get(one.unit, ()), day=day, rules=rules, subject=ranking.subject)
        for one in ranking.standings
    )
    return replace(ranking, standings=tuple(found))


def with_needed(
    standing: Standing, items: Iterable[Item], *, day: date, rules: Yardstick, subject: str = ""
) -> Standing:
    """A standing with what it takes in its drag, else in the `subject` of the list.

    Nothing is needed of those on pace, and a red light that only holds says itself what it lacks.
    """
    if standing.light not in (Light.YELLOW, Light.RED) or standing.held is not None:
        return standing
    code = standing.drag.indicator if standing.drag else subject
    item = next((item for item in items if item.indicator.code == code), None)
    needed = needed_of(item, day=day, rules=rules) if item else None
    return replace(standing, needed=needed) if needed else standing


def needed_of(item: Item, *, day: date, rules: Yardstick) -> Needed | None:
    """What each week after a day must bring until the first target that is still to come.

    Of a rate its target. None where that is reached, where no target is left, and where less is
    better: no week can bring that.
    """
    own, plan, value = item.indicator, item.plan, item.progress.value
    if plan is None or value is None:
        return None
    if own.basis is Basis.RATE:
        return Needed(plan.anchor_at(day).amount, own.measure, own.decimals, is_rate=True)
    anchor = plan.next_after(day)
    if anchor is None or own.direction is Direction.LOWER:
        return None
    by_workdays = rules.curve_of(own) is Curve.WORKDAYS
    workdays = rules.workdays.count if by_workdays else None
    amount = needed_a_week(own, value, anchor, day=day, workdays=workdays)
    return Needed(amount, own.measure, own.decimals) if amount else None
