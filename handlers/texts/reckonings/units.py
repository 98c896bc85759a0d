"""How a unit's overall number came about, or its points."""

from collections.abc import Iterator
from decimal import Decimal

from domain.figures import Basis
from domain.items import Item
from domain.ranking import Standing
from handlers.actions.lookups.sums import PointsReckoning, UnitReckoning
from handlers.texts import figures, markings
from handlers.texts.catalog import Catalog, Html
from handlers.texts.items import sign
from handlers.texts.reckonings.verdicts import (
    MOST_ITEMS,
    as_listed,
    gap_line,
    hold_line,
    light_line,
    placed,
    points_of,
    title,
    weight_text,
)


def of_unit(view: UnitReckoning, texts: Catalog) -> Iterator[Html]:
    score, averaged = view.score, view.score.averaged
    yield title(view, texts)
    yield from as_listed(view.place, texts)
    total = sum((item.indicator.weight for item in averaged), Decimal(0))
    if averaged and total > 0:
        yield texts.say("how.items")
        yield from _terms(averaged, texts)
        points = sum((item.indicator.weight * points_of(item) for item in averaged), Decimal(0))
        paces = sum((item.indicator.weight * (item.pace or 0) for item in averaged), Decimal(0))
        yield texts.say(
            "how.mean",
            points=figures.fixed(points, 2),
            weight=weight_text(total),
            result=figures.percent(points / total),
        )
        yield texts.say(
            "how.mean_pace",
            points=figures.fixed(paces, 2),
            weight=weight_text(total),
            result=figures.percent(paces / total),
        )
    yield from _judged(view.place.standing, view, texts)
    yield from placed(view.place, texts)
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
        weight, points = item.indicator.weight, points_of(item)
        yield texts.say(
            "how.term_rate" if item.indicator.basis is Basis.RATE else "how.term",
            sign=sign(item.progress.light, texts),
            name=item.indicator.name,
            elapsed=figures.fixed(item.progress.elapsed or Decimal(0), 2),
            gap=figures.signed(item.progress.gap or Decimal(0), item.indicator.decimals),
            points=figures.fixed(points, 2),
            weight=weight_text(weight),
            product=figures.fixed(weight * points, 2),
        )
    rest = averaged[len(shown) :]
    if rest:
        together = sum((item.indicator.weight * points_of(item) for item in rest), Decimal(0))
        yield texts.say("how.terms", count=len(rest), product=figures.fixed(together, 2))


def of_points(view: PointsReckoning, texts: Catalog) -> Iterator[Html]:
    yield title(view, texts)
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
    yield from placed(view.place, texts)


def _judged(own: Standing | None, view: UnitReckoning, texts: Catalog) -> Iterator[Html]:
    if own is None or own.completion is None or own.pace is None or own.gap is None:
        return
    yield gap_line(own.completion, own.pace, own.gap, texts)
    if own.held is None:
        yield light_line(own.light, view, texts)
    elif view.score.held is not None:
        lacking = texts.plain("light.points", points=figures.fixed(own.held, 1))
        yield hold_line(view.score.held, lacking, texts)


def _why_out(item: Item) -> str:
    if not item.is_asked:
        return "not_applicable"
    if item.progress.value is None:
        return "no_value"
    return "no_target" if item.plan is None else "undivided"
