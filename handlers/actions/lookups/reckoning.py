"""How a number came about (怎么算的): everything that the words need to tell it step by step."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from domain.arrears import Arrears
from domain.errors import NotAllowed, NotFound
from domain.finding import Kind
from domain.periods import Period
from domain.points import POINTS
from domain.ranking import Ranking
from domain.roster import Assignment, Roster
from handlers.actions.lookups.cards import of_person, of_project
from handlers.actions.lookups.sums import (
    CardReckoning,
    ItemReckoning,
    ListReckoning,
    Place,
    PointsReckoning,
    UnitReckoning,
)
from handlers.actions.lookups.trends import unit_trend
from handlers.actions.measuring import borne, points, standing
from handlers.actions.measuring.board import Board
from handlers.actions.measuring.sight import allowed, sees
from handlers.actions.measuring.surveying import Survey
from handlers.deps import Deps
from handlers.viewers import Viewer
from storage.publications import OVERALL


async def of_list(deps: Deps, viewer: Viewer, period: Period, subject: str) -> ListReckoning:
    """How the ranking of a period is made: as it stands, or for most as it was published.

    Raises:
        NotFound: nothing was published yet, and this reader sees nothing else.
    """
    roster = await deps.roster.current()
    board: Board | None
    if viewer.sees_all:
        board = await standing.board(deps, period, subject=subject)
    else:
        board = await standing.last_published(deps, period, subject=subject)
    if board is None:
        raise NotFound(period.key)
    ranked = [one for one in board.ranking.standings if one.rank is not None]
    known = roster.indicators.get(subject)
    rules = replace(deps.yardstick.of(board.period), lights=board.rules, version=board.version)
    asked = {a.indicator for a in roster.of_cadence(board.period.kind)}
    averaged = tuple(i for i in roster.indicators.values() if i.code in asked)
    return ListReckoning(
        name=known.name if known else "",
        period=board.period,
        day=board.period.last_day_of_year,
        as_of=board.as_of,
        rules=rules,
        subject=known,
        indicators=(known,) if known else averaged,
        example=ranked[0] if ranked else None,
        units=tuple(one for one in board.ranking.standings if sees(viewer, one.unit)),
        marking=rules.marking if subject == POINTS else None,
    )


async def of_unit(deps: Deps, viewer: Viewer, period: Period, code: str) -> UnitReckoning:
    """The overall number of a unit.

    Raises:
        NotAllowed: this reader does not see the unit.
        NotFound: nothing is asked of it in this period.
    """
    roster = await deps.roster.current()
    if not sees(viewer, code):
        raise NotAllowed
    name = roster.units[code].short
    if not roster.owed_by_unit(code, period.kind):
        raise NotFound(name)
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
    place = await _place(deps, survey, OVERALL, code)
    return UnitReckoning(
        name=name,
        period=period,
        day=period.last_day_of_year,
        as_of=survey.as_of,
        rules=survey.rules,
        unit=code,
        score=survey.units[code].score,
        place=place,
        roster=roster,
    )


async def of_points(deps: Deps, viewer: Viewer, period: Period, code: str) -> PointsReckoning:
    """The points of a unit.

    Raises:
        NotAllowed: this reader does not see the unit.
        NotFound: it is not compared in this period.
        NoScoring: the rules give no points.
    """
    roster = await deps.roster.current()
    if not sees(viewer, code):
        raise NotAllowed
    name = roster.units[code].short
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
        results = await points.results(deps, session, survey)
        ranking = (await standing.board_in(deps, session, survey, POINTS)).ranking
    own = next((result for result in results if result.unit == code), None)
    if own is None:
        raise NotFound(name)
    frozen = await standing.published(deps, period, subject=POINTS)
    return PointsReckoning(
        name=name,
        period=period,
        day=period.last_day_of_year,
        as_of=survey.as_of,
        rules=survey.rules,
        unit=code,
        result=own,
        place=_placed(ranking, frozen.ranking if frozen else None, code),
    )


async def of_item(
    deps: Deps, viewer: Viewer, period: Period, unit: str, indicator: str
) -> ItemReckoning | CardReckoning:
    """One indicator of one unit, with its light and its part in the overall number.

    Who sees only some of the numbers behind it is told of those; where the unit stands, only
    who sees the unit.

    Raises:
        NotAllowed: this reader sees none of them.
        NotFound: the unit owes no such number.
    """
    roster = await deps.roster.current()
    name = f"{roster.units[unit].short}{roster.indicators[indicator].name}"
    asked = roster.of_cadence(period.kind)
    owed = [a for a in asked if (a.unit, a.indicator) == (unit, indicator)]
    own = allowed(viewer, owed)
    if not own:
        raise NotFound(name)
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
        arrears = await borne.arrears_in(session, survey)
        course = await unit_trend(session, survey, deps.schedule, own, unit=roster.units[unit])
    if len(own) < len(owed):
        return _told(survey, name, own, arrears, Kind.UNIT, unit)
    score = survey.units[unit].score
    place = await _place(deps, survey, indicator, unit) if sees(viewer, unit) else Place(None)
    return ItemReckoning(
        name=name,
        period=period,
        day=period.last_day_of_year,
        as_of=survey.as_of,
        rules=survey.rules,
        unit=unit,
        item=next(one for one in score.items if one.indicator.code == indicator),
        weights=sum((one.indicator.weight for one in score.averaged), Decimal(0)),
        place=place,
        roster=roster,
        outlook=course.outlook,
    )


async def of_card(
    deps: Deps, viewer: Viewer, period: Period, kind: Kind, code: str
) -> CardReckoning:
    """Every number of a project or a person that this reader may see.

    Raises:
        NotAllowed, NotFound.
    """
    roster = await deps.roster.current()
    if kind is Kind.PROJECT:
        name, owed = roster.projects[code].name, of_project(roster, period, code)
    else:
        name, owed = roster.people[code].name, of_person(roster, period, code)
    is_own = kind is Kind.PERSON and viewer.person is not None and viewer.person.code == code
    own = owed if is_own else allowed(viewer, owed)
    if not own:
        raise NotFound(name)
    async with deps.db.reading() as session:
        survey = await standing.surveyed(deps, session, roster, period)
        arrears = await borne.arrears_in(session, survey)
    return _told(survey, name, own, arrears, kind, code)


def _told(
    survey: Survey,
    name: str,
    own: Sequence[Assignment],
    arrears: Arrears,
    kind: Kind,
    code: str,
) -> CardReckoning:
    """These numbers one by one."""
    return CardReckoning(
        name=name,
        period=survey.period,
        day=survey.period.last_day_of_year,
        as_of=survey.as_of,
        rules=survey.rules,
        kind=kind,
        code=code,
        names=_names(survey.roster, own, kind),
        items=tuple(item for one in own if (item := borne.number_in(survey, one, arrears))),
    )


def _names(roster: Roster, own: Sequence[Assignment], kind: Kind) -> tuple[str, ...]:
    if kind is Kind.PROJECT:
        return tuple(roster.indicators[one.indicator].name for one in own)
    return tuple(roster.full_name(one) for one in own)


async def _place(deps: Deps, survey: Survey, subject: str, unit: str) -> Place:
    ranking = standing.board_of(deps, survey, subject, None).ranking
    frozen = await standing.published(deps, survey.period, subject=subject)
    return _placed(ranking, frozen.ranking if frozen else None, unit)


def _placed(ranking: Ranking, frozen: Ranking | None, unit: str) -> Place:
    """Its rank as it stands, how many are before it, and what the published list said."""
    own = ranking.of_unit(unit)
    before = frozen.of_unit(unit) if frozen else None
    if own is None or own.rank is None:
        return Place(own, published=before if before and before.rank else None)
    is_same = before is None or (before.rank, before.completion, before.light) == (
        own.rank,
        own.completion,
        own.light,
    )
    ranked = [one.rank for one in ranking.of_group(own.group) if one.rank is not None]
    better = sum(rank < own.rank for rank in ranked)
    return Place(own, better, None if is_same else before)
