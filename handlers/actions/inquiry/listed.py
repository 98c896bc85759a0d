"""Questions about another list than the units': by points (得分), of projects, of people."""

from domain.bearers import PEOPLE, PROJECTS
from domain.errors import NotAllowed, NotFound
from domain.finding import Kind
from domain.inquiry.topics import Topic
from domain.periods import Period
from domain.points import POINTS
from domain.ranking import Standing
from domain.roster import Roster
from handlers.actions.inquiry.inquiries import Inquiry
from handlers.actions.lookups import bearers, places, rankings, reckoning, single
from handlers.actions.lookups.bearers import BearersView
from handlers.actions.lookups.places import PlacesView
from handlers.actions.lookups.views import View
from handlers.actions.measuring.board import Board
from handlers.actions.measuring.sight import sees
from handlers.deps import Deps
from handlers.viewers import Viewer

SHORT = (Topic.FIRST, Topic.LAST, Topic.ENDS)
LIGHTS = (Topic.RED, Topic.YELLOW, Topic.BEHIND, Topic.GREEN)

FITTING = {
    POINTS: {Kind.UNIT, Kind.GROUP},
    PROJECTS: {Kind.UNIT, Kind.GROUP, Kind.INDICATOR, Kind.PROJECT},
    PEOPLE: {Kind.UNIT, Kind.GROUP, Kind.PERSON},
}
"""What a list can be narrowed to."""


def fits(inquiry: Inquiry) -> bool:
    """Whether the list that is asked about has anything to do with what is named.

    Of an indicator in a unit tell the sums of its points, and the one who answers for it.
    """
    kinds = {options[0].kind for options in inquiry.named}
    of_unit = {Kind.INDICATOR} if Kind.UNIT in kinds else set()
    return not inquiry.listed or kinds <= FITTING[inquiry.listed] | of_unit


async def answer(deps: Deps, viewer: Viewer, inquiry: Inquiry, period: Period) -> View | PlacesView:
    """What is asked of such a list, as far as this reader may see it.

    Raises:
        NotAllowed: nothing of it is for this reader.
        NotFound: there is nobody like that in it.
        NoScoring: points are asked for, and there are none.
    """
    if inquiry.listed == POINTS:
        return await _points(deps, viewer, inquiry, period)
    kind = Kind.PROJECT if inquiry.listed == PROJECTS else Kind.PERSON
    if code := inquiry.code_of(kind):
        return await one(deps, viewer, inquiry, period, kind, code)
    board = (await bearers.ranked(deps, viewer, period, inquiry.listed)).board
    board = _within(await deps.roster.current(), board, inquiry)
    if not board.ranking.standings:
        raise NotFound(inquiry.text) if viewer.sees_all else NotAllowed
    if inquiry.topic in LIGHTS:
        return places.lit(board, inquiry.topic.value, is_part=not viewer.sees_all)
    if inquiry.topic in SHORT and viewer.sees_all:  # of some there is no first and last
        return places.in_board(board, inquiry.topic.value, count=inquiry.count or 1)
    return BearersView(board)


async def one(
    deps: Deps, viewer: Viewer, inquiry: Inquiry, period: Period, kind: Kind, code: str
) -> View | PlacesView:
    """One project or person: its card, or where it stands if that is asked."""
    if inquiry.topic is not Topic.RANK:
        see = single.project if kind is Kind.PROJECT else single.person
        return await see(deps, viewer, period, code)
    subject = PROJECTS if kind is Kind.PROJECT else PEOPLE
    board = (await bearers.ranked(deps, viewer, period, subject)).board
    if board.ranking.of_unit(code) is None and not viewer.sees_all:
        raise NotAllowed
    return places.beside(board, code, is_part=not viewer.sees_all)


async def _points(
    deps: Deps, viewer: Viewer, inquiry: Inquiry, period: Period
) -> View | PlacesView:
    unit, group = inquiry.code_of(Kind.UNIT), inquiry.code_of(Kind.GROUP)
    if unit and inquiry.topic in (Topic.STATE, Topic.REASON) and sees(viewer, unit):
        return await reckoning.of_points(deps, viewer, period, unit)
    if unit:
        return await places.around(deps, viewer, period, unit, subject=POINTS)
    if inquiry.topic in SHORT:
        kind, count = inquiry.topic.value, inquiry.count or 1
        return await places.places(
            deps, viewer, period, kind, count=count, subject=POINTS, group=group
        )
    if inquiry.topic is Topic.REASON:
        return await reckoning.of_list(deps, viewer, period, POINTS)
    return await rankings.as_seen(deps, viewer, period, subject=POINTS, group=group)


def _within(roster: Roster, board: Board, inquiry: Inquiry) -> Board:
    """Only those of a unit, a group or an indicator that is named, with their places among all."""
    unit, group = inquiry.code_of(Kind.UNIT), inquiry.code_of(Kind.GROUP)
    indicator = inquiry.one_of(Kind.INDICATOR)

    def is_meant(standing: Standing) -> bool:
        known = roster.projects if board.code == PROJECTS else roster.people
        bearer = known.get(standing.unit)
        if bearer is None:
            return not (unit or group)
        if indicator is not None and board.code == PEOPLE:
            owed = roster.owed_by(standing.unit)
            return any((own.unit, own.indicator) == (unit, indicator.code) for own in owed)
        in_group = group in ("", roster.units[bearer.unit].group)
        in_list = indicator is None or standing.group == indicator.name
        return unit in ("", bearer.unit) and in_group and in_list

    kept = tuple(filter(is_meant, board.ranking.standings))
    return bearers.of_standings(board, kept)
