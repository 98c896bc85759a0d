"""Series over years, as districts report them, generated from a seed; no rule of ours is used.

Years end with a rush and so do quarters; round the Spring Festival nothing moves, at another
week every year; the first slot of the months holds two of them.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

# 正月初一, as calendars print it.
FESTIVALS = {2024: date(2024, 2, 10), 2025: date(2025, 1, 29), 2026: date(2026, 2, 17)}
YEARS = (2024, 2025, 2026)


@dataclass(frozen=True)
class Seasonal:
    """Values by period, oldest first; the last year is the one that is looked at."""

    kind: str
    values: dict[str, Decimal]
    basis: str  # sum · flow · rate

    @property
    def looked_at(self) -> list[str]:
        """The periods of the last year."""
        return [key for key in self.values if key.startswith(str(YEARS[-1]))]


def seasonal(seed: int, count: int) -> Iterator[Seasonal]:
    """Many series, the kinds taking turns."""
    rng = random.Random(seed)
    kinds = (rush_weeks, festival_weeks, rush_months, double_months, quarters, rates)
    for number in range(count):
        yield kinds[number % len(kinds)](rng)


def rush_weeks(rng: random.Random) -> Seasonal:
    """A running sum by week; the last weeks of a year bring several times what others do."""
    december, quarter_end, festival = rng.uniform(3, 9), rng.uniform(2, 4), rng.uniform(0, 0.2)

    def season(monday: date) -> float:
        sunday = monday + timedelta(days=6)
        if sunday.month == 12 and sunday.day >= 14:
            return december
        if sunday.month in (3, 6, 9) and sunday.day >= 25:
            return quarter_end
        return festival if is_festive(monday) else 1.0

    return summed(rng, "rush weeks", weekly(rng, season, noise=0.35))


def festival_weeks(rng: random.Random) -> Seasonal:
    """What each week brought by itself; next to nothing round the Spring Festival."""
    lull = rng.uniform(0.03, 0.15)
    taken = weekly(rng, lambda monday: lull if is_festive(monday) else 1.0, noise=0.3)
    return Seasonal("festival weeks", {k: money(v) for k, v in taken.items()}, "flow")


def rush_months(rng: random.Random) -> Seasonal:
    """A running sum by month; quarters and the year end with a rush."""
    quarter_end, december = rng.uniform(1.5, 3), rng.uniform(3, 8)
    return summed(rng, "rush months", monthly(rng, quarter_end, december))


def double_months(rng: random.Random) -> Seasonal:
    """What each month brought by itself, the first slot being two of them."""
    taken = monthly(rng, rng.uniform(1.2, 2.5), rng.uniform(2, 6))
    return Seasonal("double months", {k: money(v) for k, v in taken.items()}, "flow")


def quarters(rng: random.Random) -> Seasonal:
    """A running sum by quarter; the last brings the most."""
    scale, last = size(rng), rng.uniform(1.2, 3)
    taken = {
        f"{year}-Q{quarter}": scale * (last if quarter == 4 else 1) * rng.lognormvariate(0, 0.15)
        for year in YEARS
        for quarter in (1, 2, 3, 4)
    }
    return summed(rng, "quarters", taken)


def rates(rng: random.Random) -> Seasonal:
    """A growth rate by month, out of line in the first slot of every year."""
    middle, first = rng.uniform(-2, 10), rng.choice((-1, 1)) * rng.uniform(3, 12)
    values = {}
    for year in YEARS:
        for month in range(2, 13):
            value = middle + (first if month == 2 else 0) + rng.gauss(0, 1.2)
            values[f"{year}-M{month:02d}"] = Decimal(f"{value:.1f}")
    return Seasonal("rates", values, "rate")


def is_festive(monday: date) -> bool:
    """The week of the Spring Festival, and the one after it."""
    first = FESTIVALS[min(monday.year, YEARS[-1])]
    return -6 <= (monday - first).days <= 6


def weekly(
    rng: random.Random, season: Callable[[date], float], *, noise: float
) -> dict[str, float]:
    """What each week of two years and one brings, the years growing or shrinking a little."""
    scale, taken = size(rng), {}
    for year in YEARS[1:]:
        scale *= rng.uniform(0.85, 1.3)
        for week in range(1, 53):
            monday = date.fromisocalendar(year, week, 1)
            taken[f"{year}-W{week:02d}"] = scale * season(monday) * rng.lognormvariate(0, noise)
    return taken


def monthly(rng: random.Random, quarter_end: float, december: float) -> dict[str, float]:
    """What each month slot of three years brings."""
    scale, taken = size(rng), {}
    for year in YEARS:
        scale *= rng.uniform(0.85, 1.3)
        for month in range(2, 13):
            season = {2: 2.0, 12: december}.get(month, quarter_end if month % 3 == 0 else 1.0)
            taken[f"{year}-M{month:02d}"] = scale * season * rng.lognormvariate(0, 0.25)
    return taken


def summed(rng: random.Random, kind: str, taken: dict[str, float]) -> Seasonal:
    """The running sum within each year."""
    total, values, year = 0.0, {}, ""
    for key, step in taken.items():
        total = step if key[:4] != year else total + step
        year = key[:4]
        values[key] = money(total)
    return Seasonal(kind, values, "sum")


def without(series: Seasonal, *years: int) -> Seasonal:
    """The same without what was before: a district in its first year."""
    gone = tuple(map(str, years))
    return replace(
        series, values={k: v for k, v in series.values.items() if not k.startswith(gone)}
    )


def size(rng: random.Random) -> float:
    """From tenths to hundreds."""
    return float(10 ** rng.uniform(0, 3))


def money(value: float) -> Decimal:
    """Two decimals."""
    return Decimal(f"{value:.2f}")
