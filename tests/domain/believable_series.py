"""Weekly series as districts report them, generated from a seed; no rule of ours is used here."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Series:
    """A believable run of values with the plan for each week."""

    kind: str
    values: list[Decimal]
    plan: list[Decimal]
    decimals: int
    is_cumulative: bool = True
    is_rate: bool = False


def believable(seed: int, count: int) -> Iterator[Series]:
    """Many series, the kinds taking turns."""
    rng = random.Random(seed)
    kinds = (smooth, festive, quarter_end_rush, lumpy, counted, slow_start, flow, growth_rate)
    for number in range(count):
        yield kinds[number % len(kinds)](rng)


def smooth(rng: random.Random) -> Series:
    """Much the same every week, give or take a half."""
    scale = 10 ** rng.uniform(-1, 3)
    return summed(rng, "smooth", [scale * rng.lognormvariate(0, 0.5) for _ in weeks(rng)])


def festive(rng: random.Random) -> Series:
    """Nothing moves for two or three weeks round the Spring Festival, then work catches up."""
    scale = 10 ** rng.uniform(-1, 3)
    taken = [scale * rng.lognormvariate(0, 0.4) for _ in weeks(rng)]
    start = rng.randrange(3, 8)
    for week in range(start, min(start + rng.choice((2, 3)), len(taken))):
        taken[week] = 0.0
    return summed(rng, "festive", taken)


def quarter_end_rush(rng: random.Random) -> Series:
    """Months and quarters end with a bulge."""
    scale = 10 ** rng.uniform(-1, 3)
    taken = [scale * rng.lognormvariate(0, 0.4) for _ in weeks(rng)]
    for week in range(3, len(taken), 4):
        taken[week] *= rng.uniform(1.3, 2.2)
    for week in range(12, len(taken), 13):
        taken[week] *= rng.uniform(1.5, 2.5)
    return summed(rng, "quarter end", taken)


def lumpy(rng: random.Random) -> Series:
    """Big projects book rarely and much."""
    scale = 10 ** rng.uniform(-1, 3)
    taken = [scale * rng.lognormvariate(0, 0.6) if rng.random() < 0.4 else 0.0 for _ in weeks(rng)]
    taken[0] = scale * rng.lognormvariate(0, 0.6)
    return summed(rng, "lumpy", taken)


def counted(rng: random.Random) -> Series:
    """Firms or projects, a few each week."""
    rate = rng.uniform(0.3, 8)
    taken = [float(sum(rng.random() < rate / 20 for _ in range(20))) for _ in weeks(rng)]
    return summed(rng, "counted", taken, decimals=0)


def slow_start(rng: random.Random) -> Series:
    """The first weeks hardly count, then it grows to its pace."""
    scale = 10 ** rng.uniform(0, 3)
    taken = [
        scale * min(1.0, 0.1 + week / 6) * rng.lognormvariate(0, 0.4)
        for week, _ in enumerate(weeks(rng))
    ]
    return summed(rng, "slow start", taken)


def flow(rng: random.Random) -> Series:
    """What one week brought by itself."""
    scale = 10 ** rng.uniform(-0.5, 3)
    values = [money(scale * rng.lognormvariate(0, 0.4)) for _ in weeks(rng)]
    return Series("flow", values, [money(scale)] * len(values), 2, is_cumulative=False)


def growth_rate(rng: random.Random) -> Series:
    """A growth rate that wanders and returns."""
    middle = rng.uniform(-3, 12)
    value, values = middle, []
    for _ in weeks(rng):
        value += 0.3 * (middle - value) + rng.gauss(0, 1.2)
        values.append(Decimal(f"{value:.1f}"))
    plan = [Decimal(f"{middle:.1f}")] * len(values)
    return Series("growth rate", values, plan, 1, is_cumulative=False, is_rate=True)


def weeks(rng: random.Random) -> range:
    """A season of reports."""
    return range(rng.randrange(10, 45))


def summed(rng: random.Random, kind: str, taken: list[float], *, decimals: int = 2) -> Series:
    """Running sums, with a straight plan that the year meets well or badly."""
    total, values = 0.0, []
    for step in taken:
        total += step
        values.append(Decimal(f"{total:.{decimals}f}"))
    goal = total / rng.uniform(0.6, 1.3)
    plan = [money(goal * (week + 1) / len(taken)) for week in range(len(taken))]
    return Series(kind, values, plan, decimals)


def money(value: float) -> Decimal:
    """Two decimals."""
    return Decimal(f"{value:.2f}")
