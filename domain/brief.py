"""What a period comes to, in facts for a dozen lines: who leads, who slipped, what it takes.

Nothing here is told that is not in the ranking, in the items behind it, or in the list published
before. Every list is short, however many units there are; the counts say how many there were.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.figures import Basis, Curve, Direction, Indicator
from domain.highlights import highlights_of
from domain.items import Item
from domain.lights import Light
from domain.outlook import Outlook, Point, outlook_of
from domain.pace import behind
from domain.ranking import Ranking, Standing, Status
from domain.rollup import Rollup
from domain.scoring import Score
from domain.yardstick import Yardstick

MOST_SLIPS = 3
MOST_LAGS = 2
MOST_NEEDS = 2
MOST_MOVERS = 2


@dataclass(frozen=True, slots=True)
class Lag:
    """One indicator of a unit behind its plan.

    `behind` is what is missing today, in its measure (of a rate in percentage points);
    `needed` what each week must bring until the next target, None where that is not told. One
    that `is_carried` stands on a value of an earlier period.
    """

    indicator: Indicator
    behind: Decimal
    needed: Decimal | None
    is_carried: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """A unit that is behind, and the indicators that cost it most, the worst first."""

    standing: Standing
    lags: tuple[Lag, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """What the units that have not reached a target lack together, and what a week must bring.

    Only units that have reported a number are counted, `units` of them.
    """

    indicator: Indicator
    slot: str
    day: date
    left: Decimal
    weeks: Decimal
    needed: Decimal
    units: int


@dataclass(frozen=True, slots=True)
class Brief:
    """The facts of one period. `before` is the key of the list compared with, "" without one.

    `behind` counts those of whom `slips` are the furthest behind. `reddened` and `greened` have
    another light than in the list published before.
    """

    period: str
    lights: Mapping[Light, int]
    ranked: int
    leaders: tuple[Standing, ...]
    slips: tuple[Slip, ...]
    behind: int
    before: str
    reddened: tuple[Standing, ...]
    greened: tuple[Standing, ...]
    climbers: tuple[Standing, ...]
    fallers: tuple[Standing, ...]
    needs: tuple[Need, ...]


def brief_of(
    ranking: Ranking,
    scores: Iterable[Score],
    *,
    day: date,
    rules: Yardstick,
    previous: Ranking | None = None,
) -> Brief:
    """The facts of a ranking on a day; `scores` are what it was made of."""
    items = {score.unit: score.items for score in scores}
    found = highlights_of(ranking, movers=MOST_MOVERS)
    red = [s for s in ranking.standings if s.light is Light.RED]
    last = sorted(red or found.laggards, key=lambda s: s.gap or Decimal(0))
    moved = dict(_turned(ranking, previous))
    ranked = sum(s.status is Status.RANKED for s in ranking.standings)
    # Before anybody has reported, what is needed would be reckoned from older numbers alone.
    valued = [one for own in items.values() for one in own] if ranked else []
    return Brief(
        period=ranking.period,
        lights=found.lights,
        ranked=ranked,
        leaders=found.leaders,
        slips=tuple(Slip(s, _lags(items.get(s.unit, ()), day, rules)) for s in last[:MOST_SLIPS]),
        behind=len(last),
        before=previous.period if previous else "",
        reddened=tuple(s for s in moved.values() if s.light is Light.RED),
        greened=tuple(s for s in moved.values() if s.light is Light.GREEN),
        climbers=found.climbers,
        fallers=found.fallers,
        needs=_needs(valued, day, rules),
    )


def _turned(ranking: Ranking, previous: Ranking | None) -> Iterator[tuple[str, Standing]]:
    """Units whose light is another one now; one that had none has not turned."""
    for now in ranking.standings:
        then = previous.of_unit(now.unit) if previous else None
        had_one = then and then.group == now.group and then.light is not Light.NONE
        if then and had_one and now.light is not then.light:
            yield now.unit, now


def _lags(items: Sequence[Item], day: date, rules: Yardstick) -> tuple[Lag, ...]:
    """The items that cost most points, their weights counted, with what is missing of each."""
    losing = [
        (item.indicator.weight * (item.points - item.pace), item)
        for item in items
        if item.points is not None and item.pace is not None and item.points < item.pace
    ]
    found = (_lag(item, day, rules) for _, item in sorted(losing, key=lambda pair: pair[0]))
    return tuple(lag for lag in found if lag)[:MOST_LAGS]


def _lag(item: Item, day: date, rules: Yardstick) -> Lag | None:
    """None where nothing is missing that could be shown."""
    if item.plan is None:
        return None
    amount = behind(item.indicator, item.plan, item.progress)
    if amount is None or _shown(amount, item.indicator) <= 0:
        return None
    ahead = _ahead(item, day, rules)
    needed = ahead.needed if ahead and ahead.left > 0 else None
    return Lag(item.indicator, amount, needed, is_carried=item.is_carried)


def _needs(items: Iterable[Item], day: date, rules: Yardstick) -> tuple[Need, ...]:
    """By indicator, the one furthest behind its plan first."""
    by_indicator: dict[str, list[Item]] = {}
    for item in items:
        if adds_up(item.indicator):
            by_indicator.setdefault(item.indicator.code, []).append(item)
    found = [
        (-_arrears(own), need.indicator.position, need)
        for own in by_indicator.values()
        if (need := _need(own, day, rules))
    ]
    found.sort(key=lambda entry: entry[:2])
    return tuple(need for *_, need in found[:MOST_NEEDS])


def adds_up(indicator: Indicator) -> bool:
    """Whether units' amounts make a sum that is to grow."""
    is_sum = indicator.operator is Rollup.SUM and indicator.basis is not Basis.RATE
    return is_sum and indicator.direction is Direction.HIGHER


def _need(items: Sequence[Item], day: date, rules: Yardstick) -> Need | None:
    """What is missing of the target that most of these units have next."""
    ahead = [one for item in items if (one := _ahead(item, day, rules))]
    by_anchor: dict[tuple[date, str], list[Outlook]] = {}
    for one in ahead:
        if one.left > 0 and one.needed is not None:
            by_anchor.setdefault((one.anchor.day, one.anchor.slot), []).append(one)
    if not by_anchor:
        return None
    (until, slot), lacking = min(by_anchor.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return Need(
        indicator=items[0].indicator,
        slot=slot,
        day=until,
        left=sum((one.left for one in lacking), Decimal(0)),
        weeks=lacking[0].weeks,
        needed=sum((one.needed or Decimal(0) for one in lacking), Decimal(0)),
        units=len(lacking),
    )


def _arrears(items: Iterable[Item]) -> Decimal:
    """The share of their targets that those behind their plan are missing today."""
    lacking = whole = Decimal(0)
    for item in items:
        if item.plan is None or not item.progress.target or item.progress.target <= 0:
            continue
        whole += item.progress.target
        lacking += max(behind(item.indicator, item.plan, item.progress) or Decimal(0), Decimal(0))
    return lacking / whole if whole else Decimal(0)


def _ahead(item: Item, day: date, rules: Yardstick) -> Outlook | None:
    """What is ahead of a value until the first target whose day is still to come."""
    anchor = item.plan.next_after(day) if item.plan else None
    if item.plan is None or item.progress.value is None or anchor is None:
        return None
    by_workdays = rules.curve_of(item.indicator) is Curve.WORKDAYS
    return outlook_of(
        item.indicator,
        item.plan,
        [Point(day, item.progress.value)],
        day=day,
        anchor=anchor,
        workdays=rules.workdays.count if by_workdays else None,
    )


def _shown(amount: Decimal, indicator: Indicator) -> Decimal:
    return round(amount, indicator.decimals)
