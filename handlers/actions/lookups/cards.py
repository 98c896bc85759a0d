"""Cards: a unit, a project or a person with every number measured and its last weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from domain.arrears import NOTHING_OWED, Arrears
from domain.finding import Kind
from domain.items import Item, item_of, part_of
from domain.official import Compared
from domain.people import Person
from domain.periods import Period
from domain.roster import Assignment, Project, Roster, Unit
from domain.schedule import Schedule
from domain.yardstick import Yardstick
from handlers.actions.lookups.roadmaps import states_of
from handlers.actions.lookups.views.cards import Card, Line
from handlers.actions.measuring import borne
from handlers.actions.measuring.foreseeing import RECENT, outlook
from handlers.actions.measuring.reading import Figures, asked_periods
from handlers.actions.measuring.sent_back import SentBack, sent_back
from handlers.actions.measuring.surveying import Survey, figures_since
from storage.entries import Slot

PAST = 8
"""How many earlier periods a line of a card looks back."""


async def unit_card(
    session: AsyncSession,
    survey: Survey,
    unit: Unit,
    owed: Sequence[Assignment],
    *,
    schedule: Schedule,
) -> Card:
    """These numbers of a unit by indicator, its projects rolled up."""
    roster = survey.roster
    by_indicator: dict[str, list[Assignment]] = {code: [] for code in roster.indicators}
    for assignment in owed:
        by_indicator[assignment.indicator].append(assignment)
    groups = [(roster.indicators[code].name, own) for code, own in by_indicator.items() if own]
    return Card(
        kind=Kind.UNIT,
        code=unit.code,
        name=unit.short,
        unit=unit,
        period=survey.period,
        as_of=survey.as_of,
        lines=await _lines(session, survey, groups, schedule),
        people=_people(roster, owed),
    )


async def project_card(
    session: AsyncSession,
    survey: Survey,
    project: Project,
    owed: Sequence[Assignment],
    *,
    schedule: Schedule,
) -> Card:
    """These numbers of a project, and its milestones."""
    roster = survey.roster
    groups = [(roster.indicators[a.indicator].name, [a]) for a in owed]
    return Card(
        kind=Kind.PROJECT,
        code=project.code,
        name=project.name,
        unit=roster.units[project.unit],
        period=survey.period,
        as_of=survey.as_of,
        lines=await _lines(session, survey, groups, schedule),
        project=project,
        people=_people(roster, owed),
        milestones=await states_of(session, roster, project.code, as_of=survey.known_at),
    )


async def person_card(
    session: AsyncSession,
    survey: Survey,
    person: Person,
    owed: Sequence[Assignment],
    *,
    schedule: Schedule,
) -> Card:
    """These numbers that a person owes, one by one."""
    roster = survey.roster
    several = len({a.unit for a in owed}) > 1
    groups = [(_name(roster, a, with_unit=several), [a]) for a in owed]
    return Card(
        kind=Kind.PERSON,
        code=person.code,
        name=person.name,
        unit=roster.units[person.unit],
        period=survey.period,
        as_of=survey.as_of,
        lines=await _lines(session, survey, groups, schedule),
        person=person,
    )


def joined(cards: Sequence[Card]) -> Card:
    """The cards of one unit, project or person in several periods as one, the first in front."""
    return replace(
        cards[0],
        lines=tuple(line for card in cards for line in card.lines),
        people=tuple(dict.fromkeys(name for card in cards for name in card.people)),
    )


def beside_official(card: Card, found: Sequence[Compared]) -> Card:
    """The card of a unit with what was published last of each indicator."""
    known = {entry.indicator.code: entry.so_far for entry in found}
    lines = (_with_official(line, known.get(line.indicator.code)) for line in card.lines)
    return replace(card, lines=tuple(lines), official=tuple(found))


def _with_official(line: Line, value: Decimal | None) -> Line:
    if value is None or line.item is None:
        return line
    day = line.period.last_day_of_year
    return replace(line, official=line.item.points_with(value, day=day))


def of_project(roster: Roster, period: Period, project: str) -> tuple[Assignment, ...]:
    """A project's numbers at the rhythm of a period."""
    return tuple(a for a in roster.of_cadence(period.kind) if a.project == project)


def of_person(roster: Roster, period: Period, person: str) -> tuple[Assignment, ...]:
    """What a person owes at the rhythm of a period; a pure deputy, what they may answer."""
    owed = roster.owed_by(person) or roster.borne_by(person)
    return tuple(a for a in owed if roster.indicators[a.indicator].cadence is period.kind)


def _people(roster: Roster, owed: Sequence[Assignment]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(roster.people[a.person].name for a in owed))


def _name(roster: Roster, assignment: Assignment, *, with_unit: bool) -> str:
    label = roster.label(assignment)
    return f"{roster.units[assignment.unit].short}{label}" if with_unit else label


async def _lines(
    session: AsyncSession,
    survey: Survey,
    groups: Sequence[tuple[str, Sequence[Assignment]]],
    schedule: Schedule,
) -> tuple[Line, ...]:
    asked = [assignment for _, own in groups for assignment in own]
    # One period more than is foretold from, so that the year's beginning shows as such.
    periods = asked_periods(schedule, survey.period)[-RECENT - 1 :]
    known = await figures_since(session, survey, asked, periods[0])
    arrears = NOTHING_OWED
    if any(len(own) == 1 and borne.is_apart(survey, own[0]) for _, own in groups):
        arrears = await borne.arrears_in(session, survey)
    lines = [_line(survey, name, own, known, periods, arrears) for name, own in groups]
    owed = survey.returned(a.id for a in asked)
    returned = await sent_back(session, survey.roster, owed, as_of=survey.known_at)
    return tuple(_with_returns(line, returned, survey.period) for line in lines)


def _with_returns(line: Line, returned: Mapping[Slot, SentBack], period: Period) -> Line:
    own = (returned.get((assignment.id, period.key)) for assignment in line.assignments)
    return replace(line, sent_back=tuple(told for told in own if told))


def _line(
    survey: Survey,
    name: str,
    own: Sequence[Assignment],
    known: Figures,
    periods: Sequence[Period],
    arrears: Arrears,
) -> Line:
    roster, rules = survey.roster, survey.rules
    course = [(period, measured(roster, own, known, period, rules)) for period in periods]
    item = _whole(survey, own, arrears) or course[-1][1]
    figures = [figure for a in own if (figure := survey.current(a.id))]
    asked = [part for part in item.parts if part.is_expected]
    return Line(
        name=name,
        period=survey.period,
        indicator=item.indicator,
        progress=item.progress,
        assignments=tuple(own),
        figures=tuple(figures),
        asked=len(asked),
        lacking=sum(not part.is_answered for part in asked),
        is_carried=item.is_carried,
        points=item.points,
        pace=item.pace,
        history=tuple(_points(before) for _, before in course[-PAST - 1 : -1]),
        outlook=outlook(course, rules),
        stage=item.stage,
        held=item.held.lacking if item.held else None,
        moved=item.moved,
        item=item,
    )


def _whole(survey: Survey, own: Sequence[Assignment], arrears: Arrears) -> Item | None:
    """A number by itself, or the unit's item if these are all behind it: its light may hold."""
    if len(own) == 1:
        return borne.number_in(survey, own[0], arrears)
    unit = survey.units.get(own[0].unit)
    asked = {assignment.id for assignment in own}
    for item in unit.score.items if unit else ():
        if asked == {part.assignment.id for part in item.parts}:
            return item
    return None


def _points(item: Item) -> Decimal | None:
    return item.points if any(part.has_number for part in item.parts) else None


def measured(
    roster: Roster, own: Sequence[Assignment], year: Figures, period: Period, rules: Yardstick
) -> Item:
    """Assignments of one indicator rolled up and measured at the end of a period, by its rules."""
    indicator = roster.indicators[own[0].indicator]
    parts = [part_of(a, indicator, year.get(a.id, ()), period=period) for a in own]
    day = period.last_day_of_year
    return item_of(indicator, parts, period=period, day=day, rules=rules.of(period))
