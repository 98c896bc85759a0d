"""Student's distribution: how far a mean of few observations may be off."""

from decimal import Decimal
from math import atan2, cos, pi, sin, sqrt
from typing import Final

# Quantiles of 90 % by degrees of freedom, 1 to 30, as every table of the distribution has them.
_TABLE: Final = (
    "3.078 1.886 1.638 1.533 1.476 1.440 1.415 1.397 1.383 1.372 "
    "1.363 1.356 1.350 1.345 1.341 1.337 1.333 1.330 1.328 1.325 "
    "1.323 1.321 1.319 1.318 1.316 1.315 1.314 1.313 1.311 1.310"
)
_QUANTILES: Final = tuple(map(Decimal, _TABLE.split()))
_NORMAL, _SLOPE = Decimal("1.2816"), Decimal("0.85")


def quantile_90(freedom: int) -> Decimal:
    """What one in ten exceeds; beyond the table by the first term of its expansion."""
    if freedom <= len(_QUANTILES):
        return _QUANTILES[freedom - 1]
    return _NORMAL + _SLOPE / freedom


def share_below(t: float, freedom: int) -> float:
    """The chance of a value below t.

    Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4: finite sums,
    so nothing has to converge.
    """
    angle = atan2(abs(t), sqrt(freedom))
    within = _odd(angle, freedom) if freedom % 2 else _even(angle, freedom)
    return 0.5 + within / 2 if t >= 0 else 0.5 - within / 2


def _odd(angle: float, freedom: int) -> float:
    total, term = 0.0, cos(angle)
    for n in range(3, freedom + 1, 2):
        total += term
        term *= cos(angle) ** 2 * (n - 1) / n
    return 2 / pi * (angle + sin(angle) * total)


def _even(angle: float, freedom: int) -> float:
    total, term = 0.0, 1.0
    for n in range(2, freedom + 1, 2):
        total += term
        term *= cos(angle) ** 2 * (n - 1) / n
    return sin(angle) * total
