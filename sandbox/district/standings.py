"""How each sample unit does: where it stands in W11 and how it came there."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sandbox.district.roster import Key


@dataclass(frozen=True, slots=True)
class Form:
    """`reached` is the percent of the first-quarter target in W11, over all indicators.

    `bend` shapes the way there: 1 keeps an even pace, below 1 starts strong and fades,
    above 1 starts slowly and catches up.
    """

    reached: float
    bend: float = 1.0


FORMS: Mapping[str, Form] = {
    "cg": Form(91.6, 0.97),
    "wl": Form(92.4, 1.30),  # last of the strong ones in January, first in W11
    "qh": Form(85.2, 1.02),
    "sd": Form(76.1, 0.70),  # leads in January, then slips place by place
    "lw": Form(80.3, 1.04),
    "st": Form(78.2, 0.95),
    "wp": Form(65.4, 1.10),
    # One number each: the same share of different targets, so two units share a place.
    "fg": Form(85.0, 0.94),
    "gx": Form(88.3, 1.05),
    "sw": Form(80.9, 0.98),
    "zj": Form(76.8, 0.90),
    "ny": Form(85.0, 1.12),
    "wt": Form(69.5, 0.92),
    "kf": Form(95.4, 1.02),
    "gc": Form(90.7, 1.10),
    "hl": Form(83.6, 0.96),
    "lc": Form(79.4, 1.06),
    "qw": Form(62.3, 0.85),
}

REACHED: Mapping[Key, float] = {
    ("cg", "fai", None): 91.4,
    ("gc", "ind", None): 103.6,  # over the whole quarter's target two weeks early
    ("lw", "fai", None): 79.8,
}
"""Percent of the first-quarter target in W11, where a number has a part in the story."""

GROWTH: Mapping[str, tuple[float, float]] = {
    "cg": (8.1, 9.3),
    "wl": (7.0, 11.6),
    "qh": (9.2, 9.7),
    "sd": (13.4, 6.8),
    "lw": (-4.6, -1.8),  # negative all along, though getting better
    "kf": (11.8, 13.6),
    "gc": (12.5, 14.3),
    "qw": (8.3, 5.9),
}
"""Growth of investment, percent, in W02 and in W11."""

START: Mapping[str, int] = {
    "x01": 24,
    "x02": 38,
    "x03": 12,
    "x04": 41,
    "x05": 4,
    "x06": 9,
    "x07": 0,
    "x08": 52,
    "x09": 11,
    "x10": 50,
    "x11": 12,
    "x12": 43,
}
"""Percent built at the beginning of the year."""

TOLD: Mapping[tuple[str, Key], Decimal] = {
    ("2026-W10", ("cg", "fai", None)): Decimal("13.50"),
    ("2026-W12", ("lw", "fai", None)): Decimal("4.50"),
    ("2026-W12", ("fg", "inv", None)): Decimal("3.72"),
    ("2026-W12", ("ny", "inv", None)): Decimal("1.86"),
}
"""Numbers that the documents and the live week name."""
