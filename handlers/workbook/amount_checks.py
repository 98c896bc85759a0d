"""Whether the numbers of a workbook are believable: bounds, and targets that add up."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from domain.breakdown import (
    ADDS_UP,
    MONTHS_OF,
    Level,
    State,
    Sum,
    is_measurable,
    over_projects,
    sums_in,
)
from domain.breakdown import QUARTERS as QUARTER_SLOTS
from domain.figures import Basis, Indicator
from domain.periods import PeriodKind
from domain.rollup import Rollup
from domain.roster import Assignment
from domain.slots import year_target
from handlers.workbook.columns import QUARTERS
from handlers.workbook.drafting import Drafted, DraftedRows
from handlers.workbook.problems import Problems
from handlers.workbook.words import say

MOST_DECIMALS = 6
SUSPICIOUS_RATE = Decimal("0.3")
"""A growth target below this many percent may be a cell formatted as percent (6.5 % = 0.065)."""


def check_amounts(rows: DraftedRows, problems: Problems, *, year: int) -> None:
    """Everything about numbers and years that one row can tell with its indicator."""
    for row in rows.indicators:
        _check_indicator(row, problems)
    indicators = {one.value.code: one.value for one in rows.indicators}
    for part in rows.indicators:
        _check_whole(part, indicators, problems)
    for one in rows.assignments:
        if indicator := indicators.get(one.value.indicator):
            _check_targets(one, indicator, problems)
        if one.value.share <= 0:
            problems.add(one.row.place("share"), "not_above_zero")
        if one.value.due and one.value.due.year != year:
            problems.warn(one.row.place("due"), "other_year", year=year)
    _check_projects(rows.assignments, indicators, problems)


def _check_indicator(one: Drafted[Indicator], problems: Problems) -> None:
    indicator = one.value
    if not 0 <= indicator.decimals <= MOST_DECIMALS:
        problems.add(one.row.place("decimals"), "out_of_range", lowest=0, highest=MOST_DECIMALS)
    if indicator.weight <= 0:
        problems.add(one.row.place("weight"), "not_above_zero")
    lowest, highest = indicator.lowest, indicator.highest
    if lowest is not None and highest is not None and lowest > highest:
        problems.add(one.row.place("max"), "min_above_max")
    if indicator.basis is Basis.RATE and indicator.rollup not in (None, Rollup.NONE):
        problems.add(one.row.place("rollup"), "rate_rolled_up")
    if indicator.cadence is not PeriodKind.QUARTER and _is_gdp(indicator):
        problems.add(one.row.place("cadence"), "weekly_gdp")


def _is_gdp(indicator: Indicator) -> bool:
    """GDP is reckoned by the quarter; growth of it, and shares in it, are other things."""
    names = {name.strip().upper() for name in indicator.names}
    return indicator.basis is Basis.CUMULATIVE and bool(names & {"GDP", "地区生产总值"})


def _check_whole(
    one: Drafted[Indicator], indicators: Mapping[str, Indicator], problems: Problems
) -> None:
    """A part is counted as its whole is, and no whole is a part of its own part."""
    whole = indicators.get(one.value.whole or "")
    if whole is None:
        return
    own = one.value
    if (own.measure, own.basis, own.cadence) != (whole.measure, whole.basis, whole.cadence):
        problems.add(one.row.place("whole"), "other_whole", whole=whole.code)
    path = [own.code]
    while whole is not None and whole.code not in path:
        path.append(whole.code)
        whole = indicators.get(whole.whole or "")
    if whole is not None and whole.code == own.code:
        path.append(own.code)
        problems.add(one.row.place("whole"), "whole_of_itself", path=" → ".join(path))


def _check_targets(one: Drafted[Assignment], indicator: Indicator, problems: Problems) -> None:
    targets = one.value.targets
    if not is_measurable(one.value, indicator):
        problems.warn(one.row.place("year"), "no_targets")
    _check_growth(one, indicator, problems)
    if indicator.basis is Basis.RATE or indicator.measure == "%":
        for slot, value in targets.items():
            if 0 < abs(value) < SUSPICIOUS_RATE:
                problems.warn(one.row.place(slot), "looks_percent", text=value)
    for found in sums_in(one.value, indicator):
        _check_sum(one, found, indicator, problems)


def _check_growth(one: Drafted[Assignment], indicator: Indicator, problems: Problems) -> None:
    """A growth must have something to grow from, and lead to the year's target if there is one."""
    targets = one.value.targets
    if "growth" not in targets:
        return
    place = one.row.place("growth")
    if 0 < abs(targets["growth"]) < SUSPICIOUS_RATE:
        problems.warn(place, "looks_percent", text=targets["growth"])
    grows = {slot: value for slot, value in targets.items() if slot != "year"}
    grown = year_target(grows, indicator.basis)
    if grown is None:
        problems.warn(place, "growth_without_base")
    elif "year" in targets:
        # A growth is given to a tenth of a percent, a target to its last shown place.
        slack = targets["base"] / 2000 + Decimal(5).scaleb(-indicator.decimals - 1)
        if abs(grown - targets["year"]) > slack:
            facts = {"grown": format(grown.normalize(), "f"), "year": format(targets["year"], "f")}
            problems.warn(place, "growth_differs", **facts)


def _check_sum(
    one: Drafted[Assignment], found: Sum, indicator: Indicator, problems: Problems
) -> None:
    """Only what cannot be right: parts still to be filled in are for the report on targets."""
    if found.state in (State.MET, State.OPEN):
        return
    why = "quarters_differ" if found.level is Level.QUARTERS else "months_differ"
    if indicator.basis not in ADDS_UP:
        why = "last_differs"
    problems.warn(one.row.place(found.whole_slot), why, **_facts(found))


def _check_projects(
    rows: Iterable[Drafted[Assignment]],
    indicators: dict[str, Indicator],
    problems: Problems,
) -> None:
    """The projects of a unit against the unit's own number."""
    owed: dict[tuple[str, str], list[Drafted[Assignment]]] = {}
    for one in rows:
        owed.setdefault((one.value.unit, one.value.indicator), []).append(one)
    for (_, code), here in owed.items():
        own = next((one for one in here if one.value.project is None), None)
        if own is None or code not in indicators:
            continue
        projects = [one.value for one in here if one.value.project is not None]
        for found in over_projects(own.value, projects, indicators[code]):
            if found.state in (State.SHORT, State.OVER):
                place = own.row.place(found.whole_slot)
                problems.warn(place, "projects_differ", **_facts(found))


def _facts(found: Sum) -> dict[str, str]:
    amounts = {"sum": found.given, "whole": found.whole, "gap": -found.remainder}
    facts = {name: format(value, "f") for name, value in amounts.items()}
    months = MONTHS_OF.get(found.whole_slot)
    if months is None:
        return facts | {"quarter": say("slot.year"), "last": QUARTERS[-1]}
    first = "1" if months[0] == "m2" else months[0][1:]
    last = f"{months[-1][1:]}月"
    quarter = QUARTERS[QUARTER_SLOTS.index(found.whole_slot)]
    return facts | {"quarter": quarter, "months": f"{first}-{last}", "last": last}
