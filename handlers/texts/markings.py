"""Points in words (得分怎么算的): the rules, and each mark with the numbers it was made of."""

from collections.abc import Iterator
from decimal import Decimal

from domain.figures import Basis
from domain.marking_rules import FULL, Family, MarkingRules
from domain.points import Cap, Fault, Mark, Result, Why
from handlers.actions.lookups.sums import PointsReckoning
from handlers.texts import allowances, figures
from handlers.texts.catalog import Catalog, Html
from handlers.texts.items import sign

MOST_MARKS = 10


def points(view: PointsReckoning, texts: Catalog) -> Iterator[Html]:
    """The marks of a unit, their mean, and what was added, taken off or capped."""
    result, rules = view.result, view.rules.marking
    counted = result.counted
    shown = counted if len(counted) <= MOST_MARKS else counted[: MOST_MARKS - 1]
    for mark in shown:
        yield _mark(mark, rules, texts)
    rest = counted[len(shown) :]
    if rest:
        together = sum((_weighed(mark) for mark in rest), Decimal(0))
        yield texts.say("how.terms", count=len(rest), product=figures.fixed(together, 2))
    if result.mean is not None:
        weights = sum((mark.item.indicator.weight for mark in counted), Decimal(0))
        yield texts.say(
            "how.marks_mean",
            points=figures.fixed(sum((_weighed(mark) for mark in counted), Decimal(0)), 2),
            weight=number(weights),
            result=figures.fixed(result.mean, 2),
        )
    yield from _adjusted(result, rules, texts)
    yield from _left_out(result, texts)


def rules_in_words(rules: MarkingRules, texts: Catalog) -> Iterator[Html]:
    """The families with their numbers, and the gates that are set."""
    families = dict.fromkeys([rules.family, *rules.families.values()])
    for family in families:
        if family is not Family.NONE:
            yield texts.say(f"how.family.{family.value}", **_facts(rules, texts))
    yield texts.say("how.attained", rate=number(rules.rate_points))
    if rules.missing_loses:
        yield texts.say("how.gate_loses")
    if rules.missing_most < rules.most:
        yield texts.say("how.gate_missing", most=number(rules.missing_most))
    if rules.key and rules.red_most < rules.most:
        yield texts.say("how.gate_red", most=number(rules.red_most))
    if rules.looks_at_quality:
        names = texts.plain("common.sep").join(_costs(rules, texts))
        yield texts.say("how.gate_quality", names=names, most=number(rules.quality_most))


def number(amount: Decimal) -> str:
    """As it was written, without needless zeros."""
    return f"{amount.normalize():f}"


def _facts(rules: MarkingRules, texts: Catalog) -> dict[str, str]:
    below = "some" if rules.proportional else "none"
    return {
        "below": texts.plain(f"how.below.{below}"),
        "most": number(rules.most),
        "step": number(rules.place_step),
        "low": number(rules.unsatisfactory),
        "high": number(rules.satisfactory),
        "base": number(rules.average_base),
        "each": number(rules.average_step),
        "reach": number(rules.average_most),
    }


def _costs(rules: MarkingRules, texts: Catalog) -> Iterator[str]:
    """What costs points, and how many each; what costs nothing is not named."""
    each = {
        Fault.LATE: rules.late_points,
        Fault.CORRECTED: rules.corrected_points,
        Fault.RETURNED: rules.returned_points,
    }
    for fault, points in each.items():
        if points:
            yield texts.plain(f"how.cost.{fault.value}", points=number(points))


def _weighed(mark: Mark) -> Decimal:
    return mark.item.indicator.weight * (mark.points or Decimal(0))


def _mark(mark: Mark, rules: MarkingRules, texts: Catalog) -> Html:
    weight = mark.item.indicator.weight
    return texts.say(
        "how.mark",
        sign=sign(mark.item.progress.light, texts),
        name=mark.item.indicator.name,
        formula=_formula(mark, rules, texts),
        points=figures.fixed(mark.points or Decimal(0), 2),
        weight=number(weight),
    )


def _formula(mark: Mark, rules: MarkingRules, texts: Catalog) -> str:
    """How the points came out of what was reached."""
    if mark.why is Why.LOST:
        return texts.plain("how.lost")
    if mark.attainment is None:
        return texts.plain("how.met_only")
    steps = [_reached(mark, mark.attainment, rules, texts), _by_family(mark, rules, texts)]
    return texts.plain("profile.sep").join(step for step in steps if step)


def _reached(mark: Mark, reached: Decimal, rules: MarkingRules, texts: Catalog) -> str:
    """What was reached of what was due; unsaid where the formula holds it, or a place counts."""
    if mark.family is Family.PLACE:
        return ""
    if mark.item.indicator.basis is Basis.RATE:
        gap = figures.signed(mark.item.progress.gap or Decimal(0), mark.item.indicator.decimals)
        each = number(rules.rate_points)
        return texts.plain("how.reached_rate", each=each, gap=gap, result=figures.percent(reached))
    if mark.family in (Family.COEFFICIENT, Family.AVERAGE):
        return ""
    return texts.plain("how.reached", result=figures.percent(reached))


def _by_family(mark: Mark, rules: MarkingRules, texts: Catalog) -> str:
    reached = mark.attainment or Decimal(0)
    shown = figures.fixed(reached, 1)
    capped = _capped(mark, rules, texts)
    match mark.family:
        case Family.TARGET if reached >= FULL:
            return texts.plain("how.by_target")
        case Family.TARGET:
            return texts.plain("how.by_share" if rules.proportional else "how.by_nothing")
        case Family.PLACE:
            step, place = number(rules.place_step), mark.peers.place or 1
            return texts.plain("how.by_place", place=place, step=step, before=place - 1)
        case Family.COEFFICIENT:
            low, high = number(rules.unsatisfactory), number(rules.satisfactory)
            words = texts.plain("how.by_coefficient", reached=shown, low=low, high=high)
            return f"{words}{capped}"
        case Family.AVERAGE:
            return texts.plain(
                "how.by_average",
                base=number(rules.average_base),
                each=number(rules.average_step),
                reached=shown,
                average=figures.fixed(mark.peers.average or Decimal(0), 1),
                bound=_bound(mark, rules, texts),
            )
        case _:
            return capped.lstrip(texts.plain("profile.sep"))


def _capped(mark: Mark, rules: MarkingRules, texts: Catalog) -> str:
    is_capped = mark.points == rules.most and (mark.attainment or FULL) > rules.satisfactory
    return texts.plain("how.capped", most=number(rules.most)) if is_capped else ""


def _bound(mark: Mark, rules: MarkingRules, texts: Catalog) -> str:
    above = rules.average_step * ((mark.attainment or FULL) - (mark.peers.average or FULL))
    if abs(above) <= rules.average_most:
        return ""
    return texts.plain("how.bound", reach=number(rules.average_most))


def _adjusted(result: Result, rules: MarkingRules, texts: Catalog) -> Iterator[Html]:
    """Quality, effect, and the cap; with what they came from."""
    if result.quality:
        each = {
            Fault.LATE: rules.late_points,
            Fault.CORRECTED: rules.corrected_points,
            Fault.RETURNED: rules.returned_points,
        }
        parts = [
            texts.plain(f"how.fault.{fault.value}", count=count, each=number(each[fault]))
            for fault, count in result.faults.items()
            if count and each[fault]
        ]
        names = texts.plain("common.sep").join(parts)
        yield texts.say("how.quality", names=names, points=figures.signed(result.quality, 2))
    for effect in result.effects:
        points = figures.signed(effect.points, 2)
        yield texts.say("how.effect", points=points, reason=effect.reason)
    for cap in result.caps:
        most = number(result.limit or Decimal(0))
        yield texts.say("how.cap_red" if cap is Cap.RED else "how.cap_missing", most=most)


def _left_out(result: Result, texts: Catalog) -> Iterator[Html]:
    for mark in result.marks:
        if mark.exempt is not None:
            yield allowances.why(mark.exempt, mark.item.indicator.name, texts)
    left = [m for m in result.marks if not m.why.counts and m.why is not Why.EXEMPT]
    names = [
        texts.plain(f"how.out.{mark.why.value}", name=mark.item.indicator.name) for mark in left
    ]
    if names:
        yield texts.say("how.left_out", names=texts.plain("common.sep").join(names[:MOST_MARKS]))
