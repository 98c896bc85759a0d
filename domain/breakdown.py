"""Targets broken down, year to quarter to month to project: each whole beside its parts.

Amounts that add up (累计, 当期) are held against the sum of their parts; a state or a rate (时点,
增速) against its last part, because the state at the end of the year is that of its last quarter.
Projects and units are held against a whole only where they add up (汇总: 合计). What is left
over is never hidden: it is told with its sign, and forgiven only as far as rounding explains it.

Months are optional: a quarter is held against its months only where one of them has a target.
Units are held against the one above only where that is ranked with nobody, as the district is:
otherwise its number is its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.figures import Basis, Indicator
from domain.rollup import Rollup
from domain.roster import Assignment, Roster
from domain.slots import year_target

ADDS_UP = frozenset({Basis.CUMULATIVE, Basis.FLOW})
QUARTERS = ("q1", "q2", "q3", "q4")
MONTHS_OF = {
    "q1": ("m2", "m3"),
    "q2": ("m4", "m5", "m6"),
    "q3": ("m7", "m8", "m9"),
    "q4": ("m10", "m11", "m12"),
}


class Level(StrEnum):
    """Into what a whole is broken down."""

    QUARTERS = "quarters"
    MONTHS = "months"
    PROJECTS = "projects"
    UNITS = "units"


class State(StrEnum):
    """How the parts of a whole stand to it."""

    MET = "met"
    OPEN = "open"  # something is left over, and parts are still without a target
    SHORT = "short"  # every part has a target, and something is left over
    OVER = "over"  # the parts ask for more than the whole


@dataclass(frozen=True, slots=True)
class Sum:
    """One whole and its parts, in the indicator's measure.

    `whole_slot` is the slot broken down, `given` what its `parts` come to, `lacking` those of
    them without a target: slots, projects or units. `tolerance` is what rounding explains.
    """

    level: Level
    whole_slot: str
    whole: Decimal
    given: Decimal
    lacking: tuple[str, ...]
    parts: int
    tolerance: Decimal

    @property
    def is_untouched(self) -> bool:
        """No part has a target yet."""
        return len(self.lacking) == self.parts

    @property
    def remainder(self) -> Decimal:
        """What no part has taken over; negative when they took too much."""
        return self.whole - self.given

    @property
    def state(self) -> State:
        """Whether the parts make up the whole."""
        if abs(self.remainder) <= self.tolerance:
            return State.MET
        if self.remainder < 0:
            return State.OVER
        return State.OPEN if self.lacking else State.SHORT


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One indicator of one unit: its own number, those of its projects, and all sums.

    `own` is None where only projects bear the number.
    """

    unit: str
    indicator: str
    own: Assignment | None
    projects: tuple[Assignment, ...]
    sums: tuple[Sum, ...]
    has_target: bool

    @property
    def is_met(self) -> bool:
        """There is a target, and every whole is made up by its parts."""
        return self.has_target and all(one.state is State.MET for one in self.sums)

    @property
    def faults(self) -> tuple[Sum, ...]:
        """The wholes that their parts do not make up."""
        return tuple(one for one in self.sums if one.state is not State.MET)

    def is_met_in(self, level: Level) -> bool | None:
        """Whether it is broken down to this level; None where there is nothing to compare."""
        own = [one.state is State.MET for one in self.sums if one.level is level]
        return all(own) if own else None


def sums_in(assignment: Assignment, indicator: Indicator) -> tuple[Sum, ...]:
    """Quarters against the year, and the months that were given against their quarter."""
    found = [_sum(assignment, indicator, Level.QUARTERS, "year", QUARTERS)]
    found += [
        _sum(assignment, indicator, Level.MONTHS, quarter, months)
        for quarter, months in MONTHS_OF.items()
        if any(month in assignment.targets for month in months)
    ]
    return tuple(one for one in found if one)


def is_measurable(assignment: Assignment, indicator: Indicator) -> bool:
    """Whether there is a target of the year or a quarter, without which nothing is ranked."""
    if _amount(assignment, "year", indicator) is not None:
        return True
    return any(quarter in assignment.targets for quarter in QUARTERS)


def over_projects(
    own: Assignment, projects: Sequence[Assignment], indicator: Indicator
) -> tuple[Sum, ...]:
    """The projects of a unit against the unit's own number, slot by slot.

    A quarter is looked at only where some project has one.
    """
    if not _adds_over(indicator) or not projects:
        return ()
    parts = [(one.project or "", one) for one in projects]
    found = (_across(own, parts, indicator, Level.PROJECTS, slot) for slot in ("year", *QUARTERS))
    return tuple(one for one in found if one)


def breakdowns(roster: Roster, numbers: Iterable[Assignment]) -> tuple[Breakdown, ...]:
    """These numbers by unit and indicator, in roster order."""
    owed: dict[tuple[str, str], list[Assignment]] = {}
    for one in numbers:
        owed.setdefault((one.unit, one.indicator), []).append(one)
    return tuple(
        _breakdown(roster, owed, unit, indicator)
        for unit in roster.units
        for indicator in roster.indicators
        if (unit, indicator) in owed
    )


def _breakdown(
    roster: Roster, owed: dict[tuple[str, str], list[Assignment]], unit: str, code: str
) -> Breakdown:
    indicator = roster.indicators[code]
    here = owed[unit, code]
    own = next((one for one in here if one.project is None), None)
    projects = tuple(one for one in here if one.project is not None)
    sums: list[Sum] = []
    for one in here:
        sums += sums_in(one, indicator)
    if own is not None:
        sums += over_projects(own, projects, indicator)
        sums += _over_units(roster, owed, own, indicator)
    has_target = any(is_measurable(one, indicator) for one in here)
    return Breakdown(unit, code, own, projects, tuple(sums), has_target)


def _over_units(
    roster: Roster,
    owed: dict[tuple[str, str], list[Assignment]],
    own: Assignment,
    indicator: Indicator,
) -> Iterator[Sum]:
    """The units directly below against the unit's own number."""
    if roster.units[own.unit].group or not _adds_over(indicator):
        return
    below = [unit.code for unit in roster.units.values() if unit.parent == own.unit]
    parts = [
        (code, one)
        for code in below
        for one in owed.get((code, indicator.code), ())
        if one.project is None
    ]
    if parts and (found := _across(own, parts, indicator, Level.UNITS, "year")):
        yield found


def _adds_over(indicator: Indicator) -> bool:
    """Whether the numbers of several bearers add up."""
    return indicator.operator is Rollup.SUM


def _sum(
    one: Assignment, indicator: Indicator, level: Level, whole: str, parts: Sequence[str]
) -> Sum | None:
    """One number's slots; None without a whole to break down."""
    amount = _amount(one, whole, indicator)
    if amount is None:
        return None
    given = [one.targets[slot] for slot in parts if slot in one.targets]
    if indicator.basis in ADDS_UP:
        lacking = tuple(slot for slot in parts if slot not in one.targets)
        total, parts = sum(given, Decimal(0)), tuple(parts)
    else:
        parts = parts[-1:]
        lacking = tuple(slot for slot in parts if slot not in one.targets)
        total = one.targets.get(parts[0], Decimal(0))
    tolerance = _tolerance(indicator, len(parts) - len(lacking) + 1)
    return Sum(level, whole, amount, total, lacking, len(parts), tolerance)


def _across(
    own: Assignment,
    parts: Sequence[tuple[str, Assignment]],
    indicator: Indicator,
    level: Level,
    slot: str,
) -> Sum | None:
    whole = _amount(own, slot, indicator)
    amounts = [(name, _amount(one, slot, indicator)) for name, one in parts]
    given = [amount for _, amount in amounts if amount is not None]
    if whole is None or (not given and slot != "year"):
        return None
    lacking = tuple(name for name, amount in amounts if amount is None)
    tolerance = _tolerance(indicator, len(given) + 1)
    return Sum(level, slot, whole, sum(given, Decimal(0)), lacking, len(parts), tolerance)


def _amount(one: Assignment, slot: str, indicator: Indicator) -> Decimal | None:
    if slot == "year":
        return year_target(one.targets, indicator.basis)
    return one.targets.get(slot)


def _tolerance(indicator: Indicator, numbers: int) -> Decimal:
    """Each number may be rounded by half a unit of its last shown place."""
    return Decimal(5).scaleb(-indicator.decimals - 1) * numbers
