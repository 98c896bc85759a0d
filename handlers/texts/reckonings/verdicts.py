"""What every reckoning says: the number, its gap and light, its place."""

from collections.abc import Iterator
from decimal import Decimal

from domain.arrears import Hold
from domain.items import Item
from domain.lights import Light
from domain.pace import LightRules
from domain.ranking import Status
from handlers.actions.lookups.sums import Place, Reckoning
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html
from handlers.texts.items import sign

MOST_ITEMS = 10


def title(view: Reckoning, texts: Catalog) -> Html:
    period = figures.period_name(view.period, texts.language)
    day = figures.short_day(view.day, texts.language)
    return texts.say("how.title", name=view.name, period=period, day=day)


def as_listed(place: Place, texts: Catalog) -> Iterator[Html]:
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


def placed(place: Place, texts: Catalog) -> Iterator[Html]:
    own = place.standing
    if own is None or own.rank is None:
        return
    group = own.group or texts.plain("chart.ungrouped")
    key = "how.first" if not place.better else "how.place"
    yield texts.say(key, group=group, rank=own.rank, better=place.better)


def gap_line(completion: Decimal, pace: Decimal, gap: Decimal, texts: Catalog) -> Html:
    return texts.say(
        "how.gap",
        completion=figures.fixed(completion, 1),
        pace=figures.fixed(pace, 1),
        gap=figures.signed(gap, 1),
    )


def light_line(light: Light, view: Reckoning, texts: Catalog, *, is_rate: bool = False) -> Html:
    rules = view.rules.lights
    points = rules.rate_yellow_points if is_rate else rules.yellow_points
    key = f"how.light_rate.{light.value}" if is_rate else f"how.light.{light.value}"
    return texts.say(key, sign=sign(light, texts), points=weight_text(points))


def hold_line(held: Hold, lacking: str, texts: Catalog) -> Html:
    """Why a light is still red though the gap alone would make it yellow."""
    day = figures.short_day(held.since, texts.language)
    return texts.say("how.hold", sign=sign(Light.RED, texts), day=day, lacking=lacking)


def lights(rules: LightRules, texts: Catalog) -> Html:
    """Which gap has which light."""
    points = {
        "points": weight_text(rules.yellow_points),
        "rate": weight_text(rules.rate_yellow_points),
    }
    return texts.say("how.lights", **points)


def points_of(item: Item) -> Decimal:
    return item.points if item.points is not None else Decimal(0)


def weight_text(weight: Decimal) -> str:
    """As it was written, without needless zeros."""
    return f"{weight.normalize():f}"
