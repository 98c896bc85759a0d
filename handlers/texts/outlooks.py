"""What lies ahead of a number, in words: days ahead or behind, what it takes, where it leads."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.drag import Needed
from domain.figures import Basis, Curve, Direction, Indicator
from domain.outlook import DAYS_A_WEEK, WORKDAYS_A_WEEK, Forecast, Outlook
from domain.people import Language
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html


def outlook(found: Outlook, indicator: Indicator, texts: Catalog) -> Iterator[Html]:
    """A line each; what cannot be told is left out."""
    if found.days_ahead is not None:
        yield _days(found.days_ahead, texts)
    if indicator.basis is not Basis.RATE:
        yield _needed(found, indicator, texts)


def foretold(
    found: Sequence[Outlook | None], indicator: Indicator, texts: Catalog
) -> Iterator[Html]:
    """Where the own course leads, target by target, and what that was reckoned from."""
    ahead = [one.forecast for one in found if one and one.forecast]
    if not ahead:
        return
    first, *others = ahead
    words = [_foretold("forecast", first, indicator, texts)]
    words += [_foretold("further", one, indicator, texts) for one in others]
    words.append(texts.say("outlook.basis", steps=first.steps))
    yield Html("".join(words) if texts.language is Language.ZH else " ".join(words))


def _foretold(key: str, found: Forecast, indicator: Indicator, texts: Catalog) -> Html:
    low, high = (figures.fixed(value, indicator.decimals) for value in (found.low, found.high))
    day = figures.short_day(found.day, texts.language)
    middle = figures.amount(found.middle, indicator)
    key = f"outlook.{key}_even" if low == high else f"outlook.{key}"
    return texts.say(key, day=day, low=low, high=high, middle=middle, chance=found.chance)


def needed_short(found: Outlook, indicator: Indicator, texts: Catalog) -> str:
    """What each week must bring, where something is missing: 每周需 0.35 亿元."""
    is_ceiling = indicator.direction is Direction.LOWER and indicator.basis is not Basis.LEVEL
    if not found.needed or found.left <= 0 or is_ceiling:
        return ""
    return texts.plain("outlook.needed_short", needed=each(found.needed, indicator, texts))


def takes(found: Needed, texts: Catalog) -> str:
    """The same of a list: 每周需 0.35 亿元; of a rate 目标 3.0%."""
    if found.is_rate:
        target = figures.measured(found.amount, found.measure, found.decimals)
        return texts.plain("chart.rate_target", target=target)
    return texts.plain("outlook.needed_short", needed=each(found.amount, found, texts))


def needed_sum(
    found: Outlook, value: Decimal, indicator: Indicator, curve: Curve, texts: Catalog
) -> Iterator[Html]:
    """How that comes about, with its numbers, where something is missing."""
    if not found.needed or found.left <= 0:
        return
    is_by_workdays = curve is Curve.WORKDAYS
    week = WORKDAYS_A_WEEK if is_by_workdays else DAYS_A_WEEK
    yield texts.say(
        f"how.needed_{'workdays' if is_by_workdays else 'days'}",
        target=figures.fixed(found.anchor.amount, indicator.decimals),
        value=figures.fixed(value, indicator.decimals),
        days=figures.fixed(found.weeks * week, 0),
        needed=each(found.needed, indicator, texts),
    )


def forecast_sum(found: Outlook, indicator: Indicator, texts: Catalog) -> Iterator[Html]:
    """What is carried on to the target's day, and how far that may be off."""
    ahead = found.forecast
    if ahead is None:
        return
    low, high = (figures.fixed(value, indicator.decimals) for value in (ahead.low, ahead.high))
    yield texts.say(
        "how.forecast_rate" if indicator.basis is Basis.RATE else "how.forecast",
        steps=ahead.steps,
        day=figures.short_day(ahead.day, texts.language),
        middle=figures.amount(ahead.middle, indicator),
        low=low,
        high=high,
        chance=ahead.chance,
    )


def _days(days: int, texts: Catalog) -> Html:
    key = "even" if not days else "ahead" if days > 0 else "behind"
    return texts.say(f"outlook.{key}", days=abs(days))


def _needed(found: Outlook, indicator: Indicator, texts: Catalog) -> Html:
    slot = texts.plain(f"slot.{found.anchor.slot}")
    facts: dict[str, object] = {
        "slot": slot,
        "day": figures.short_day(found.anchor.day, texts.language),
        "left": figures.amount(abs(found.left), indicator),
        "weeks": figures.fixed(found.weeks, 1),
        "needed": each(abs(found.needed), indicator, texts) if found.needed is not None else "",
    }
    return texts.say(f"outlook.{_state(found, indicator)}", **facts)


def _state(found: Outlook, indicator: Indicator) -> str:
    """What there is to say about what is left: a goal, a ceiling, or a state that is to fall."""
    if indicator.direction is Direction.LOWER and indicator.basis is not Basis.LEVEL:
        return "ceiling_passed" if found.left < 0 else "ceiling" if found.weeks else "ceiling_kept"
    is_down = indicator.direction is Direction.LOWER
    is_met = found.left >= 0 if is_down else found.left <= 0
    if is_met:
        return "met" if found.left else "met_exactly"
    if not found.weeks:
        return "missed"
    return "needed_down" if is_down else "needed"


def each(amount: Decimal, indicator: Indicator | Needed, texts: Catalog) -> str:
    """An amount a week, with one place more than the number itself: a tenth of a project counts."""
    places = indicator.decimals if indicator.decimals >= 2 else indicator.decimals + 1
    if indicator.measure.startswith("%"):
        return texts.plain("outlook.points", points=figures.fixed(amount, places))
    return f"{figures.fixed(amount, places)} {indicator.measure}"
