"""How a number came about (怎么算的), line by line, with the numbers in it."""

from collections.abc import Iterator
from decimal import Decimal

from domain.arrears import Hold
from domain.figures import Basis, Curve
from domain.lights import Light
from domain.marking_rules import MarkingRules
from domain.pace import LightRules, Method, method_of
from domain.ranking import Standing, Status
from domain.scoring import Item
from domain.targets import Plan
from handlers.actions.sums import (
    CardReckoning,
    ItemReckoning,
    ListReckoning,
    Place,
    PointsReckoning,
    Reckoning,
    UnitReckoning,
)
from handlers.texts import figures, markings
from handlers.texts.adjustments import moved_facts
from handlers.texts.catalog import Catalog, Html
from handlers.texts.items import sign

MOST_ITEMS = 10
MOST_WEIGHTS = 12


def reckoning(view: Reckoning, texts: Catalog) -> Html:
    """At most some twenty lines, the result first."""
    lines: Iterator[Html]
    match view:
        case UnitReckoning():
            lines = _unit(view, texts)
        case ItemReckoning():
            lines = _item(view, texts)
        case CardReckoning():
            lines = _card(view, texts)
        case PointsReckoning():
            lines = _points_of(view, texts)
        case ListReckoning():
            lines = _list(view, texts)
        case _:
            raise TypeError(type(view).__name__)
    return Html("\n".join([*lines, *_version(view, texts)]))


def _version(view: Reckoning, texts: Catalog) -> Iterator[Html]:
    """By which rules, where there has been more than one set of them."""
    book = view.rules.book
    if view.rules.version and book.newest is not None and book.newest.number > 1:
        yield texts.say("how.version", number=view.rules.version)


def _head(view: Reckoning, texts: Catalog) -> Html:
    period = figures.period_name(view.period, texts.language)
    day = figures.short_day(view.day, texts.language)
    return texts.say("how.title", name=view.name, period=period, day=day)


def _unit(view: UnitReckoning, texts: Catalog) -> Iterator[Html]:
    score, averaged = view.score, view.score.averaged
    yield _head(view, texts)
    yield from _result(view.place, texts)
    total = sum((item.indicator.weight for item in averaged), Decimal(0))
    if averaged and total > 0:
        yield texts.say("how.items")
        yield from _terms(averaged, texts)
        points = sum((item.indicator.weight * _points(item) for item in averaged), Decimal(0))
        paces = sum((item.indicator.weight * (item.pace or 0) for item in averaged), Decimal(0))
        yield texts.say(
            "how.mean",
            points=figures.fixed(points, 2),
            weight=_weight(total),
            result=figures.percent(points / total),
        )
        yield texts.say(
            "how.mean_pace",
            points=figures.fixed(paces, 2),
            weight=_weight(total),
            result=figures.percent(paces / total),
        )
    yield from _judged(view.place.standing, view, texts)
    yield from _placed(view.place, texts)
    left = [item for item in score.items if not item.is_averaged]
    if left:
        names = [texts.plain(f"how.out.{_why_out(i)}", name=i.indicator.name) for i in left]
        yield texts.say("how.left_out", names=texts.plain("common.sep").join(names[:MOST_ITEMS]))
    if score.carried:
        names = [view.roster.indicators[code].name for code in score.carried[:MOST_ITEMS]]
        yield texts.say("how.carried", names=texts.plain("common.sep").join(names))


def _terms(averaged: tuple[Item, ...], texts: Catalog) -> Iterator[Html]:
    """Each item with its weight; of many the last ones together."""
    shown = averaged if len(averaged) <= MOST_ITEMS else averaged[: MOST_ITEMS - 1]
    for item in shown:
        weight, points = item.indicator.weight, _points(item)
        yield texts.say(
            "how.term_rate" if item.indicator.basis is Basis.RATE else "how.term",
            sign=sign(item.progress.light, texts),
            name=item.indicator.name,
            elapsed=figures.fixed(item.progress.elapsed or Decimal(0), 2),
            gap=figures.signed(item.progress.gap or Decimal(0), item.indicator.decimals),
            points=figures.fixed(points, 2),
            weight=_weight(weight),
            product=figures.fixed(weight * points, 2),
        )
    rest = averaged[len(shown) :]
    if rest:
        together = sum((item.indicator.weight * _points(item) for item in rest), Decimal(0))
        yield texts.say("how.terms", count=len(rest), product=figures.fixed(together, 2))


def _item(view: ItemReckoning, texts: Catalog) -> Iterator[Html]:
    item = view.item
    known, indicator = item.progress, item.indicator
    yield _head(view, texts)
    yield from _result(view.place, texts)
    yield _value(view, texts)
    if item.plan is None or known.target is None or known.until is None:
        yield texts.say("how.no_target")
        return
    yield texts.say(
        "how.target",
        slot=texts.say(f"slot.{item.plan.anchor_at(view.day).slot}"),
        day=figures.short_day(known.until, texts.language),
        target=figures.amount(known.target, indicator),
    )
    if item.moved is not None:
        yield texts.say("how.moved", **moved_facts(item.moved, indicator, texts))
    if known.value is not None:
        method = method_of(indicator, item.plan, view.day)
        yield texts.say(f"how.formula.{method.value}", formula=formula(item, method, texts))
    yield from _pace(view, texts)
    yield from _verdict(item, view, texts)
    yield from _share(view, texts)
    yield from _placed(view.place, texts)


def _value(view: ItemReckoning, texts: Catalog) -> Html:
    item = view.item
    value = item.progress.value
    if value is None:
        expected = [part for part in item.parts if part.is_expected]
        return texts.say("how.value_none" if expected else "how.value_not_applicable")
    amount = figures.amount(value, item.indicator)
    basis = texts.plain(f"how.basis.{item.indicator.basis.value}")
    own = [part for part in item.parts if part.value is not None]
    if len(own) > 1 and all(part.assignment.project for part in own):
        operator = texts.plain(f"how.rollup.{item.indicator.operator.value}", count=len(own))
        words = texts.say("how.value_parts", value=amount, basis=basis, operator=operator)
    else:
        words = texts.say("how.value", value=amount, basis=basis)
    if item.is_carried:
        return Html(f"{words}{texts.say('how.value_carried')}")
    return words


def formula(item: Item, method: Method, texts: Catalog) -> str:
    """The division with its numbers: 14.26 ÷ 15.60 = 91.4%."""
    known, indicator = item.progress, item.indicator
    places = indicator.decimals
    value = figures.fixed(known.value or Decimal(0), places)
    target = figures.fixed(known.target or Decimal(0), places)
    if method is Method.NONE:
        return figures.amount(known.value or Decimal(0), indicator)
    if method in (Method.RATE, Method.DIFFERENCE):
        left = figures.signed(known.difference or Decimal(0), places)
        return texts.plain("how.minus", value=value, target=target, result=left)
    result = figures.percent(known.completion or Decimal(0))
    if method is Method.WAY:
        origin = figures.fixed(item.plan.origin if item.plan else Decimal(0), places)
        return texts.plain("how.way", value=value, origin=origin, target=target, result=result)
    if method is Method.CEILING:
        pace = figures.percent(known.pace or Decimal(0))
        return texts.plain("how.ceiling", pace=pace, value=value, target=target, result=result)
    return texts.plain("how.divided", value=value, target=target, result=result)


def _pace(view: ItemReckoning, texts: Catalog) -> Iterator[Html]:
    """What should have been reached by the day, as a share of the same target."""
    item, known = view.item, view.item.progress
    plan, indicator = item.plan, view.item.indicator
    if plan is None or known.pace is None or known.target is None:
        return
    pace = figures.percent(known.pace)
    method = method_of(indicator, plan, view.day)
    is_way = method is Method.WAY or (method is Method.SHARE and not plan.origin)
    if indicator.basis is Basis.LEVEL and not is_way:
        yield texts.say("how.pace_kept", result=pace)
        return
    amount, parts = plan.planned_at(view.day)
    places = max(indicator.decimals, 2)
    facts = {"target": figures.fixed(known.target, indicator.decimals), "result": pace}
    facts["value"] = figures.fixed(amount / parts, places)
    facts["origin"] = figures.fixed(plan.origin, indicator.decimals)
    key = "how.way" if method is Method.WAY else "how.divided"
    yield texts.say(
        "how.pace",
        day=figures.short_day(view.day, texts.language),
        curve=_curve(plan, view.rules.curve_of(indicator), texts),
        planned=figures.measured(amount / parts, indicator.measure, places),
        formula=texts.plain(key, **facts),
    )


def _curve(plan: Plan, wanted: Curve, texts: Catalog) -> str:
    """How the target grows; and where the curve that is wanted has no ground, why by days."""
    if plan.curve is wanted:
        return texts.plain(f"how.curve.{wanted.value}")
    return texts.plain(f"how.no_ground.{wanted.value}")


def _verdict(item: Item, view: Reckoning, texts: Catalog) -> Iterator[Html]:
    known, is_rate = item.progress, item.indicator.basis is Basis.RATE
    if known.completion is not None and known.pace is not None and known.gap is not None:
        yield _gap(known.completion, known.pace, known.gap, texts)
    if known.light is not Light.NONE:
        if known.gap is None:
            yield texts.say("how.light_difference", sign=sign(known.light, texts))
        elif item.held is None:
            yield _light(known.light, view, texts, is_rate=is_rate)
    yield from _held(item, texts)


def _held(item: Item, texts: Catalog) -> Iterator[Html]:
    if item.held is not None:
        own = item.indicator
        lacking = figures.lacking(item.held.lacking, own.measure, own.decimals)
        yield _hold(item.held, lacking, texts)


def _gap(completion: Decimal, pace: Decimal, gap: Decimal, texts: Catalog) -> Html:
    return texts.say(
        "how.gap",
        completion=figures.fixed(completion, 1),
        pace=figures.fixed(pace, 1),
        gap=figures.signed(gap, 1),
    )


def _light(light: Light, view: Reckoning, texts: Catalog, *, is_rate: bool = False) -> Html:
    rules = view.rules.lights
    points = rules.rate_yellow_points if is_rate else rules.yellow_points
    key = f"how.light_rate.{light.value}" if is_rate else f"how.light.{light.value}"
    return texts.say(key, sign=sign(light, texts), points=_weight(points))


def _hold(held: Hold, lacking: str, texts: Catalog) -> Html:
    """Why a light is still red though the gap alone would make it yellow."""
    day = figures.short_day(held.since, texts.language)
    return texts.say("how.hold", sign=sign(Light.RED, texts), day=day, lacking=lacking)


def _share(view: ItemReckoning, texts: Catalog) -> Iterator[Html]:
    """What the item brings into the overall number of its unit."""
    item, weight = view.item, view.item.indicator.weight
    if not item.is_averaged or view.weights <= 0:
        if item.progress.value is not None:
            yield texts.say("how.not_averaged")
        return
    facts = {"weight": _weight(weight), "weights": _weight(view.weights)}
    result = figures.fixed(weight * _points(item) / view.weights, 1)
    if item.indicator.basis is Basis.RATE:
        yield texts.say(
            "how.share_rate",
            elapsed=figures.percent(item.progress.elapsed or Decimal(0)),
            gap=figures.signed(item.progress.gap or Decimal(0), item.indicator.decimals),
            points=figures.fixed(_points(item), 1),
            result=result,
            **facts,
        )
        return
    yield texts.say("how.share", points=figures.percent(_points(item)), result=result, **facts)


def _card(view: CardReckoning, texts: Catalog) -> Iterator[Html]:
    yield _head(view, texts)
    for name, item in list(zip(view.names, view.items, strict=True))[:MOST_ITEMS]:
        yield texts.say("how.line", sign=sign(item.progress.light, texts), name=name)
        yield _line(item, view, texts)
        yield from _held(item, texts)
    if len(view.items) > MOST_ITEMS:
        yield texts.say("how.more", count=len(view.items))
    yield lights(view.rules.lights, texts)


def _line(item: Item, view: Reckoning, texts: Catalog) -> Html:
    known = item.progress
    if known.value is None:
        return texts.say("how.line_none")
    method = method_of(item.indicator, item.plan, view.day)
    shown = formula(item, method, texts)
    if known.pace is None or known.gap is None:
        return texts.say(f"how.line_{method.value}", formula=shown)
    return texts.say(
        "how.line_gap",
        formula=shown,
        pace=figures.percent(known.pace),
        gap=figures.signed(known.gap, 1),
    )


def _list(view: ListReckoning, texts: Catalog) -> Iterator[Html]:
    if view.marking is not None:
        yield from _list_by_points(view, view.marking, texts)
        return
    subject, day = view.subject, figures.short_day(view.day, texts.language)
    period = figures.period_name(view.period, texts.language)
    name = subject.name if subject else texts.plain("how.overall")
    yield texts.say("how.list_title", name=name, period=period)
    is_rate = subject is not None and subject.basis is Basis.RATE
    yield texts.say("how.step_rate" if is_rate else "how.step_share", day=day)
    if subject is None:
        yield texts.say("how.step_mean", weights=_weights(view, texts))
    yield texts.say("how.step_rank_rate" if is_rate else "how.step_rank")
    yield lights(view.rules.lights, texts)
    best = view.example
    if best is not None and best.completion is not None and best.pace is not None:
        yield texts.say(
            "how.example",
            name=best.name,
            completion=figures.percent(best.completion),
            pace=figures.percent(best.pace),
            gap=figures.signed(best.gap or Decimal(0), 1),
            rank=best.rank,
        )
    if view.units:
        yield texts.say("how.choose")


def _list_by_points(view: ListReckoning, rules: MarkingRules, texts: Catalog) -> Iterator[Html]:
    period = figures.period_name(view.period, texts.language)
    yield texts.say("how.list_title", name=texts.plain("how.points_name"), period=period)
    yield from markings.rules_in_words(rules, texts)
    yield texts.say("how.step_points", weights=_weights(view, texts))
    yield texts.say("how.step_rank_points")
    best = view.example
    if best is not None and best.completion is not None:
        score = figures.fixed(best.completion, 2)
        yield texts.say("how.example_points", name=best.name, points=score, rank=best.rank)
    if view.units:
        yield texts.say("how.choose")


def _points_of(view: PointsReckoning, texts: Catalog) -> Iterator[Html]:
    yield _head(view, texts)
    own = view.place.standing
    if own is None or own.rank is None or view.result.total is None:
        yield texts.say("how.unranked" if own and own.reported else "how.not_reported")
    else:
        total = figures.fixed(view.result.total, 2)
        yield texts.say("how.total", sign=sign(own.light, texts), points=total, rank=own.rank)
    before = view.place.published
    if before is not None and before.completion is not None:
        total = figures.fixed(before.completion, 2)
        yield texts.say("how.published_points", rank=before.rank, points=total)
    yield from markings.points(view, texts)
    yield from _placed(view.place, texts)


def _weights(view: ListReckoning, texts: Catalog) -> str:
    """Each indicator with its weight, as far as a line holds them."""
    shown = [
        texts.plain("how.weight", name=min(one.names, key=len), weight=_weight(one.weight))
        for one in view.indicators[:MOST_WEIGHTS]
    ]
    if len(view.indicators) > MOST_WEIGHTS:
        shown.append(texts.plain("chart.dots"))
    return texts.plain("common.sep").join(shown)


def lights(rules: LightRules, texts: Catalog) -> Html:
    """Which gap has which light."""
    points = {"points": _weight(rules.yellow_points), "rate": _weight(rules.rate_yellow_points)}
    return texts.say("how.lights", **points)


def _result(place: Place, texts: Catalog) -> Iterator[Html]:
    """The number itself, as the lists show it; and as it was published, if that was another."""
    own = place.standing
    if own is None:
        return
    if own.status is not Status.RANKED:
        yield texts.say(f"how.{own.status.value}")
    elif own.completion is not None and own.pace is not None:
        yield texts.say(
            "how.result",
            sign=sign(own.light, texts),
            completion=figures.percent(own.completion),
            pace=figures.percent(own.pace),
            gap=figures.signed(own.gap or Decimal(0), 1),
            rank=own.rank,
        )
    before = place.published
    if before is not None and before.rank is not None:
        key = "how.published" if before.completion is not None else "how.published_rank"
        completion = figures.percent(before.completion or Decimal(0))
        yield texts.say(key, rank=before.rank, completion=completion)


def _judged(own: Standing | None, view: UnitReckoning, texts: Catalog) -> Iterator[Html]:
    if own is None or own.completion is None or own.pace is None or own.gap is None:
        return
    yield _gap(own.completion, own.pace, own.gap, texts)
    if own.held is None:
        yield _light(own.light, view, texts)
    elif view.score.held is not None:
        lacking = texts.plain("light.points", points=figures.fixed(own.held, 1))
        yield _hold(view.score.held, lacking, texts)


def _placed(place: Place, texts: Catalog) -> Iterator[Html]:
    own = place.standing
    if own is None or own.rank is None:
        return
    group = own.group or texts.plain("chart.ungrouped")
    key = "how.first" if not place.better else "how.place"
    yield texts.say(key, group=group, rank=own.rank, better=place.better)


def _why_out(item: Item) -> str:
    if not any(part.is_expected for part in item.parts):
        return "not_applicable"
    if item.progress.value is None:
        return "no_value"
    return "no_target" if item.plan is None else "undivided"


def _points(item: Item) -> Decimal:
    return item.points if item.points is not None else Decimal(0)


def _weight(weight: Decimal) -> str:
    """As it was written, without needless zeros."""
    return f"{weight.normalize():f}"
