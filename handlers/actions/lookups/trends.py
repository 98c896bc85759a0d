"""One indicator over the weeks: a unit against its plan, or several units against the pace."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Basis, Indicator
from domain.items import Item
from domain.periods import Period
from domain.roster import Assignment, Unit
from domain.schedule import Schedule
from handlers.actions.lookups.cards import measured
from handlers.actions.lookups.views.courses import Course, Kink, Trend
from handlers.actions.measuring.foreseeing import outlook, year_outlook
from handlers.actions.measuring.reading import Figures, asked_periods, year_of
from handlers.actions.measuring.surveying import Survey

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)

MOST_COURSES = 6
"""More lines than this cannot be told apart on a phone."""


async def unit_trend(
    session: AsyncSession,
    survey: Survey,
    schedule: Schedule,
    own: Sequence[Assignment],
    *,
    unit: Unit,
) -> Trend:
    """One unit's amounts by period, beside what the plan asks; `own` are of one indicator."""
    indicator = survey.roster.indicators[own[0].indicator]
    year = await year_of(session, survey.period, [a.id for a in own], known_at=survey.known_at)
    periods = asked_periods(schedule, survey.period)
    items = _items(survey, own, year, periods)
    course = list(zip(periods, items, strict=True))
    return Trend(
        indicator=indicator,
        unit=unit,
        period=survey.period,
        periods=periods,
        courses=(Course(unit.short, _values(items), items[-1].progress),),
        plan=tuple(_planned(item, period) for period, item in course),
        is_share=False,
        as_of=survey.as_of,
        outlook=outlook(course, survey.rules),
        year_outlook=year_outlook(course, survey.rules),
        parts=tuple(own),
        kinks=tuple(_kinks(course)),
        ahead=tuple(_ahead(items[-1], survey.period)),
        people=tuple(dict.fromkeys(survey.roster.people[a.person].name for a in own)),
    )


async def units_trend(
    session: AsyncSession,
    survey: Survey,
    schedule: Schedule,
    indicator: Indicator,
    units: Collection[str],
) -> Trend:
    """Shares of the target by period: all units if there are few, else the best and the last.

    Rates are shown as they are, for there is no share of a rate.
    """
    measured_units = _measured(survey, indicator, units)
    shown = _chosen(measured_units)
    owed = {unit: [part.assignment for part in item.parts] for unit, item in shown}
    ids = [a.id for own in owed.values() for a in own]
    year = await year_of(session, survey.period, ids, known_at=survey.known_at)
    periods = asked_periods(schedule, survey.period)
    is_rate = indicator.basis is Basis.RATE
    courses, plan = [], tuple[Decimal | None, ...]()
    for unit, own in owed.items():
        items = _items(survey, own, year, periods)
        values = _values(items) if is_rate else _shares(items)
        courses.append(Course(survey.roster.units[unit].short, values, items[-1].progress))
        plan = plan or () if is_rate else plan or tuple(item.pace for item in items)
    return Trend(
        indicator=indicator,
        unit=None,
        period=survey.period,
        periods=periods,
        courses=tuple(courses),
        plan=plan,
        is_share=not is_rate,
        as_of=survey.as_of,
        hidden=len(measured_units) - len(shown),
        units=tuple(owed),
    )


def _items(
    survey: Survey, own: Sequence[Assignment], year: Figures, periods: Sequence[Period]
) -> list[Item]:
    return [measured(survey.roster, own, year, period, survey.rules) for period in periods]


def _measured(
    survey: Survey, indicator: Indicator, units: Collection[str]
) -> list[tuple[str, Item]]:
    """These units' items with a gap, the furthest ahead first; an older value counts as well."""
    found = [
        (score.unit, item)
        for score in survey.ranked
        if score.unit in units
        for item in score.items
        if item.indicator.code == indicator.code and item.progress.gap is not None
    ]
    return sorted(found, key=lambda pair: pair[1].progress.gap or Decimal(0), reverse=True)


def _chosen(ordered: list[tuple[str, Item]]) -> list[tuple[str, Item]]:
    """Few enough lines: the furthest ahead and the furthest behind."""
    if len(ordered) <= MOST_COURSES:
        return ordered
    half = MOST_COURSES // 2
    return ordered[:half] + ordered[-half:]


def _values(items: Sequence[Item]) -> tuple[Decimal | None, ...]:
    return tuple(item.progress.value if _is_reported(item) else None for item in items)


def _shares(items: Sequence[Item]) -> tuple[Decimal | None, ...]:
    return tuple(item.progress.completion if _is_reported(item) else None for item in items)


def _is_reported(item: Item) -> bool:
    return any(part.has_number for part in item.parts)


def _kinks(course: Sequence[tuple[Period, Item]]) -> Iterator[Kink]:
    """Where the plan was changed between the ends of two periods, told from either plan."""
    for index, ((before, old), (period, new)) in enumerate(pairwise(course)):
        eve, moved = before.last_day_of_year, new.moved
        if moved is None or not eve < moved.since <= period.last_day_of_year:
            continue
        last = moved.since - A_DAY  # the old plan's last day
        asked = [_planned_on(item, last) for item in (old, new)]
        if asked[0] is not None and asked[1] is not None:
            gone = Decimal((last - eve).days) / (period.last_day_of_year - eve).days
            yield Kink(index + gone, asked[0], asked[1], moved)


def _ahead(item: Item, period: Period) -> Iterator[tuple[date, Decimal]]:
    """The plan at the period's end, weekly from there, and on the day of the target in sight."""
    day = period.last_day_of_year
    until = item.plan.anchor_at(day).day if item.plan else day
    while day < until:
        planned = _planned_on(item, day)
        if planned is not None:
            yield day, planned
        day += A_WEEK
    if item.plan is not None and item.progress.target is not None:
        yield until, item.progress.target


def _planned(item: Item, period: Period) -> Decimal | None:
    """What should have been reached by the end of a period, in the indicator's measure."""
    return _planned_on(item, period.last_day_of_year)


def _planned_on(item: Item, day: date) -> Decimal | None:
    if item.indicator.basis is Basis.RATE or item.plan is None:
        return item.progress.target
    amount, parts = item.plan.planned_at(day)
    return amount / parts
