"""A unit's points in a period: its items' marks by weight, what is added, and what caps them."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from domain.allowances import Allowance
from domain.figures import Timeliness
from domain.items import Item
from domain.lights import Light
from domain.marking import Peers, attainment, marks, rounded
from domain.marking_rules import ZERO, Circle, Family, MarkingRules
from domain.pace import shown
from domain.periods import Period
from domain.points import POINTS, Cap, Circumstances, Fault, Mark, Result, Why
from domain.ranking import Ranking, Standing, Status, by_indicator, overall, ranked_by_completion
from domain.roster import Roster
from domain.scoring import Score
from domain.yardstick import Yardstick


def results_of(
    scores: Sequence[Score],
    *,
    roster: Roster,
    period: Period,
    rules: Yardstick,
    circumstances: Circumstances | None = None,
) -> tuple[Result, ...]:
    """Every unit's points, in the order of the scores."""
    about = circumstances or Circumstances()
    peers = _peers(scores, roster=roster, period=period, rules=rules.marking)
    return tuple(_result(score, peers, rules.marking, about) for score in scores)


def by_points(
    results: Iterable[Result],
    scores: Sequence[Score],
    *,
    roster: Roster,
    period: Period,
    rules: Yardstick,
    previous: Ranking | None = None,
) -> Ranking:
    """Rank units by their points inside their groups; who has no rank overall has none here.

    `completion` holds the points, of hundredths; the light is the unit's overall one.
    """
    lights = overall(scores, roster=roster, period=period, rules=rules.lights)
    totals = {result.unit: result.total for result in results}
    standings = []
    for own in lights.standings:
        total = totals.get(own.unit)
        is_ranked = own.status is Status.RANKED and total is not None
        unranked = own.status if own.status is not Status.RANKED else Status.UNRANKED
        standings.append(
            Standing(
                own.unit,
                own.name,
                own.group,
                Status.RANKED if is_ranked else unranked,
                own.reported,
                own.expected,
                completion=total if is_ranked else None,
                light=own.light if is_ranked else Light.NONE,
                carried=own.carried,
                pending=own.pending,
            )
        )
    places = {code: place for place, code in enumerate(roster.units)}
    standings.sort(key=lambda one: places[one.unit])
    return ranked_by_completion(standings, period, POINTS, previous)


def _peers(
    scores: Sequence[Score], *, roster: Roster, period: Period, rules: MarkingRules
) -> dict[tuple[str, str], Peers]:
    """By unit and indicator, what its item is compared with."""
    codes = dict.fromkeys(item.indicator.code for score in scores for item in score.items)
    found: dict[tuple[str, str], Peers] = {}
    for code in codes:
        ranking = by_indicator(scores, code, roster=roster, period=period)
        places = {one.unit: one.rank for one in ranking.standings}
        reached = _reached(scores, code, rules)
        for unit, average in _averages(reached, roster, rules.average_of).items():
            found[unit, code] = Peers(places.get(unit), average)
    return found


def _reached(scores: Sequence[Score], code: str, rules: MarkingRules) -> dict[str, Decimal]:
    return {
        score.unit: reached
        for score in scores
        for item in score.items
        if item.indicator.code == code and (reached := attainment(item, rules)) is not None
    }


def _averages(reached: Mapping[str, Decimal], roster: Roster, of: Circle) -> dict[str, Decimal]:
    """The plain mean of a unit's circle, itself included."""
    circles: dict[str, list[Decimal]] = {}
    for unit, own in reached.items():
        circles.setdefault(_circle(unit, roster, of), []).append(own)
    means = {name: shown(sum(own, ZERO) / len(own)) for name, own in circles.items()}
    return {unit: means[_circle(unit, roster, of)] for unit in reached}


def _circle(unit: str, roster: Roster, of: Circle) -> str:
    return roster.units[unit].group if of is Circle.GROUP else ""


def _result(
    score: Score,
    peers: Mapping[tuple[str, str], Peers],
    rules: MarkingRules,
    about: Circumstances,
) -> Result:
    marked = tuple(
        _mark(item, peers.get((score.unit, item.indicator.code), Peers()), rules, exempt)
        for item in score.items
        for exempt in [about.exemption(score.unit, item.indicator.code)]
    )
    mean = _mean([mark for mark in marked if mark.why.counts])
    if mean is None or not score.numbers:
        return Result(score.unit, marked)
    faults = _faults(score, about) if rules.looks_at_quality else {}
    quality = -min(sum((_cost(f, n, rules) for f, n in faults.items()), ZERO), rules.quality_most)
    effects = about.effects.get(score.unit, ())
    given = sum((effect.points for effect in effects), ZERO)
    effect = min(max(given, -rules.effect_most), rules.effect_most)
    total = max(mean + quality + effect, ZERO)
    limits = _limits(marked, rules)
    limit = min(limits.values(), default=None)
    caps = tuple(cap for cap, most in limits.items() if total > most == limit)
    return Result(
        score.unit,
        marked,
        mean=mean,
        total=rounded(total if limit is None else min(total, limit)),
        faults=faults,
        quality=quality + 0,
        effects=effects,
        effect=effect,
        caps=caps,
        limit=limit if caps else None,
    )


def _mark(item: Item, peers: Peers, rules: MarkingRules, exempt: Allowance | None) -> Mark:
    family = rules.family_of(item.indicator.code)
    if family is Family.NONE:
        return Mark(item, family, Why.NOT_MARKED)
    if exempt is not None:
        return Mark(item, family, Why.EXEMPT, exempt=exempt)
    if not item.is_asked:
        return Mark(item, family, Why.NOT_APPLICABLE)
    if rules.missing_loses and _is_missing(item):
        return Mark(item, family, Why.LOST, points=ZERO)
    if item.progress.value is None:
        return Mark(item, family, Why.NO_VALUE)
    points = marks(item, rules, peers)
    why = Why.UNDEFINED if points is None else Why.MARKED
    return Mark(item, family, why, points, attainment(item, rules), peers)


def _is_missing(item: Item) -> bool:
    """Whether nothing at all was answered of what is asked in this period."""
    return not any(part.is_answered for part in item.parts if part.is_expected)


def _mean(counted: Iterable[Mark]) -> Decimal | None:
    weights = points = ZERO
    for mark in counted:
        weights += mark.item.indicator.weight
        points += mark.item.indicator.weight * (mark.points or ZERO)
    return rounded(points / weights) if weights > 0 else None


def _limits(marked: Iterable[Mark], rules: MarkingRules) -> dict[Cap, Decimal]:
    """Where the total ends, and why; exempted items cap nothing."""
    found = {}
    for mark in marked:
        if mark.why in (Why.EXEMPT, Why.NOT_APPLICABLE):
            continue
        if any(part.is_expected and not part.is_answered for part in mark.item.parts):
            found[Cap.MISSING] = rules.missing_most
        is_key = mark.item.indicator.code in rules.key
        if is_key and mark.item.progress.light is Light.RED:
            found[Cap.RED] = rules.red_most
    return found


def _faults(score: Score, about: Circumstances) -> dict[Fault, int]:
    given = [
        part.newest.timeliness
        for item in score.items
        for part in item.parts
        if part.has_number and part.newest
    ]
    return {
        Fault.LATE: given.count(Timeliness.LATE),
        Fault.CORRECTED: given.count(Timeliness.CORRECTED),
        Fault.RETURNED: about.returned.get(score.unit, 0),
    }


def _cost(fault: Fault, count: int, rules: MarkingRules) -> Decimal:
    each = {
        Fault.LATE: rules.late_points,
        Fault.CORRECTED: rules.corrected_points,
        Fault.RETURNED: rules.returned_points,
    }
    return each[fault] * count
