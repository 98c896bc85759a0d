"""What all units give together: amounts that add up, beside target and pace, with their course."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from domain.contribution import ADDING_UP
from domain.figures import Indicator
from domain.items import Item, Part, item_of, part_of
from domain.outlook import Outlook
from domain.periods import Period
from domain.rollup import Rollup
from domain.roster import Assignment, Roster
from domain.schedule import Schedule
from handlers.actions.measuring.foreseeing import RECENT, outlook
from handlers.actions.measuring.reading import Figures, asked_periods
from handlers.actions.measuring.standing import indicators_in
from handlers.actions.measuring.surveying import Survey, figures_since

AT_ONCE = 50
"""Units that are measured before others get their turn."""

Owed = Mapping[str, Sequence[Assignment]]


@dataclass(frozen=True, slots=True)
class Total:
    """One indicator of all units together.

    `course` is it at the end of each of the last asked periods, oldest first. Of `units` units
    `silent` have never given a number this year: neither their amounts nor their targets are in
    it. `is_own`: the unit above all the others tells it itself.
    """

    indicator: Indicator
    course: tuple[tuple[Period, Item], ...]
    outlook: Outlook | None
    units: int
    silent: int
    is_own: bool = False

    @property
    def item(self) -> Item:
        """It now."""
        return self.course[-1][1]

    @property
    def values(self) -> tuple[Decimal | None, ...]:
        """The total by period; None where nobody reported."""
        return tuple(
            item.progress.value if any(part.has_number for part in item.parts) else None
            for _, item in self.course
        )

    @property
    def planned(self) -> tuple[Decimal | None, ...]:
        """What should have been reached by the end of each period."""
        return tuple(_planned(item, period) for period, item in self.course)


async def totals_of(
    session: AsyncSession, survey: Survey, schedule: Schedule, *, most: int | None = None
) -> tuple[Total, ...]:
    """The weightiest indicators that add up and were reported, in roster order; by default all.

    A survey as it was known at an instant is measured from what was known then.
    """
    found = [await _total(session, survey, schedule, one) for one in summable(survey)[:most]]
    known = [total for total in found if total.item.progress.value is not None]
    order = list(survey.roster.indicators)
    return tuple(sorted(known, key=lambda total: order.index(total.indicator.code)))


def summable(survey: Survey) -> list[Indicator]:
    """The indicators whose amounts add up over units, the weightiest first."""
    known = [survey.roster.indicators[code] for code in indicators_in(survey)]
    found = [one for one in known if one.basis in ADDING_UP and one.operator is Rollup.SUM]
    return sorted(found, key=lambda one: -one.weight)


def adding_up(survey: Survey, indicator: Indicator) -> dict[str, list[Assignment]]:
    """What adds up to an indicator's total, by unit in roster order.

    Of a unit below another that owes the same, the other tells it already.
    """
    owed = {
        score.unit: [part.assignment for part in item.parts if part.is_expected]
        for score in survey.ranked
        for item in score.items
        if item.indicator.code == indicator.code
    }
    return {
        unit: own
        for unit, own in owed.items()
        if own and not any(above in owed for above in _above(survey.roster, unit))
    }


async def _total(
    session: AsyncSession, survey: Survey, schedule: Schedule, indicator: Indicator
) -> Total:
    owed: Owed = adding_up(survey, indicator)
    own = _told_above(survey, indicator, owed)
    owed = own or owed
    # One period more than is foretold from, so that the year's beginning shows as such.
    periods = asked_periods(schedule, survey.period)[-RECENT - 1 :]
    asked = [assignment for own in owed.values() for assignment in own]
    known = await figures_since(session, survey, asked, periods[0])
    course = [
        (period, await _measured(survey, indicator, owed, known, period)) for period in periods
    ]
    valued = {p.assignment.unit for p in course[-1][1].parts if p.value is not None}
    return Total(
        indicator,
        tuple(course),
        outlook(course, survey.rules),
        units=len(owed),
        silent=len(owed.keys() - valued),
        is_own=bool(own),
    )


def _told_above(survey: Survey, indicator: Indicator, owed: Owed) -> Owed:
    """The unit above all that are compared, where it owes the number itself."""
    roster = survey.roster
    common = [set(_above(roster, unit)) for unit in owed]
    above = set.intersection(*common) if common else set()
    for score in survey.scores:
        if score.unit in above:
            for item in score.items:
                if item.indicator.code == indicator.code and item.progress.value is not None:
                    return {score.unit: [part.assignment for part in item.parts]}
    return {}


async def _measured(
    survey: Survey, indicator: Indicator, owed: Owed, known: Figures, period: Period
) -> Item:
    parts: list[Part] = []
    for number, own in enumerate(owed.values()):
        given = [part_of(a, indicator, known.get(a.id, ()), period=period) for a in own]
        parts += _parts(given)
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)  # three hundred units take their time, and others their turn
    day = period.last_day_of_year
    return item_of(indicator, parts, period=period, day=day, rules=survey.rules)


def _parts(own: Sequence[Part]) -> Sequence[Part]:
    """A unit's own number, else those of its projects, as if they were the unit's."""
    whole = [part for part in own if part.assignment.project is None]
    return whole or [replace(p, assignment=replace(p.assignment, project=None)) for p in own]


def _planned(item: Item, period: Period) -> Decimal | None:
    if item.plan is None:
        return None
    amount, parts = item.plan.planned_at(period.last_day_of_year)
    return amount / parts


def _above(roster: Roster, unit: str) -> Iterator[str]:
    parent = roster.units[unit].parent
    while parent:
        yield parent
        parent = roster.units[parent].parent
