"""Whether the numbers of a workbook are believable: bounds, and targets that add up."""

from collections.abc import Iterable
from decimal import Decimal

from domain.figures import Basis, Indicator
from domain.roster import Assignment
from handlers.workbook.columns import QUARTERS
from handlers.workbook.drafting import Drafted, DraftedRows
from handlers.workbook.problems import Problems

MOST_DECIMALS = 6
ADDS_UP = frozenset({Basis.CUMULATIVE, Basis.FLOW})
MONTHS_OF = {1: (2, 3), 2: (4, 5, 6), 3: (7, 8, 9), 4: (10, 11, 12)}
SUSPICIOUS_RATE = Decimal("0.3")
"""A growth target below this many percent may be a cell formatted as percent (6.5 % = 0.065)."""


def check_amounts(rows: DraftedRows, problems: Problems, *, year: int) -> None:
    """Everything about numbers and years that one row can tell with its indicator."""
    for row in rows.indicators:
        _check_indicator(row, problems)
    indicators = {one.value.code: one.value for one in rows.indicators}
    for one in rows.assignments:
        if indicator := indicators.get(one.value.indicator):
            _check_targets(one, indicator, problems)
        if one.value.due and one.value.due.year != year:
            problems.warn(one.row.place("due"), "other_year", year=year)


def _check_indicator(one: Drafted[Indicator], problems: Problems) -> None:
    indicator = one.value
    if not 0 <= indicator.decimals <= MOST_DECIMALS:
        problems.add(one.row.place("decimals"), "out_of_range", lowest=0, highest=MOST_DECIMALS)
    if indicator.weight <= 0:
        problems.add(one.row.place("weight"), "not_above_zero")
    lowest, highest = indicator.lowest, indicator.highest
    if lowest is not None and highest is not None and lowest > highest:
        problems.add(one.row.place("max"), "min_above_max")


def _check_targets(one: Drafted[Assignment], indicator: Indicator, problems: Problems) -> None:
    targets = one.value.targets
    if not any(slot[0] in "yq" for slot in targets):
        problems.warn(one.row.place("year"), "no_targets")
    if indicator.basis is Basis.RATE or indicator.measure == "%":
        for slot, value in targets.items():
            if 0 < abs(value) < SUSPICIOUS_RATE:
                problems.warn(one.row.place(slot), "looks_percent", text=value)
    if indicator.basis in ADDS_UP:
        _check_sums(one, indicator, problems)


def _check_sums(one: Drafted[Assignment], indicator: Indicator, problems: Problems) -> None:
    targets = one.value.targets
    quarters = [f"q{n}" for n in range(1, 5)]
    if gap := _gap(one.value, "year", quarters, indicator):
        facts = {"sum": targets["year"] + gap, "whole": targets["year"], "gap": gap}
        problems.warn(one.row.place("year"), "quarters_differ", **_plain(facts))
    for number, months in MONTHS_OF.items():
        slot = f"q{number}"
        if gap := _gap(one.value, slot, [f"m{month}" for month in months], indicator):
            facts = {"sum": targets[slot] + gap, "whole": targets[slot], "gap": gap}
            names = {"quarter": QUARTERS[number - 1], "months": _span(months)}
            problems.warn(one.row.place(slot), "months_differ", **_plain(facts), **names)


def _gap(
    assignment: Assignment, whole: str, parts: Iterable[str], indicator: Indicator
) -> Decimal | None:
    """How far the parts miss the whole; None when something is open or rounding explains it."""
    values = [assignment.targets.get(slot) for slot in (whole, *parts)]
    given = [value for value in values if value is not None]
    if len(given) < len(values):
        return None
    gap = sum(given[1:], Decimal(0)) - given[0]
    # Each number may be rounded by half a unit of its last shown place.
    tolerance = Decimal(5).scaleb(-indicator.decimals - 1) * len(given)
    return gap if abs(gap) > tolerance else None


def _span(months: tuple[int, ...]) -> str:
    first = 1 if months[0] == 2 else months[0]
    return f"{first}-{months[-1]}月"


def _plain(facts: dict[str, Decimal]) -> dict[str, str]:
    return {name: format(value, "f") for name, value in facts.items()}
