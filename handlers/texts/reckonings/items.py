"""How one number came about, or each of a card."""

from collections.abc import Iterator
from decimal import Decimal

from domain.figures import Basis, Curve
from domain.items import Item
from domain.lights import Light
from domain.pace import Method, method_of
from domain.targets import Plan
from handlers.actions.lookups.sums import CardReckoning, ItemReckoning, Reckoning
from handlers.texts import figures
from handlers.texts.adjustments import moved_facts
from handlers.texts.catalog import Catalog, Html
from handlers.texts.items import sign
from handlers.texts.outlooks import forecast_sum, needed_sum
from handlers.texts.reckonings.verdicts import (
    MOST_ITEMS,
    as_listed,
    gap_line,
    hold_line,
    light_line,
    lights,
    placed,
    points_of,
    title,
    weight_text,
)


def of_item(view: ItemReckoning, texts: Catalog) -> Iterator[Html]:
    item = view.item
    known, indicator = item.progress, item.indicator
    yield title(view, texts)
    yield from as_listed(view.place, texts)
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
    if view.outlook is not None and known.value is not None:
        curve = view.rules.curve_of(indicator)
        yield from needed_sum(view.outlook, known.value, indicator, curve, texts)
        yield from forecast_sum(view.outlook, indicator, texts)
    yield from _share(view, texts)
    yield from placed(view.place, texts)


def of_card(view: CardReckoning, texts: Catalog) -> Iterator[Html]:
    yield title(view, texts)
    for name, item in list(zip(view.names, view.items, strict=True))[:MOST_ITEMS]:
        yield texts.say("how.line", sign=sign(item.progress.light, texts), name=name)
        yield _line(item, view, texts)
        yield from _held(item, texts)
    if len(view.items) > MOST_ITEMS:
        yield texts.say("how.more", count=len(view.items))
    yield lights(view.rules.lights, texts)


def _value(view: ItemReckoning, texts: Catalog) -> Html:
    item = view.item
    value = item.progress.value
    if value is None:
        return texts.say("how.value_none" if item.is_asked else "how.value_not_applicable")
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
        yield gap_line(known.completion, known.pace, known.gap, texts)
    if known.light is not Light.NONE:
        if known.gap is None:
            yield texts.say("how.light_difference", sign=sign(known.light, texts))
        elif item.held is None:
            yield light_line(known.light, view, texts, is_rate=is_rate)
    yield from _held(item, texts)


def _held(item: Item, texts: Catalog) -> Iterator[Html]:
    if item.held is not None:
        own = item.indicator
        lacking = figures.lacking(item.held.lacking, own.measure, own.decimals)
        yield hold_line(item.held, lacking, texts)


def _share(view: ItemReckoning, texts: Catalog) -> Iterator[Html]:
    """What the item brings into the overall number of its unit."""
    item, weight = view.item, view.item.indicator.weight
    if not item.is_averaged or view.weights <= 0:
        if item.progress.value is not None:
            yield texts.say("how.not_averaged")
        return
    facts = {"weight": weight_text(weight), "weights": weight_text(view.weights)}
    result = figures.fixed(weight * points_of(item) / view.weights, 1)
    if item.indicator.basis is Basis.RATE:
        yield texts.say(
            "how.share_rate",
            elapsed=figures.percent(item.progress.elapsed or Decimal(0)),
            gap=figures.signed(item.progress.gap or Decimal(0), item.indicator.decimals),
            points=figures.fixed(points_of(item), 1),
            result=result,
            **facts,
        )
        return
    yield texts.say("how.share", points=figures.percent(points_of(item)), result=result, **facts)
