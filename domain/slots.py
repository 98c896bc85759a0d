"""The slots that amounts of an assignment are set for, and what follows from them."""

from collections.abc import Mapping
from decimal import Decimal

from domain.figures import Basis

PAST_SLOTS = tuple(f"p{n}" for n in range(2, 13))
"""Last year's amount of each month; p2 stands for January and February together."""

MONTH_SLOTS = tuple(f"m{n}" for n in range(2, 13))
"""This year's target of each month; m2 stands for January and February together."""

SLOTS = (
    "base",
    "growth",
    "year",
    *(f"q{n}" for n in range(1, 5)),
    *MONTH_SLOTS,
    *PAST_SLOTS,
)
"""Everything that may be set."""

_HUNDRED = Decimal(100)


def settled(targets: Mapping[str, Decimal], basis: Basis) -> Mapping[str, Decimal]:
    """The same with the year's target in place of the growth: growths of parts do not add up."""
    if "growth" not in targets:
        return targets
    others = {slot: value for slot, value in targets.items() if slot != "growth"}
    whole = year_target(targets, basis)
    return others if whole is None else {**others, "year": whole}


def year_target(targets: Mapping[str, Decimal], basis: Basis) -> Decimal | None:
    """The target of the year: as it is set, or last year's amount grown by what is wanted.

    A growth of 8 % on a base of 110 is a target of 118.8. Of a rate the target is the growth
    itself, and from a base that is not above zero nothing grows.
    """
    if "year" in targets:
        return targets["year"]
    base, growth = targets.get("base"), targets.get("growth")
    if base is None or growth is None or base <= 0 or basis is Basis.RATE:
        return None
    return base * (_HUNDRED + growth) / _HUNDRED
