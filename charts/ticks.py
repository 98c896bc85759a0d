"""Round marks along an axis, and labels that keep apart."""

import math
from collections.abc import Sequence


def nice_ticks(numbers: Sequence[float]) -> list[float]:
    """About five round marks from below the numbers to the one nearest the highest.

    Zero is among them when it is not far.
    """
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    if low > 0 and low < 0.7 * high:
        low = 0.0
    span = high - low or abs(high) or 1.0
    rough = span / 4
    magnitude = 10.0 ** math.floor(math.log10(rough))
    step = magnitude * next(m for m in (1, 2, 2.5, 5, 10) if m * magnitude >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.floor(high / step + 0.5)
    return [index * step for index in range(first, max(last, first + 1) + 1)]


def tick_text(value: float, ticks: Sequence[float]) -> str:
    step = ticks[1] - ticks[0]
    digits = next((n for n in range(7) if abs(round(step, n) - step) < 1e-9 * abs(step)), 7)
    return f"{value:,.{digits}f}".replace("-", "−")


def spread(wanted: Sequence[float], *, step: float, low: float, high: float) -> list[float]:
    """The places nearest to those wanted, in order, at least `step` apart, within bounds.

    More than fit are set closer together.
    """
    if len(wanted) > 1:
        step = min(step, (high - low) / (len(wanted) - 1))
    places: list[float] = []
    for place in wanted:
        places.append(max(place, low, places[-1] + step if places else low))
    limit = high
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], limit)
        limit = places[index] - step
    return places


def thinned(widths: Sequence[float], *, step: float, gap: float) -> range:
    """Which labels to write when all do not fit: the last, and every second, third … before it."""
    every = max(1, math.ceil((max(widths, default=0.0) + gap) / step)) if len(widths) > 1 else 1
    return range(len(widths) - 1, -1, -every)
